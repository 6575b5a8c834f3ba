import { useMemo, useState } from "react";
import { Check } from "lucide-react";
import {
  ActErrors, Bar, Button, clausesOf, column, DataTable, DateText, dayOf, EmptyState, FilterBar, formatTime, Go, GoButton, Kbd, Page, TableTools, today, useAct, useKeys, useListState, useMe, usePages, useQuery, Views, type Column, type TableSection,
} from "@homefield/web-kit";
import { useAccountChoices } from "../accounts/account-choices.ts";
import { useDialogInAddress } from "../app/dialog-in-address.ts";
import { daysToMoments } from "../app/moments.ts";
import type { ActivityCellsFragment, ActivityFilter, ActivityKind } from "../gql/graphql.ts";
import { ACTIVITY_QUERIES, EditActivityDialog, NewActivityDialog } from "./ActivityDialog.tsx";
import { CompleteDialog } from "./CompleteDialog.tsx";
import { ActivitiesDocument, ActivityCancelDocument, ActivityCountsDocument, ActivityReopenDocument } from "./activity-documents.ts";
import { ACTIVITY_MOMENTS, activityListSpec, whenFilter, whenOrder, type When } from "./activity-filters.ts";
import { kindIcons, kindWords } from "./activity-words.tsx";

interface RowActs {
  edits: boolean;
  onDone: (activity: ActivityCellsFragment) => void;
}

/** Whether a time of day was meant: midnight is a day alone. */
const hasClock = (moment: string): boolean => formatTime(moment) !== "00:00";

function columnsFor(when: When, { edits, onDone }: RowActs): Column<ActivityCellsFragment>[] {
  return [
    column.any<ActivityCellsFragment>({
      id: "done", head: "Done", width: 64, rank: 1, pin: true,
      cell: (row) =>
        row.status === "OPEN" && edits ? (
          <button type="button" className="donebox" aria-label={`Done: ${row.subject}`} title="Done" onClick={() => onDone(row)}>
            <Check size={10} strokeWidth={2.4} aria-hidden />
          </button>
        ) : (
          <span className="t3" title={row.status === "COMPLETED" ? "Done" : row.status === "CANCELLED" ? "Called off" : "To do"}>{row.status === "COMPLETED" && <Check size={14} strokeWidth={1.6} aria-label="Done" />}</span>
        ),
    }),
    column.any<ActivityCellsFragment>({
      id: "subject", head: "What", grow: true, width: 280, pin: true, rank: 1, value: (row) => row.subject,
      cell: (row) => (
        <span className="row g6">
          <span className="t3 kindicon" title={kindWords[row.kind]}>{kindIcons[row.kind]}</span>
          <span className="cut m">{row.subject}</span>
          {(when === "done" ? row.outcome : row.body) && <span className="cut t3">{when === "done" ? row.outcome : row.body}</span>}
        </span>
      ),
    }),
    column.any<ActivityCellsFragment>({ id: "account", head: "Account", width: 200, rank: 1, value: (row) => row.account?.name, cell: (row) => row.account && <Go to={`/accounts/${row.account.id}`} className="cut">{row.account.name}</Go> }),
    column.any<ActivityCellsFragment>({ id: "deal", head: "Opportunity", width: 180, rank: 3, value: (row) => row.opportunity?.name, cell: (row) => row.opportunity && <Go to={`/opportunities/${row.opportunity.id}`} className="cut t2">{row.opportunity.name}</Go> }),
    column.text<ActivityCellsFragment>({ id: "contact", head: "With", of: (row) => row.contact?.name, width: 140, rank: 3, quiet: true }),
    column.person<ActivityCellsFragment>({ id: "owner", head: "Whose", of: (row) => row.owner?.name, width: 132, rank: 3, hidden: true }),
    when === "done"
      ? column.moment<ActivityCellsFragment>({ id: "completed", head: "Done", of: (row) => row.completedAt, width: 120, rank: 1 })
      : column.any<ActivityCellsFragment>({
          id: "due", head: "Due", numeric: true, width: 116, rank: 1, value: (row) => row.dueAt,
          cell: (row) =>
            row.dueAt && (
              <span className="tab">
                <DateText value={row.dueAt} due />
                {hasClock(row.dueAt) && <span className="t3">, {formatTime(row.dueAt)}</span>}
              </span>
            ),
        }),
  ];
}

/** To do falls into what is late, what is for today, and what comes. */
function sectionOf(row: ActivityCellsFragment): TableSection {
  const day = row.dueAt ? dayOf(row.dueAt) : undefined;
  const now = today();
  if (day && day < now) return { key: "overdue", label: <span className="bad">Overdue</span> };
  if (day === now) return { key: "today", label: "Today" };
  return { key: "upcoming", label: "Upcoming" };
}

const rowKey = (row: ActivityCellsFragment) => row.id;

const blank: Record<When, string> = {
  todo: "Nothing to do", overdue: "Nothing is overdue", today: "Nothing is due today", upcoming: "Nothing is planned", done: "Nothing is done yet",
};

/** What the reader has to do and has done. */
export function ActivityList() {
  const { choices, known } = useAccountChoices();
  const spec = useMemo(() => activityListSpec(choices.owners), [choices.owners]);
  const { can } = useMe();
  const list = useListState(spec);
  const adding = useDialogInAddress("new");
  const [completing, setCompleting] = useState<ActivityCellsFragment>();
  const [changing, setChanging] = useState<ActivityCellsFragment>();
  const [reopen, reopening] = useAct(ActivityReopenDocument, { done: "Opened again", refetch: ACTIVITY_QUERIES });
  const [cancel, cancelling] = useAct(ActivityCancelDocument, { done: "Called off", refetch: ACTIVITY_QUERIES });
  const when = list.view as When;
  const edits = can("activity:edit");

  const filter = useMemo<ActivityFilter>(() => {
    const chips = daysToMoments(list.filterInput<ActivityFilter>("crm"), ACTIVITY_MOMENTS);
    // Mine, unless a chip says whose.
    const mine = clausesOf(list.filters).some((clause) => clause.field === "whose") ? undefined : choices.viewerId;
    return { and: [whenFilter(when, mine), ...(chips ? [chips] : [])] };
  }, [list, when, choices.viewerId]);
  const result = useQuery(ActivitiesDocument, { variables: { filter, orderBy: whenOrder(when) }, skip: !known });
  const pages = usePages(result, "activities");
  const counts = useQuery(ActivityCountsDocument, {
    variables: { overdue: whenFilter("overdue", choices.viewerId), today: whenFilter("today", choices.viewerId), upcoming: whenFilter("upcoming", choices.viewerId), done: whenFilter("done", choices.viewerId) },
    skip: !known,
  }).data;
  const columns = useMemo(() => columnsFor(when, { edits, onDone: setCompleting }), [when, edits]);
  const add = () => adding.open("TASK");
  useKeys({ c: edits && { label: "New activity", run: add } }, { group: "Activities" });
  const sum = (...values: (number | undefined)[]) => (values.every((value) => value !== undefined) ? values.reduce((total, value) => (total ?? 0) + (value ?? 0), 0) : undefined);
  const count: Record<When, number | undefined> = {
    overdue: counts?.overdue?.totalCount, today: counts?.today?.totalCount, upcoming: counts?.upcoming?.totalCount, done: counts?.done?.totalCount,
    todo: sum(counts?.overdue?.totalCount, counts?.today?.totalCount, counts?.upcoming?.totalCount),
  };
  const kind = adding.value?.toUpperCase();
  const preset = adding.value === undefined ? undefined : { kind: (kind && kind in kindWords && kind !== "NOTE" ? kind : "TASK") as ActivityKind };

  return (
    <Page
      title="My activities"
      acts={
        edits && (
          <Button variant="filled" onClick={add} rightSection={<Kbd keys="c" />}>
            New activity
          </Button>
        )
      }
    >
      <Bar end={<TableTools columns={columns} list={list} pages={pages} file="activities" id="activities" />}>
        <Views views={(spec.views ?? []).map((view) => ({ id: view.id, label: view.label, count: count[view.id as When] }))} current={when} onView={list.setView} />
      </Bar>
      <FilterBar list={list} count={pages.totalCount} />
      {[reopening, cancelling].some((act) => act.userErrors.length > 0 || act.failure) && (
        <div className="setaside">
          <ActErrors state={reopening} />
          <ActErrors state={cancelling} />
        </div>
      )}
      <DataTable
        id="activities"
        label="Activities"
        rows={pages.rows}
        rowKey={rowKey}
        columns={columns}
        list={list}
        pages={pages}
        result={result}
        sectionOf={when === "todo" ? sectionOf : undefined}
        onOpen={(row) => (row.status === "OPEN" ? setChanging(row) : undefined)}
        rowKeys={
          edits
            ? {
                d: { label: "Done", run: (row) => row.status === "OPEN" && setCompleting(row) },
                e: { label: "Change", run: (row) => row.status === "OPEN" && setChanging(row) },
                r: { label: "Open again", run: (row) => row.status !== "OPEN" && void reopen({ id: row.id, expectedVersion: row.version }) },
                backspace: { label: "Call off", run: (row) => row.status === "OPEN" && void cancel({ id: row.id, expectedVersion: row.version }) },
              }
            : undefined
        }
        empty={
          list.isFiltered ? undefined : (
            <EmptyState title={blank[when]} act={edits && <Button onClick={add}>Plan something</Button>} elsewhere={<GoButton to="/accounts?view=untouched" variant="subtle" size="xs">Accounts nobody spoke to for 60 days</GoButton>}>
              Calls, meetings and tasks stand here by the day they are due.
            </EmptyState>
          )
        }
      />
      <NewActivityDialog preset={preset} onClose={adding.close} />
      <CompleteDialog activity={completing} onClose={() => setCompleting(undefined)} />
      <EditActivityDialog activity={changing} onClose={() => setChanging(undefined)} />
    </Page>
  );
}
