import { useMemo, useState, type ReactNode } from "react";
import { ActErrors, Bar, Button, column, type Column, DataTable, DateText, Dialog, EmptyState, Fact, Facts, formatDay, MiniTable, Moment, type Pages, Steps, TableTools, type Tone, useAct, type QueryLike } from "@homefield/web-kit";
import type { ErasureCellsFragment, ErasureStatus } from "../gql/graphql.ts";
import { ErasureResumeDocument } from "./privacy-documents.ts";

type Row = ErasureCellsFragment;
const WORDS: Record<ErasureStatus, string> = { WAITING: "Waits for the ERP", HELD: "Held by law", DONE: "Done" };
const TONES: Record<ErasureStatus, Tone | undefined> = { WAITING: "warn", HELD: "accent", DONE: undefined };
/** The day after which nothing of it is held any more. */
const lastDay = ({ holds }: Row): string | undefined => holds.map(({ until }) => until).toSorted().at(-1);

function columnsFor(resume: (row: Row) => void, running: boolean): Column<Row>[] {
  return [
    column.moment<Row>({ id: "asked", head: "Asked for", pin: true, rank: 1, of: (row) => row.askedAt }),
    column.tag<Row>({ id: "status", head: "State", width: 132, rank: 1, of: (row) => WORDS[row.status], tone: (row) => TONES[row.status] }),
    column.text<Row>({ id: "reason", head: "Why", width: 220, grow: true, rank: 2, of: (row) => row.reason }),
    column.person<Row>({ id: "by", head: "Entered by", width: 150, rank: 2, of: (row) => row.askedBy }),
    column.number<Row>({ id: "crm", head: "CRM erased", width: 92, rank: 2, of: (row) => row.crmErased }),
    column.number<Row>({ id: "erp", head: "ERP erased", width: 92, rank: 2, of: (row) => row.erpErased }),
    column.date<Row>({ id: "held", head: "Held until", width: 104, rank: 1, of: lastDay }),
    column.moment<Row>({ id: "completed", head: "Completed", rank: 3, of: (row) => row.completedAt }),
    column.any<Row>({
      id: "acts", head: "", width: 136, rank: 1,
      cell: (row) => row.status === "WAITING" && <Button size="compact-xs" loading={running} onClick={() => resume(row)} aria-label={`Ask ERP again for the request of ${formatDay(row.askedAt)}`}>Ask ERP again</Button>,
    }),
  ];
}

/** Who asked to be forgotten, without saying who, and how far each side is. */
export function ErasureRequests({ views, result, pages }: { views: ReactNode; result: QueryLike; pages: Pages<Row> }) {
  const [resume, resuming] = useAct(ErasureResumeDocument, {
    done: ({ erasureResume: { erasureRequest } }) => (erasureRequest?.status === "WAITING" ? undefined : "The ERP has done its part"),
    refetch: ["ErasureRequests"],
  });
  const [openId, open] = useState<string>();
  const [silent, setSilent] = useState(false);
  const opened = pages.rows?.find((row) => row.id === openId);
  const columns = useMemo(() => columnsFor((row) => void resume({ id: row.id }).then(({ data }) => setSilent(data?.erasureResume.erasureRequest?.status === "WAITING")), resuming.running), [resume, resuming.running]);
  return (
    <>
      <Bar end={<TableTools columns={columns} pages={pages} file="erasure-requests" id="erasure-requests" />}>{views}</Bar>
      {(resuming.userErrors.length > 0 || resuming.failure) && <div className="setaside"><ActErrors state={resuming} /></div>}
      {silent && <p className="setaside warn" role="status">The ERP is still not answering. The request goes on waiting; nothing is lost.</p>}
      <DataTable id="erasure-requests" label="Requests to be forgotten" rows={pages.rows} rowKey={(row) => row.id} columns={columns} pages={pages} result={result} onOpen={(row) => open(row.id)}
        empty={<EmptyState title="Nobody asked to be forgotten">A request stands here from the moment it is entered: what each side erased, and what a law still holds.</EmptyState>} />
      <Dialog opened={opened !== undefined} onClose={() => open(undefined)} title="Request to be forgotten" size={640}>
        {opened && <Request row={opened} />}
      </Dialog>
    </>
  );
}

const values = (count: number): string => (count === 1 ? "1 value erased" : `${count} values erased`);

function Request({ row }: { row: Row }) {
  return (
    <div className="form">
      <Steps
        label="How far each side is"
        steps={[
          { id: "crm", title: "CRM", sub: values(row.crmErased), state: "done" },
          { id: "erp", title: "ERP", sub: row.erpErased === null || row.erpErased === undefined ? "has not answered" : values(row.erpErased), state: row.status === "WAITING" ? "now" : "done" },
        ]}
      />
      <Facts>
        <Fact label="State">{WORDS[row.status]}</Fact>
        <Fact label="Reason">{row.reason}</Fact>
        <Fact label="Asked for"><Moment value={row.askedAt} /></Fact>
        <Fact label="Entered by">{row.askedBy}</Fact>
        {row.completedAt && <Fact label="Completed"><Moment value={row.completedAt} /></Fact>}
      </Facts>
      {row.holds.length > 0 && (
        <MiniTable
          label="What must stay"
          rows={row.holds}
          rowKey={(hold) => `${hold.source} ${hold.until}`}
          columns={[
            { id: "source", head: "What must stay", cell: (hold) => hold.source },
            { id: "count", head: "Records", numeric: true, width: 72, cell: (hold) => hold.count },
            { id: "until", head: "Until", numeric: true, width: 104, cell: (hold) => <DateText value={hold.until} /> },
            { id: "law", head: "By which law", cell: (hold) => hold.law },
          ]}
        />
      )}
    </div>
  );
}
