import { useState } from "react";
import {
  addDecimals, compareDecimals, DateField, type FilterOption, FigureField, Form, FieldRow, formatDecimal, isZero, Page, Pane, Section, SelectField, Split, Sum, TextField, useAct, useKeys, useNavigate, useQuery, Button, Kbd, ActionIcon,
} from "@homefield/web-kit";
import { Plus, X } from "lucide-react";
import type { EntryFactsFragment } from "../gql/graphql.ts";
import { OfCompany } from "../company/OfCompany.tsx";
import { useEntity } from "../company/use-entity.ts";
import { Chart, EntryCreate, EntryUpdate } from "./queries.ts";

interface Line { key: number; account: string; text: string; debit: string; credit: string }
let keys = 0;
const blank = (): Line => ({ key: ++keys, account: "", text: "", debit: "", credit: "" });
const minus = (a: string, b: string): string => addDecimals(a, b.startsWith("-") ? b.slice(1) : `-${b}`);

/** A manual journal being written: lines with a running difference, and what stands in the way of posting. */
export function JournalForm({ entry }: { entry?: EntryFactsFragment }) {
  const books = useEntity();
  return <OfCompany books={books} what="journal">{(entity) => <Editor entry={entry} entity={entry?.legalEntity ? { code: entry.legalEntity.code, baseCurrency: entry.legalEntity.baseCurrency, today: entry.postingDate } : entity} choices={books} />}</OfCompany>;
}
export function JournalNewScreen() {
  return (
    <Page title="New journal" crumbs={[{ label: "Journal", to: "/journal" }]}>
      <JournalForm />
    </Page>
  );
}

function Editor({ entry, entity, choices }: { entry?: EntryFactsFragment; entity: { code: string; baseCurrency: string; today: string }; choices: ReturnType<typeof useEntity> }) {
  const navigate = useNavigate();
  const [date, setDate] = useState<string>(entry?.postingDate ?? entity.today);
  const [text, setText] = useState(entry?.text ?? "");
  const [lines, setLines] = useState<Line[]>(() => entry?.lines.map((line) => ({ key: ++keys, account: line.ledgerAccount.code, text: line.text ?? "", debit: line.debit?.amount ?? "", credit: line.credit?.amount ?? "" })) ?? [blank(), blank()]);
  const chart = useQuery(Chart, { variables: { legalEntity: entity.code } });
  const [create, creating] = useAct(EntryCreate, { done: "Draft saved", refetch: ["JournalEntries"] });
  const [update, updating] = useAct(EntryUpdate, { done: "Draft saved", refetch: ["JournalEntries"] });
  const act = entry ? updating : creating;
  const accounts: FilterOption[] = (chart.data?.ledgerAccounts ?? []).filter((account) => account.isActive && !account.control).map((account) => ({ value: account.code, label: `${account.code} ${account.name}` }));
  const debit = lines.reduce((sum, line) => addDecimals(sum, line.debit || "0"), "0");
  const credit = lines.reduce((sum, line) => addDecimals(sum, line.credit || "0"), "0");
  const difference = minus(debit, credit);
  const change = (key: number, part: Partial<Line>) => setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const balance = () => {
    const last = lines.at(-1);
    if (!last || isZero(difference)) return;
    const more = compareDecimals(difference, "0") > 0;
    const target = last.debit === "" && last.credit === "" ? last : blank();
    const filled = { ...target, debit: more ? "" : minus("0", difference), credit: more ? difference : "" };
    setLines((before) => (target === last ? before.map((line) => (line.key === last.key ? filled : line)) : [...before, filled]));
  };
  useKeys({ "=": { label: "Balance", run: balance } }, { group: "Journal" });
  const used = lines.filter((line) => line.account !== "" || line.debit !== "" || line.credit !== "");
  const why = text.trim() === "" ? "Say what it is about." : used.length < 2 ? "It needs at least two lines." : used.some((line) => line.account === "") ? "Each line needs an account." : used.some((line) => (line.debit === "") === (line.credit === "")) ? "Each line has a debit or a credit." : undefined;
  const input = { postingDate: date, text, lines: used.map((line) => ({ ledgerAccountCode: line.account, ...(line.debit && { debit: line.debit }), ...(line.credit && { credit: line.credit }), ...(line.text && { text: line.text }) })) };
  const save = async () => {
    if (entry) return void (await update({ id: entry.id, input, expectedVersion: entry.version }));
    const done = await create({ input: { ...input, legalEntity: entity.code } });
    const made = done.data?.journalEntryCreate.journalEntry;
    if (done.ok && made) void navigate({ to: `/journal/${made.id}` });
  };
  return (
    <Split columns="minmax(0,1fr) 280px">
      <Pane label="Journal" scroll>
        <div style={{ padding: 16 }}>
          <Form act={act} onSubmit={() => void save()} submit="Save draft" why={why}>
            <FieldRow columns={entry ? "160px minmax(0,1fr)" : "220px 160px minmax(0,1fr)"}>
              {!entry && <SelectField label="Company" value={entity.code} onChange={choices.choose} options={choices.entities.map((one) => ({ value: one.code, label: one.name }))} required />}
              <DateField label="Date" path="input.postingDate" value={date} onChange={(day) => setDate(day)} required />
              <TextField label="Text" path="input.text" value={text} onChange={setText} maxLength={200} required />
            </FieldRow>
            {lines.map((line, at) => (
              <FieldRow key={line.key} columns="minmax(180px,1.4fr) minmax(120px,1fr) 130px 130px 28px">
                <SelectField label={at === 0 ? "Account" : ""} aria-label={`Account of line ${at + 1}`} path={`input.lines.${at}.ledgerAccountCode`} value={line.account} onChange={(account) => change(line.key, { account })} options={accounts} />
                <TextField label={at === 0 ? "Line text" : ""} aria-label={`Text of line ${at + 1}`} value={line.text} onChange={(value) => change(line.key, { text: value })} maxLength={200} />
                <FigureField label={at === 0 ? "Debit" : ""} aria-label={`Debit of line ${at + 1}`} path={`input.lines.${at}.debit`} currency={entity.baseCurrency} value={line.debit} onChange={(value) => change(line.key, { debit: value, ...(value && { credit: "" }) })} />
                <FigureField label={at === 0 ? "Credit" : ""} aria-label={`Credit of line ${at + 1}`} path={`input.lines.${at}.credit`} currency={entity.baseCurrency} value={line.credit} onChange={(value) => change(line.key, { credit: value, ...(value && { debit: "" }) })} />
                <ActionIcon aria-label={`Take line ${at + 1} off`} onClick={() => setLines((before) => before.filter((one) => one.key !== line.key))} style={{ alignSelf: "end" }}><X size={14} strokeWidth={1.6} /></ActionIcon>
              </FieldRow>
            ))}
            <div className="row g6">
              <Button leftSection={<Plus size={14} strokeWidth={1.6} />} onClick={() => setLines((before) => [...before, blank()])}>Line</Button>
              <Button onClick={balance} disabled={isZero(difference)} rightSection={<Kbd keys="=" />}>Balance</Button>
            </div>
          </Form>
        </div>
      </Pane>
      <Pane title="Effect" label="Effect" scroll>
        <Section title={`In ${entity.baseCurrency}`}>
          <Sum lines={[
            { key: "d", label: "Debits", value: formatDecimal(debit, { least: 2 }) },
            { key: "c", label: "Credits", value: formatDecimal(credit, { least: 2 }) },
            { key: "x", label: "Out by", total: true, value: <span className={isZero(difference) ? "ok" : "bad"}>{isZero(difference) ? "0.00" : `${formatDecimal(difference.replace("-", ""), { least: 2 })} ${difference.startsWith("-") ? "Cr" : "Dr"}`}</span> },
          ]} />
        </Section>
        <Section title="Before it can be posted">
          <ul className="s t2" style={{ display: "grid", gap: 4 }}>
            <li className={isZero(difference) && used.length > 1 ? "ok" : "warn"}>{isZero(difference) && used.length > 1 ? "Debits equal credits." : "Debits and credits must be equal."}</li>
            <li className="t2">The period of the date must be open for the ledger.</li>
            <li className="t2">Control accounts are posted to by their documents only, so they are not offered.</li>
          </ul>
        </Section>
      </Pane>
    </Split>
  );
}
