import { Button, column, type Column, DataTable, EmptyState, Mark, Moment, Notice, Page, Pane, Section, Split, useQuery, useSources, usePages, formatTime, MiniTable, useMe } from "@homefield/web-kit";
import { RefreshCw } from "lucide-react";
import type { HealthOfTheBooksQuery } from "../gql/graphql.ts";
import { Audit, Health } from "./queries.ts";

type Check = NonNullable<HealthOfTheBooksQuery["invariantChecks"]>[number];
const COLUMNS: readonly Column<Check>[] = [
  column.text<Check>({ id: "rule", head: "Rule of the books", grow: true, width: 320, rank: 1, of: (row) => row.rule }),
  column.text<Check>({ id: "name", head: "View", width: 280, rank: 3, quiet: true, of: (row) => row.name }),
  column.tag<Check>({ id: "state", head: "State", width: 120, rank: 1, of: (row) => (row.violations === 0 ? "Holds" : `${row.violations} break it`), tone: (row) => (row.violations === 0 ? undefined : "bad") }),
];

/** Whether the books hold, who answers, what was imported, and who did what. */
export function HealthScreen() {
  const { can } = useMe();
  const health = useQuery(Health);
  const audit = useQuery(Audit, { variables: { first: 50 }, skip: !can("erp-audit:read") });
  const entries = usePages(audit, "erpAuditEntries");
  const sources = useSources();
  const broken = health.data?.invariantChecks?.filter((check) => check.violations > 0) ?? [];
  return (
    <Page title="Health and import" acts={<Button leftSection={<RefreshCw size={14} strokeWidth={1.6} />} onClick={() => void health.refetch()} loading={health.loading}>Check now</Button>}>
      <Split columns="minmax(0,1.4fr) minmax(0,1fr)">
        <Pane title="Rules of the books" sub={health.data?.invariantChecks ? `${health.data.invariantChecks.length} checked` : ""} label="Rules of the books">
          {broken.length > 0 && <div style={{ padding: 12 }}><Notice tone="bad">{broken.length} rules are broken: {broken[0]!.examples.slice(0, 3).join("; ")}</Notice></div>}
          <DataTable label="Rules of the books" rows={health.data?.invariantChecks ?? undefined} rowKey={(row) => row.name} columns={COLUMNS} result={health} empty={<EmptyState title="No rules">They come with the database.</EmptyState>} />
        </Pane>
        <Pane label="Sources, import, audit" scroll>
          <Section title="Who answers">
            {(["crm", "erp"] as const).map((owner) => {
              const source = sources[owner];
              return (
                <p key={owner} className="row s"><Mark of={owner} state={source?.state === "silent" ? "silent" : "ready"} /> {owner.toUpperCase()} <span className="end t3">{source?.state === "silent" ? <span className="warn">silent{source.since ? ` since ${formatTime(source.since)}` : ""}</span> : "answering"}</span></p>
              );
            })}
          </Section>
          <Section title="Import a company">
            <p className="s t2">An import runs beside the house and reports counts and sums against control totals; it can be repeated without doubles. Bad rows are listed with their lines and nothing is taken in, unless told to take the rest.</p>
            <pre className="xs" style={{ background: "var(--hf-sunken)", padding: 8, borderRadius: 6, overflow: "auto" }}>{"npm run import -- adventureworks DIR\nnpm run import -- adventureworks DIR --skip-bad-rows"}</pre>
          </Section>
          {can("erp-audit:read") && (
            <Section title="Who did what" end="newest first">
              <MiniTable label="Audit trail" rows={entries.rows ?? []} rowKey={(row) => row.id}
                columns={[
                  { id: "at", head: "When", width: 110, cell: (row) => <Moment value={String(row.at)} /> },
                  { id: "who", head: "Who", cell: (row) => <span className="cut">{row.actorName}</span> },
                  { id: "act", head: "Act", cell: (row) => <span className="cut t2">{row.act}</span> },
                  { id: "what", head: "Record", cell: (row) => <span className="cut t2">{row.entity} {row.entityKey}</span> },
                ]} />
              {entries.hasMore && <Button size="xs" onClick={entries.more} loading={entries.loadingMore}>Earlier</Button>}
            </Section>
          )}
        </Pane>
      </Split>
    </Page>
  );
}
