import { useMemo, useState } from "react";
import {
  Bar, Button, DataTable, downloadTable, EmptyState, Explanation, FilterBar, formatTime, GoButton, Kbd, MoneySums, nodeWords, Notice, Page, TableTools, useKeys, useMe, useNavigate, useSource, Views,
  type Bulk, type FilterNode, type ListSpec,
} from "@homefield/web-kit";
import { useDialogInAddress } from "../app/dialog-in-address.ts";
import { ActivityForManyDialog } from "../activities/ActivityForManyDialog.tsx";
import { useItemSearch } from "../quotes/ItemPicker.tsx";
import { AssignDialog } from "./AssignDialog.tsx";
import { NewAccountDialog } from "./AccountDialog.tsx";
import { AccountGroups, useAccountGroups } from "./AccountGroups.tsx";
import { useAccountChoices } from "./account-choices.ts";
import { accountColumns, type AccountRow } from "./account-columns.tsx";
import { accountListSpec } from "./account-filters.ts";
import { useAccountRows, useAccountTotals, useViewCounts } from "./use-account-list.ts";

/** Accounts with both owners' facts side by side. */
export function AccountList() {
  const { choices, known } = useAccountChoices();
  const { can } = useMe();
  const items = useItemSearch();
  const spec = useMemo(() => accountListSpec(choices, can, items), [choices, can, items]);
  return <List spec={spec} viewerId={choices.viewerId} ready={known} />;
}

const rowKey = (row: AccountRow) => row.account.id;

function List({ spec, viewerId, ready }: { spec: ListSpec; viewerId: string | undefined; ready: boolean }) {
  const navigate = useNavigate();
  const { can } = useMe();
  const accounts = useAccountRows(spec, ready);
  const { list, question, setAside, pages, owned, result } = accounts;
  const { all, totals } = useAccountTotals(accounts, ready && list.group === undefined);
  const groups = useAccountGroups(list, question, ready);
  const counts = useViewCounts(viewerId, spec, ready);
  const adding = useDialogInAddress("new");
  const [assigning, setAssigning] = useState<readonly AccountRow[]>();
  const [logging, setLogging] = useState<readonly AccountRow[]>();
  const edits = can("account:edit");
  const add = () => adding.open();
  useKeys({ c: edits && { label: "New account", run: add } }, { group: "Accounts" });

  const { pipeline, openOrders, balance, overdue } = totals;
  const columns = useMemo(() => {
    const made = accountColumns({ pipeline, openOrders, balance, overdue });
    return can("customer:read") ? made : made.filter((one) => one.owner !== "erp");
  }, [pipeline, openOrders, balance, overdue, can]);
  const erpReady = owned.state === "ready";
  const bulk = useMemo<Bulk<AccountRow>>(
    () => ({
      acts: [
        ...(edits ? [{ id: "assign", label: "Assign", key: "a", run: (chosen: AccountRow[]) => setAssigning(chosen) }] : []),
        ...(can("activity:edit") ? [{ id: "task", label: "Log task", key: "t", run: (chosen: AccountRow[]) => setLogging(chosen) }] : []),
        { id: "export", label: "Export", key: "e", run: (chosen: AccountRow[]) => downloadTable("accounts", columns, chosen, { erp: owned }) },
      ],
      sums: (chosen) => (
        <>
          pipeline <MoneySums values={chosen.flatMap((row) => row.account.pipelineAmounts ?? [])} whole />
          {erpReady && can("customer-balance:read") && (
            <>
              {" \u00B7 overdue "}
              <MoneySums values={chosen.map((row) => row.customer?.overdueBalance)} />
            </>
          )}
        </>
      ),
      elsewhere: can("customer:read") ? { label: "Credit is changed in ERP", owner: "erp", to: "/customers" } : undefined,
    }),
    [edits, can, columns, owned, erpReady],
  );

  const shown = pages.totalCount;
  const grouped = list.group !== undefined;
  return (
    <Page
      title="Accounts"
      acts={
        edits && (
          <Button variant="filled" onClick={add} rightSection={<Kbd keys="c" />}>
            New account
          </Button>
        )
      }
    >
      <Bar
        end={
          <>
            <Explanation found={accounts.found} />
            {grouped ? (
              <TableTools columns={groups.columns} rows={groups.rows} owned={{ erp: groups.owned }} list={list} file={`accounts-by-${list.group?.toLowerCase() ?? ""}`} />
            ) : (
              <TableTools columns={columns} list={list} pages={pages} owned={{ erp: owned }} file="accounts" id="accounts" noExport={setAside ? "Not while conditions are set aside: the file would hold more than was asked for." : undefined} />
            )}
          </>
        }
      >
        <Views views={(spec.views ?? []).map((view) => ({ id: view.id, label: view.label, count: counts[view.id] }))} current={list.view} onView={list.setView} />
      </Bar>
      <FilterBar list={list} owned={{ erp: owned }} searchIn="Find in accounts" count={grouped || shown === undefined ? undefined : counts.all === undefined ? String(shown) : `${shown} of ${counts.all}`} />
      {setAside && !grouped && <SetAside nodes={question.aside} spec={spec} sorted={question.orderBy.customer !== undefined} retry={accounts.again} />}
      {grouped ? (
        <AccountGroups list={list} groups={groups} owned={groups.owned} />
      ) : (
        <DataTable
          id="accounts"
          label="Accounts"
          rows={pages.rows}
          rowKey={rowKey}
          columns={columns}
          list={list}
          pages={pages}
          result={result}
          owned={{ erp: owned }}
          bulk={bulk}
          totals={{ label: `${shown ?? all ?? ""} ${shown === 1 ? "account" : "accounts"}`, by: "erp" }}
          onOpen={(row) => void navigate({ to: `/accounts/${row.account.id}` })}
          empty={
            <EmptyState
              title="No accounts yet"
              act={edits && <Button variant="filled" onClick={add}>New account</Button>}
              elsewhere={can("customer:read") && <>Looking for somebody the company bills? <GoButton of="erp" to="/customers" variant="subtle" size="xs">Customers in ERP</GoButton></>}
            >
              An account is an organisation you sell to or would like to. It becomes a customer in the ERP with its first signed order.
            </EmptyState>
          }
        />
      )}
      <NewAccountDialog opened={adding.value !== undefined} name={adding.value} onClose={adding.close} />
      <AssignDialog accounts={assigning} onClose={() => setAssigning(undefined)} />
      <ActivityForManyDialog accounts={logging?.map((row) => row.account)} onClose={() => setLogging(undefined)} />
    </Page>
  );
}

/** Which conditions can't be answered while the ERP is silent; the list goes on without them. */
function SetAside({ nodes, spec, sorted, retry }: { nodes: readonly FilterNode[]; spec: ListSpec; sorted: boolean; retry: () => void }) {
  const source = useSource("erp");
  const silent = source.state === "silent";
  const words = nodes.map((node) => nodeWords(node, spec.fields ?? []));
  return (
    <div className="setaside">
      <Notice
        tone="warn"
        icon="silent"
        acts={
          silent ? undefined : (
            <Button size="xs" onClick={retry}>
              Retry
            </Button>
          )
        }
      >
        <b className="m">{silent ? `ERP is not answering${source.since ? ` since ${formatTime(source.since)}` : ""}.` : "Lists across both owners are not answering."}</b>{" "}
        {words.length > 0 && `Not answered: ${words.join("; ")}. `}
        {sorted && "The order by an ERP figure is set aside as well. "}
        These are all accounts that meet the CRM’s conditions. {silent && "The list narrows by itself once ERP is back."}
      </Notice>
    </div>
  );
}
