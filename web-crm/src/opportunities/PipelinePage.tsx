import { useCallback, useMemo, useState } from "react";
import { useSearch } from "@tanstack/react-router";
import { Hourglass, Trophy, XCircle } from "lucide-react";
import {
  addDays, Bar, Board, Button, compareDecimals, DateText, EmptyState, formatMoney, Go, GoButton, Kbd, Menu, Money, MoneySums, Page, Seg, sumByCurrency, Tag, today, useAct, useKeys, useMe, useNavigate, useOwned, useQuery, Views, Who, type BoardColumn,
} from "@homefield/web-kit";
import { NewActivityDialog, type ActivityPreset } from "../activities/ActivityDialog.tsx";
import { useDialogInAddress } from "../app/dialog-in-address.ts";
import type { DealCellsFragment, PipelineBoardQuery } from "../gql/graphql.ts";
import { LoseDialog, WinDialog, type Closing } from "./close-dialogs.tsx";
import { NewDealDialog } from "./NewDealDialog.tsx";
import { DealRisksDocument, OpportunityMoveDocument, PipelineBoardDocument, PipelinesDocument } from "./opportunity-documents.ts";

type Deal = DealCellsFragment;
type Lane = NonNullable<PipelineBoardQuery["pipelineBoard"]>["lanes"][number];
type MoneyList = Lane["amounts"];

interface Shown {
  view: "all" | "mine" | "closing" | "quiet";
  pipeline: string | undefined;
}

const VIEWS: readonly { id: Shown["view"]; label: string }[] = [{ id: "all", label: "All" }, { id: "mine", label: "Mine" }, { id: "closing", label: "Closing in 30 days" }, { id: "quiet", label: "Quiet" }];
const key = (deal: Deal): string => deal.id;
const spoken = (deal: Deal): string => [deal.name, deal.account?.name, deal.amount ? formatMoney(deal.amount, { withCurrency: true, whole: true }) : "no value", deal.quietDays ? `quiet ${deal.quietDays} days` : ""].filter(Boolean).join(", ");
const closing = (deal: Deal): Closing => ({ id: deal.id, name: deal.name, version: deal.version });

function useRisks(deals: readonly Deal[]): ReadonlyMap<string, { isOnHold: boolean; overdue: string | undefined }> {
  const { can } = useMe();
  const ids = [...new Set(deals.flatMap((deal) => (deal.account?.customerNumber ? [deal.account.id] : [])))].toSorted();
  const result = useQuery(DealRisksDocument, { variables: { filter: { id: { in: ids } } }, skip: ids.length === 0 || !can("customer:read") || !can("customer-balance:read"), fetchPolicy: "cache-and-network" });
  const owned = useOwned(result, "accounts.nodes.customer", "erp");
  const data = result.data ?? result.previousData;
  const there = owned.state === "ready";
  return useMemo(() => {
    const risks = new Map<string, { isOnHold: boolean; overdue: string | undefined }>();
    if (!there) return risks;
    for (const account of data?.accounts?.nodes ?? []) {
      const late = account.customer?.overdueBalance;
      const overdue = late && compareDecimals(late.amount, "0") > 0 ? formatMoney(late) : undefined;
      if (overdue || account.customer?.isOnHold) risks.set(account.id, { isOnHold: account.customer?.isOnHold === true, overdue });
    }
    return risks;
  }, [data, there]);
}

/** The pipeline as a board: drag a card, or lift it with the keyboard. */
export function PipelinePage() {
  const navigate = useNavigate();
  const { can } = useMe();
  const search = useSearch({ strict: false }) as { view?: string; pipeline?: string };
  const view = VIEWS.find((one) => one.id === search.view)?.id ?? "all";
  const show = (values: Partial<Record<"view" | "pipeline", string | undefined>>) =>
    void navigate({ to: ".", replace: true, search: (before: Record<string, unknown>) => ({ ...before, ...values }) });
  const choices = useQuery(PipelinesDocument, { fetchPolicy: "cache-first" });
  const viewerId = choices.data?.viewer?.id;
  const pipelines = choices.data?.pipelines ?? [];
  const pipeline = pipelines.find((one) => one.id === search.pipeline) ?? pipelines[0];
  const result = useQuery(PipelineBoardDocument, { variables: { pipelineId: search.pipeline, ownerId: view === "mine" ? viewerId : undefined }, skip: view === "mine" && !viewerId });
  const board = (result.data ?? result.previousData)?.pipelineBoard;
  const adding = useDialogInAddress("new");
  const [winning, setWinning] = useState<Closing>();
  const [losing, setLosing] = useState<Closing>();
  const [planning, setPlanning] = useState<ActivityPreset>();
  const [move] = useAct(OpportunityMoveDocument, { refetch: ["PipelineBoard"] });
  const edits = can("opportunity:edit");
  const plans = can("activity:edit");

  const columns = useMemo<BoardColumn<Deal>[]>(() => {
    const soon = addDays(today(), 30);
    const fits = (deal: Deal) => (view === "quiet" ? deal.quietDays !== null : view === "closing" ? deal.closeDate !== null && deal.closeDate <= soon : true);
    const narrowed = view === "quiet" || view === "closing";
    return (board?.lanes ?? []).map((lane) => {
      const cards = lane.opportunities.filter(fits);
      const amounts: MoneyList = narrowed ? (sumByCurrency(cards.map((deal) => deal.amount)) as MoneyList) : lane.amounts;
      const weighted: MoneyList = narrowed ? (sumByCurrency(cards.map((deal) => deal.weightedAmount)) as MoneyList) : lane.weightedAmounts;
      return {
        id: lane.stage.id,
        title: lane.stage.name,
        figure: <Sums values={amounts} />,
        sub: `${lane.stage.probabilityPercent}\u00A0%${lane.count > lane.opportunities.length ? ` · ${lane.opportunities.length} of ${lane.count}` : ""}`,
        subEnd: weighted.length > 0 ? <span className="row g4 laneweighted"><Sums values={weighted} /> weighted</span> : undefined,
        cards,
      };
    });
  }, [board, view]);
  const deals = useMemo(() => columns.flatMap((column) => column.cards), [columns]);
  const risks = useRisks(deals);

  const onMove = useCallback(
    async (deal: Deal, stageId: string) => {
      const answer = await move({ id: deal.id, stageId, expectedVersion: deal.version });
      // Somebody else was faster: the board shows where they put it.
      if (!answer.ok) void result.refetch();
      return answer;
    },
    [move, result],
  );
  const open = (deal: Deal) => void navigate({ to: `/opportunities/${deal.id}` });
  const plan = (deal: Deal) => setPlanning({ account: deal.account, opportunity: { id: deal.id, name: deal.name } });
  useKeys({ c: edits && { label: "New opportunity", run: () => adding.open() } }, { group: "Pipeline" });

  const all = sumByCurrency(deals.map((deal) => deal.amount));
  return (
    <Page
      title="Pipeline"
      sub={
        board && (
          <>
            {deals.length} {deals.length === 1 ? "deal" : "deals"} · <MoneySums values={all} whole />
          </>
        )
      }
      acts={
        edits && pipeline && (
          <Button variant="filled" onClick={() => adding.open()} rightSection={<Kbd keys="c" />}>
            New deal
          </Button>
        )
      }
    >
      <Bar
        end={
          pipelines.length > 1 &&
          (pipelines.length < 4 ? (
            pipelines.map((one) => (
              <Seg key={one.id} pressed={one.id === pipeline?.id} onClick={() => show({ pipeline: one.id === pipelines[0]?.id ? undefined : one.id })}>
                {one.name}
              </Seg>
            ))
          ) : (
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <Button size="xs">{pipeline?.name}</Button>
              </Menu.Target>
              <Menu.Dropdown>
                {pipelines.map((one) => (
                  <Menu.Item key={one.id} onClick={() => show({ pipeline: one.id })}>{one.name}</Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          ))
        }
      >
        <Views views={VIEWS.map((one) => ({ ...one, count: one.id === view ? deals.length : undefined }))} current={view} onView={(id) => show({ view: id === "all" ? undefined : id })} />
      </Bar>
      {choices.data?.pipelines?.length === 0 ? (
        <NoPipeline />
      ) : !result.loading && result.error && !board ? (
        <EmptyState title="The board did not load" act={<Button onClick={() => void result.refetch()}>Load again</Button>}>Nothing was changed by looking.</EmptyState>
      ) : (
        <Board
          label="Pipeline"
          cardNoun="deal"
          columns={columns}
          cardKey={key}
          cardLabel={spoken}
          loading={result.loading && !board}
          onMove={onMove}
          onOpen={open}
          fixed={() => !edits}
          renderCard={(deal) => <Card deal={deal} risk={risks.get(deal.account?.id ?? "")} onPlan={plans ? () => plan(deal) : undefined} />}
          cardKeys={{
            ...(plans ? { n: { label: "Next step", run: plan } } : {}),
            ...(edits ? { w: { label: "Won", run: (deal: Deal) => setWinning(closing(deal)) }, x: { label: "Lost", run: (deal: Deal) => setLosing(closing(deal)) } } : {}),
          }}
          empty="No deals here."
          foot={
            board && (
              <span className="row g12 xs t3 tab">
                <span className="row g4"><Trophy size={12} strokeWidth={1.6} aria-hidden />Won in 90 days: {board.wonCount}{board.wonAmounts.length > 0 && <> · <MoneySums values={board.wonAmounts} whole /></>}</span>
                <span className="row g4"><XCircle size={12} strokeWidth={1.6} aria-hidden />Lost: {board.lostCount}</span>
              </span>
            )
          }
        />
      )}
      <NewDealDialog opened={adding.value !== undefined && edits} pipeline={pipeline} onClose={adding.close} />
      <WinDialog deal={winning} onClose={() => setWinning(undefined)} />
      <LoseDialog deal={losing} onClose={() => setLosing(undefined)} />
      <NewActivityDialog
        preset={planning}
        onClose={() => {
          setPlanning(undefined);
          void result.refetch();
        }}
      />
    </Page>
  );
}

/** A company that has just begun. */
function NoPipeline() {
  const { can } = useMe();
  return can("crm-settings:edit") ? (
    <EmptyState title="No pipeline yet" act={<GoButton to="/settings?part=pipelines" variant="filled">Set one up</GoButton>}>Deals move along the stages of a pipeline. A usual one is filled in to begin with.</EmptyState>
  ) : (
    <EmptyState title="No pipeline yet">Deals move along the stages of a pipeline. Who looks after the settings makes one.</EmptyState>
  );
}

/** One currency needs no name; several need theirs. */
function Sums({ values }: { values: MoneyList }) {
  const [only, ...others] = values;
  if (!only) return null;
  if (others.length === 0) return <span title={formatMoney(only, { withCurrency: true })}><Money value={only} whole /></span>;
  return (
    <span className="lanesums">
      {values.map((value) => (
        <span key={value.currency}><Money value={value} whole withCurrency /></span>
      ))}
    </span>
  );
}

function Card({ deal, risk, onPlan }: { deal: Deal; risk: { isOnHold: boolean; overdue: string | undefined } | undefined; onPlan?: () => void }) {
  const { nextStep } = deal;
  return (
    <>
      <div className="row">
        <Go to={`/opportunities/${deal.id}`} className="nm cut grow" draggable={false}>{deal.name}</Go>
        {deal.amount && <span className="tab m" title={formatMoney(deal.amount, { withCurrency: true })}><Money value={deal.amount} whole /></span>}
      </div>
      <div className="row">
        <span className="t3 cut grow">{deal.account?.name}</span>
        <Who name={deal.owner?.name} />
      </div>
      {(deal.quietDays || risk) && (
        <div className="row g6 wrap cardtags">
          {deal.quietDays && <Tag tone="warn" icon={<Hourglass size={10} aria-hidden />}>Quiet {deal.quietDays} d</Tag>}
          {risk?.isOnHold && <Tag of="erp">on hold</Tag>}
          {risk?.overdue && <Tag of="erp">{risk.overdue} overdue</Tag>}
        </div>
      )}
      <div className="nx">
        {nextStep ? (
          <>
            <span className="cut t2 grow">{nextStep.subject}</span>
            <DateText value={nextStep.dueAt} due />
          </>
        ) : onPlan ? (
          <button type="button" className="link s" onClick={onPlan}>Add a next step</button>
        ) : (
          <span className="t3">No next step</span>
        )}
      </div>
    </>
  );
}
