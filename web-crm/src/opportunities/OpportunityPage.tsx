import { useState } from "react";
import { Check } from "lucide-react";
import {
  ActErrors, AskDialog, Button, DateText, Fact, Facts, Go, GoButton, InlineEdit, MiniTable, Money, Notice, Page, Panel, Quantity, Ready, Section, Tag, useAct, useKeys, useMe, useNavigate, useOwned, useParam, useQuery, Who,
} from "@homefield/web-kit";
import { useAccountChoices } from "../accounts/account-choices.ts";
import { NewActivityDialog, type ActivityPreset } from "../activities/ActivityDialog.tsx";
import { CompleteDialog } from "../activities/CompleteDialog.tsx";
import { kindWords } from "../activities/activity-words.tsx";
import type { ActivityCellsFragment, OpportunityLineInput, OpportunityPageQuery, OpportunityUpdateInput } from "../gql/graphql.ts";
import { ItemPicker } from "../quotes/ItemPicker.tsx";
import { QuoteStatusTag } from "../quotes/quote-words.tsx";
import { DEAL_QUERIES, LoseDialog, WinDialog } from "./close-dialogs.tsx";
import { OpportunityItemsDocument, OpportunityMoveDocument, OpportunityPageDocument, OpportunityReopenDocument, OpportunityUpdateDocument } from "./opportunity-documents.ts";

type Deal = NonNullable<OpportunityPageQuery["opportunity"]>;
type Save = (input: OpportunityUpdateInput) => ReturnType<ReturnType<typeof useAct<object, object>>[0]>;

/** One chance to sell: what it is, where it stands, what is offered and what comes next. */
export function OpportunityPage() {
  const id = useParam("id");
  const result = useQuery(OpportunityPageDocument, { variables: { id } });
  return (
    <Ready result={result} pick={(data) => data.opportunity} what="opportunity" back={<GoButton to="/pipeline">Back to the pipeline</GoButton>}>
      {(deal) => <Record key={deal.id} deal={deal} again={() => void result.refetch()} />}
    </Ready>
  );
}

function Record({ deal, again }: { deal: Deal; again: () => void }) {
  const { can } = useMe();
  const navigate = useNavigate();
  const [winning, setWinning] = useState(false);
  const [losing, setLosing] = useState(false);
  const [reopening, setReopening] = useState(false);
  const [planning, setPlanning] = useState<ActivityPreset>();
  const [completing, setCompleting] = useState<ActivityCellsFragment>();
  const [reopen] = useAct(OpportunityReopenDocument, { done: "Open again", refetch: DEAL_QUERIES });
  const [update] = useAct(OpportunityUpdateDocument, { refetch: DEAL_QUERIES });
  const open = deal.status === "OPEN";
  const edits = open && can("opportunity:edit");
  const save = async (input: OpportunityUpdateInput) => {
    const answer = await update({ id: deal.id, expectedVersion: deal.version, input });
    if (answer.userErrors.some((error) => error.code === "STALE_VERSION")) again();
    return answer;
  };
  const quotes = open && can("quote:edit");
  const newQuote = () => void navigate({ to: "/quotes/new", search: { account: deal.account?.id, opportunity: deal.id } });
  const plan = () => setPlanning({ account: deal.account, opportunity: { id: deal.id, name: deal.name } });
  useKeys(
    {
      q: quotes && { label: "New quote", run: newQuote },
      t: can("activity:edit") && { label: "Plan a next step", run: plan },
      w: edits && { label: "Won", run: () => setWinning(true) },
      x: edits && { label: "Lost", run: () => setLosing(true) },
    },
    { group: deal.name },
  );
  const closing = { id: deal.id, name: deal.name, version: deal.version };
  return (
    <Page
      title={deal.name}
      crumbs={[{ label: "Pipeline", to: "/pipeline" }]}
      recent
      acts={
        <>
          {edits && <Button onClick={() => setLosing(true)}>Lost</Button>}
          {edits && <Button onClick={() => setWinning(true)}>Won</Button>}
          {!open && can("opportunity:edit") && <Button onClick={() => setReopening(true)}>Open again</Button>}
          {quotes && (
            <Button variant="filled" onClick={newQuote}>
              New quote
            </Button>
          )}
        </>
      }
    >
      <StagePath deal={deal} edits={edits} again={again} />
      {!open && (
        <div className="setaside">
          <Notice tone={deal.status === "LOST" ? "warn" : "plain"} icon="info">
            <b className="m">
              {deal.status === "WON" ? "Won" : "Lost"}
              {deal.closedAt && <> on <DateText value={deal.closedAt} /></>}.
            </b>{" "}
            {[deal.lostReason?.name, deal.closedNote].filter(Boolean).join(": ")}
          </Notice>
        </div>
      )}
      <div className="threecols">
        <div className="left">
          <DealFacts deal={deal} edits={edits} save={save} />
          <History deal={deal} />
        </div>
        <div className="middle">
          <div className="dealmiddle">
            <Lines deal={deal} edits={edits} save={save} />
            <Quotes deal={deal} onNew={quotes ? newQuote : undefined} />
          </div>
        </div>
        <div className="right" role="region" aria-label="Activities">
          <Activities deal={deal} onPlan={can("activity:edit") ? plan : undefined} onComplete={can("activity:edit") ? setCompleting : undefined} />
        </div>
      </div>
      <WinDialog deal={winning ? closing : undefined} onClose={() => setWinning(false)} />
      <LoseDialog deal={losing ? closing : undefined} onClose={() => setLosing(false)} />
      <AskDialog opened={reopening} onClose={() => setReopening(false)} title={`Open ${deal.name} again`} verb="Open again" onAct={() => reopen({ id: deal.id, expectedVersion: deal.version })}>
        It returns to {deal.stage.name}, where it left the board.
      </AskDialog>
      <NewActivityDialog
        preset={planning}
        onClose={() => {
          setPlanning(undefined);
          again();
        }}
      />
      <CompleteDialog
        activity={completing}
        onClose={() => {
          setCompleting(undefined);
          again();
        }}
      />
    </Page>
  );
}

/** The stages from left to right; a click moves the deal there. */
function StagePath({ deal, edits, again }: { deal: Deal; edits: boolean; again: () => void }) {
  const [move, moving] = useAct(OpportunityMoveDocument, { refetch: DEAL_QUERIES });
  const go = async (stageId: string) => {
    const { ok } = await move({ id: deal.id, stageId, expectedVersion: deal.version });
    if (!ok) again();
  };
  return (
    <>
      <div className="stagepath" role="group" aria-label={`Stage: ${deal.stage.name}`}>
        {deal.pipeline.stages.map((stage) => {
          const here = stage.id === deal.stage.id;
          const state = here ? "here" : stage.position < deal.stage.position ? "done" : "";
          const inside = (
            <>
              <b>{stage.name}</b>
              <span className="xs tab">
                {stage.probabilityPercent} %{here ? <> · since <DateText value={deal.stageSince} /></> : null}
                {here && deal.quietDays ? <span className="warn"> · quiet {deal.quietDays} d</span> : null}
              </span>
            </>
          );
          return edits && !here ? (
            <button key={stage.id} type="button" className={state} disabled={moving.running} onClick={() => void go(stage.id)} title={`Move to ${stage.name}`}>
              {inside}
            </button>
          ) : (
            <span key={stage.id} className={`stage ${state}`} aria-current={here ? "step" : undefined}>
              {inside}
            </span>
          );
        })}
      </div>
      {(moving.userErrors.length > 0 || moving.failure) && (
        <div className="setaside">
          <ActErrors state={moving} />
        </div>
      )}
    </>
  );
}

function DealFacts({ deal, edits, save }: { deal: Deal; edits: boolean; save: Save }) {
  const { choices } = useAccountChoices();
  return (
    <Section title="About">
      <Facts>
        <Fact label="Account">{deal.account && <Go to={`/accounts/${deal.account.id}`} className="m">{deal.account.name}</Go>}</Fact>
        <Fact label="Name" edit={{ value: deal.name, save: (name) => save({ name: name.trim() }), disabled: !edits }} />
        <Fact label="May bring" edit={{ kind: "figure", value: deal.amount?.amount ?? "", save: (amount) => save({ amount: amount || null }), disabled: !edits }}>
          {deal.amount ? <Money value={deal.amount} withCurrency /> : undefined}
        </Fact>
        <Fact label="Weighted">{deal.weightedAmount && <Money value={deal.weightedAmount} withCurrency />}</Fact>
        <Fact label="Close by" edit={{ kind: "date", value: deal.closeDate ?? "", save: (closeDate) => save({ closeDate: closeDate || null }), disabled: !edits }}>
          {deal.closeDate ? <DateText value={deal.closeDate} due settled={deal.status !== "OPEN"} /> : undefined}
        </Fact>
        <Fact label="Owner" edit={{ kind: "select", value: deal.owner?.id ?? "", options: choices.owners, save: (ownerId) => save({ ownerId: ownerId || null }), disabled: !edits }}>
          <Who name={deal.owner?.name} withName />
        </Fact>
        <Fact label="Contact">{deal.contact ? <>{deal.contact.name}{deal.contact.jobTitle && <span className="t3">, {deal.contact.jobTitle}</span>}</> : <span className="t3">Nobody named</span>}</Fact>
        <Fact label="Pipeline">{deal.pipeline.name}</Fact>
      </Facts>
    </Section>
  );
}

function History({ deal }: { deal: Deal }) {
  return (
    <Section title="Stages" end={deal.stageHistory.length}>
      {deal.stageHistory.toReversed().map((change) => (
        <div className="stepline" key={change.id}>
          <span className="grow cut">
            {change.status === "OPEN" ? change.toStage?.name : change.status === "WON" ? "Won" : "Lost"}
            <span className="t3"> {change.changedBy}</span>
          </span>
          <span className="t3 tab">
            <DateText value={change.changedAt} />
          </span>
        </div>
      ))}
    </Section>
  );
}

const inputOf = (line: Deal["lines"][number]): OpportunityLineInput => ({ itemNumber: line.item?.number ?? "", quantity: line.quantity });

function Lines({ deal, edits, save }: { deal: Deal; edits: boolean; save: Save }) {
  const { can } = useMe();
  const [turn, setTurn] = useState(0);
  const [refused, setRefused] = useState<string>();
  const result = useQuery(OpportunityItemsDocument, { variables: { id: deal.id }, skip: deal.lines.length === 0 || !can("item:read") });
  const owned = useOwned(result, "opportunity.lines.item.name", "erp");
  const items = new Map((owned.state === "ready" ? (result.data?.opportunity?.lines ?? []) : []).flatMap((line) => (line.item ? [[line.item.number, line.item] as const] : [])));
  const store = async (lines: OpportunityLineInput[]) => {
    const answer = await save({ lines });
    setRefused(answer.ok ? undefined : (answer.userErrors[0]?.message ?? answer.failure?.message ?? "This was not saved."));
    return answer;
  };
  return (
    <Panel title="What may be sold" count={deal.lines.length || undefined} end={deal.lines.length > 0 && owned.state !== "ready" && owned.state !== "loading" ? <span className="warn">names and stock not shown: ERP is not answering</span> : undefined}>
      <div className="itemlines">
        {deal.lines.length > 0 && (
          <MiniTable
            label="What may be sold"
            rows={deal.lines}
            rowKey={(line) => line.id}
            columns={[
              { id: "item", head: "Item", cell: (line) => <span className="row"><span className="t3 s itemnumber">{line.item?.number}</span><span className="cut">{items.get(line.item?.number ?? "")?.name}</span></span> },
              {
                id: "quantity", head: "Qty", numeric: true, width: 80,
                cell: (line) => (
                  <InlineEdit label={`Quantity of ${line.item?.number ?? "the line"}`} kind="figure" value={line.quantity} disabled={!edits} save={(quantity) => store(deal.lines.map((one) => (one.id === line.id ? { ...inputOf(one), quantity } : inputOf(one))))}>
                    <Quantity value={line.quantity} />
                  </InlineEdit>
                ),
              },
              { id: "free", head: "Free in ERP", numeric: true, width: 90, cell: (line) => <Quantity value={items.get(line.item?.number ?? "")?.available} /> },
              { id: "lead", head: "Lead time", numeric: true, width: 80, cell: (line) => { const days = items.get(line.item?.number ?? "")?.leadTimeDays; return days === null || days === undefined ? null : `${days} d`; } },
              { id: "off", head: "", width: 64, numeric: true, cell: (line) => edits && <button type="button" className="link xs" aria-label={`Take off ${line.item?.number ?? "the line"}`} onClick={() => void store(deal.lines.filter((one) => one.id !== line.id).map(inputOf))}>Take off</button> },
            ]}
          />
        )}
        {refused && <div className="in"><Notice tone="bad">{refused}</Notice></div>}
        {edits && can("item:read") ? (
          <ItemPicker
            turn={turn}
            label="Add an item: number or name"
            onPick={(item) => {
              setTurn((before) => before + 1);
              void store([...deal.lines.map(inputOf), { itemNumber: item.number, quantity: "1" }]);
            }}
          />
        ) : (
          deal.lines.length === 0 && <div className="blank t3">No items named.</div>
        )}
      </div>
    </Panel>
  );
}

function Quotes({ deal, onNew }: { deal: Deal; onNew?: () => void }) {
  const quotes = deal.quotes ?? [];
  return (
    <Panel title="Quotes" count={quotes.length || undefined} end={onNew && <button type="button" className="link xs" onClick={onNew}>New quote</button>} isEmpty={quotes.length === 0} empty="Nothing is offered yet.">
      <MiniTable
        label="Quotes for this opportunity"
        rows={quotes}
        rowKey={(quote) => quote.id}
        columns={[
          { id: "number", head: "Quote", width: 84, cell: (quote) => <Go to={`/quotes/${quote.id}`} className="doc">{quote.number}</Go> },
          { id: "title", head: "About", cell: (quote) => <span className="cut">{quote.title}{quote.version > 1 && <span className="t3">, version {quote.version}</span>}</span> },
          { id: "status", head: "Status", width: 130, cell: (quote) => <QuoteStatusTag status={quote.status} /> },
          { id: "valid", head: "Valid to", numeric: true, width: 80, cell: (quote) => <DateText value={quote.validUntilDate} /> },
          { id: "total", head: "Total", numeric: true, width: 110, cell: (quote) => <Money value={quote.total} /> },
        ]}
      />
    </Panel>
  );
}

function Activities({ deal, onPlan, onComplete }: { deal: Deal; onPlan?: () => void; onComplete?: (activity: ActivityCellsFragment) => void }) {
  const all = deal.activities?.nodes ?? [];
  const open = all.filter((activity) => activity.status === "OPEN").toSorted((a, b) => (a.dueAt ?? "9").localeCompare(b.dueAt ?? "9"));
  const done = all.filter((activity) => activity.status !== "OPEN");
  return (
    <>
      <Panel title="Next" count={open.length || undefined} end={onPlan && <button type="button" className="link xs" onClick={onPlan}>Add a next step</button>} isEmpty={open.length === 0} empty={deal.status === "OPEN" ? "No next step is planned." : "Nothing is planned."}>
        {open.map((activity) => (
          <div className="actline" key={activity.id}>
            {onComplete && (
              <button type="button" className="donebox" aria-label={`Done: ${activity.subject}`} onClick={() => onComplete(activity)}>
                <Check size={10} aria-hidden />
              </button>
            )}
            <span className="grow cut" title={activity.subject}>{activity.subject}</span>
            <Who name={activity.owner?.name} />
            <DateText value={activity.dueAt} due />
          </div>
        ))}
      </Panel>
      <Panel title="Done" count={done.length || undefined} isEmpty={done.length === 0} empty="Nothing happened here yet.">
        {done.map((activity) => (
          <div className="actline" key={activity.id} title={activity.outcome ?? activity.body ?? undefined}>
            <Tag>{kindWords[activity.kind]}</Tag>
            <span className="grow cut">{activity.subject}</span>
            <span className="t3"><DateText value={activity.completedAt ?? activity.createdAt} /></span>
          </div>
        ))}
      </Panel>
    </>
  );
}
