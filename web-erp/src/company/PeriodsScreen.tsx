import { useState } from "react";
import { AskDialog, Bar, Button, Dialog, EmptyState, Form, Moment, Page, Ready, SelectField, Tag, TextField, useAct, useMe, useQuery, formatDay } from "@homefield/web-kit";
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { FiscalPeriodsQuery, LedgerArea, PeriodLockLevel } from "../gql/graphql.ts";
import { EntityPicker } from "./EntityPicker.tsx";
import { OfCompany } from "./OfCompany.tsx";
import { PeriodLock, Periods, YearOpen } from "./queries.ts";
import { useEntity } from "./use-entity.ts";

type Period = NonNullable<FiscalPeriodsQuery["legalEntities"]>[number]["fiscalPeriods"][number];
type Lock = Period["locks"][number];
const AREAS: Record<LedgerArea, string> = { RECEIVABLES: "Receivables", INVENTORY: "Inventory", LEDGER: "Ledger" };
const LEVELS: Record<PeriodLockLevel, string> = { OPEN: "Open", SOFT: "Closed for most", HARD: "Closed" };

/** Months of a fiscal year and how far each area of them is closed. */
export function PeriodsScreen() {
  const books = useEntity();
  return (
    <Page title="Periods" sub={<EntityPicker books={books} />}>
      <OfCompany books={books} what="periods">{(entity) => <Year key={entity.code} code={entity.code} today={entity.today} />}</OfCompany>
    </Page>
  );
}
function Year({ code, today }: { code: string; today: string }) {
  const { can } = useMe();
  const [year, setYear] = useState(Number(today.slice(0, 4)));
  const result = useQuery(Periods, { variables: { fiscalYear: year } });
  const [open, opening] = useAct(YearOpen, { done: `Fiscal year ${year} is open`, refetch: ["FiscalPeriods"] });
  const [changing, change] = useState<{ period: Period; lock: Lock }>();
  const [asking, ask] = useState(false);
  const may = can("period:lock");
  return (
    <>
      <Bar>
        <button type="button" className="seg" aria-label="Year before" onClick={() => setYear(year - 1)}><ChevronLeft size={14} strokeWidth={1.6} /></button>
        <span className="m tab">{year}</span>
        <button type="button" className="seg" aria-label="Year after" onClick={() => setYear(year + 1)}><ChevronRight size={14} strokeWidth={1.6} /></button>
        <span className="t3 s">Open: anyone with the right posts. Closed for most: only who may lock periods still posts. Closed: nobody does.</span>
      </Bar>
      <Ready result={result} pick={(data) => data.legalEntities?.find((entity) => entity.code === code)} what="periods">
        {(entity) => entity.fiscalPeriods.length === 0 ? (
          <div className="centre"><EmptyState title={`Fiscal year ${year} is not open`} act={may ? <Button variant="filled" loading={opening.running} onClick={() => ask(true)}>Open {year}</Button> : undefined}>Nothing can be posted in it until it is. Years are opened one after the other.</EmptyState></div>
        ) : (
          <div style={{ overflow: "auto", flex: 1 }}>
            <table className="mini" aria-label={`Periods of ${year}`}>
              <thead><tr><th scope="col" style={{ width: 56 }}>No.</th><th scope="col">Month</th>{Object.values(AREAS).map((area) => <th scope="col" key={area} style={{ width: 200 }}>{area}</th>)}</tr></thead>
              <tbody>
                {[...entity.fiscalPeriods].sort((a, b) => a.number - b.number).map((period) => (
                  <tr key={period.id} style={period.startsOn <= today && today <= period.endsOn ? { boxShadow: "inset 2px 0 var(--hf-focus)" } : undefined}>
                    <td className="t3 tab">{period.number}</td>
                    <td>{formatDay(period.startsOn)} – {formatDay(period.endsOn)}{period.startsOn <= today && today <= period.endsOn ? <span className="t3 s"> now</span> : null}</td>
                    {(Object.keys(AREAS) as LedgerArea[]).map((area) => {
                      const lock = period.locks.find((one) => one.area === area);
                      if (!lock) return <td key={area} />;
                      const words = <>{lock.level === "OPEN" ? LEVELS.OPEN : <Tag tone={lock.level === "HARD" ? "plain" : "warn"}>{LEVELS[lock.level]}</Tag>}{lock.changedBy && <span className="t3 xs cut" title={lock.reason ?? undefined}> {lock.changedBy}, <Moment value={lock.changedAt ? String(lock.changedAt) : null} /></span>}</>;
                      return <td key={area}>{may ? <button type="button" className="inlineshow" onClick={() => change({ period, lock })}><span className="sr">{`Change ${AREAS[area]} of month ${period.number}: `}</span>{words}</button> : words}</td>;
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Ready>
      <Dialog opened={changing !== undefined} onClose={() => change(undefined)} title={changing ? `${AREAS[changing.lock.area]}, ${formatDay(changing.period.startsOn)} to ${formatDay(changing.period.endsOn)}` : ""}>
        {changing && <Change period={changing.period} lock={changing.lock} onDone={() => change(undefined)} />}
      </Dialog>
      <AskDialog opened={asking} onClose={() => ask(false)} title={`Open fiscal year ${year}`} verb="Open" onAct={() => open({ legalEntity: code, fiscalYear: year })}>
        Its twelve months are made, open for every area.
      </AskDialog>
    </>
  );
}
function Change({ period, lock, onDone }: { period: Period; lock: Lock; onDone: () => void }) {
  const [level, setLevel] = useState<string>(lock.level);
  const [reason, setReason] = useState("");
  const [set, setting] = useAct(PeriodLock, { done: "Changed", refetch: ["FiscalPeriods"] });
  const send = async () => {
    const done = await set({ id: period.id, input: { area: lock.area, level: level as PeriodLockLevel, ...(reason && { reason }) } });
    if (done.ok) onDone();
  };
  return (
    <Form act={setting} onSubmit={() => void send()} onCancel={onDone} submit="Change" why={level === lock.level ? "Choose another level." : undefined}>
      <SelectField label="Level" path="input.level" value={level} onChange={setLevel} options={Object.entries(LEVELS).map(([value, label]) => ({ value, label }))} />
      <TextField label="Reason" path="input.reason" value={reason} onChange={setReason} hint="Needed to open a period again. Kept with your name and the time." maxLength={200} />
    </Form>
  );
}
