import { useState } from "react";
import { Bar, Button, column, type Column, DataTable, Dialog, EmptyState, FieldRow, Form, Page, SelectField, SwitchField, TextField, useAct, useFields, useKeys, useMe, useQuery } from "@homefield/web-kit";
import { EntityPicker } from "../company/EntityPicker.tsx";
import { OfCompany } from "../company/OfCompany.tsx";
import { useEntity } from "../company/use-entity.ts";
import type { ChartQuery, LedgerAccountType, PostingPurpose } from "../gql/graphql.ts";
import { AccountCreate, AccountUpdate, ChartDocument, PostingAccountSet } from "./chart-documents.ts";
import { TYPE_WORDS } from "./words.ts";

type Account = NonNullable<ChartQuery["ledgerAccounts"]>[number];
const PURPOSES: Record<PostingPurpose, string> = {
  RECEIVABLES: "Receivables", INVENTORY: "Inventory", SALES: "Sales", SALES_FREIGHT: "Freight billed", COST_OF_GOODS_SOLD: "Cost of goods sold", TAX_PAYABLE: "Tax on sales", BANK: "Money in", GOODS_RECEIVED_NOT_INVOICED: "Goods received, not invoiced",
  INVENTORY_ADJUSTMENT: "Stock differences", INVENTORY_IN_TRANSIT: "Stock in transit", EXCHANGE_GAIN: "Exchange gains", EXCHANGE_LOSS: "Exchange losses", ROUNDING: "Rounding", OPENING_BALANCE: "Opening balances",
};
const CONTROLLED: readonly PostingPurpose[] = ["RECEIVABLES", "INVENTORY"];

/** The accounts of a company, and what documents post to which. */
export function ChartScreen() {
  const books = useEntity();
  return <Page title="Chart of accounts" sub={<EntityPicker books={books} />}><OfCompany books={books} what="chart of accounts">{(entity) => <Chart key={entity.code} legalEntity={entity.code} />}</OfCompany></Page>;
}
function Chart({ legalEntity }: { legalEntity: string }) {
  const { can } = useMe();
  const result = useQuery(ChartDocument, { variables: { legalEntity } });
  const [asking, ask] = useState<Account | "new">();
  const edits = can("company:edit");
  useKeys(edits ? { c: { label: "New account", run: () => ask("new") } } : {}, { group: "Chart of accounts" });
  const accounts = result.data?.ledgerAccounts ?? undefined;
  const columns: readonly Column<Account>[] = [
    column.text<Account>({ id: "code", head: "Account", width: 96, pin: true, of: (row) => row.code }),
    column.text<Account>({ id: "name", head: "Name", grow: true, width: 220, rank: 1, of: (row) => row.name }),
    column.text<Account>({ id: "type", head: "Stands under", width: 112, rank: 2, quiet: true, of: (row) => TYPE_WORDS[row.type] }),
    column.text<Account>({ id: "purposes", head: "Documents post", grow: true, width: 220, rank: 2, quiet: true, of: (row) => row.purposes.map((purpose) => PURPOSES[purpose]).join(", ") }),
    column.tag<Account>({ id: "state", head: "State", width: 96, rank: 1, of: (row) => (row.isActive ? (row.control ? "Control" : null) : "Closed"), tone: (row) => (row.isActive ? undefined : "warn") }),
    ...(edits ? [column.any<Account>({ id: "act", head: "Act", width: 72, rank: 1, cell: (row) => <button type="button" className="link s" onClick={() => ask(row)} aria-label={`Change account ${row.code}`}>Change</button> })] : []),
  ];
  return (
    <>
      <Bar end={edits ? <Button variant="filled" onClick={() => ask("new")}>New account</Button> : undefined}><span className="s t3">A control account is kept by its subledger alone. Codes and types never change.</span></Bar>
      <DataTable label="Chart of accounts" rows={accounts} rowKey={(row) => row.id} columns={columns} result={result} empty={<EmptyState title="No accounts">A company is founded with a standard chart.</EmptyState>} />
      <Dialog opened={asking !== undefined} onClose={() => ask(undefined)} title={asking === "new" ? "New account" : asking ? `Account ${asking.code}` : ""}>
        {asking === "new" && <NewAccount legalEntity={legalEntity} onDone={() => ask(undefined)} />}
        {asking && asking !== "new" && <ChangeAccount legalEntity={legalEntity} account={asking} onDone={() => ask(undefined)} />}
      </Dialog>
    </>
  );
}
const REFETCH = ["Chart", "ChartOfAccounts"];
function NewAccount({ legalEntity, onDone }: { legalEntity: string; onDone: () => void }) {
  const [create, creating] = useAct(AccountCreate, { done: "Account added", refetch: REFETCH });
  const form = useFields({ code: "", name: "", type: "EXPENSE" });
  const { values } = form;
  const submit = async () => {
    const done = await create({ legalEntity, input: { code: values.code.trim(), name: values.name.trim(), type: values.type as LedgerAccountType } });
    if (done.ok) onDone();
  };
  return (
    <Form act={creating} onSubmit={() => void submit()} submit="Add" why={!values.code.trim() || !values.name.trim() ? "Give a code and a name." : undefined} onCancel={onDone}>
      <FieldRow columns="1fr 2fr">
        <TextField label="Code" {...form.bind("code")} required autoFocus maxLength={20} />
        <TextField label="Name" {...form.bind("name")} required maxLength={120} />
      </FieldRow>
      <SelectField label="Stands under" {...form.bind("type")} required options={Object.entries(TYPE_WORDS).map(([value, label]) => ({ value, label }))} />
    </Form>
  );
}
function ChangeAccount({ legalEntity, account, onDone }: { legalEntity: string; account: Account; onDone: () => void }) {
  const [update, updating] = useAct(AccountUpdate, { done: "Saved", refetch: REFETCH });
  const [post, posting] = useAct(PostingAccountSet, { done: "Saved", refetch: REFETCH });
  const form = useFields({ name: account.name, isActive: account.isActive });
  const [purpose, setPurpose] = useState("");
  const submit = async () => {
    const done = !form.changed || (await update({ id: account.id, input: form.changes })).ok;
    const posted = done && (!purpose || (await post({ legalEntity, purpose: purpose as PostingPurpose, ledgerAccountCode: account.code })).ok);
    if (posted) onDone();
  };
  const state = posting.userErrors.length > 0 || posting.failure ? posting : updating;
  return (
    <Form act={{ ...state, running: updating.running || posting.running }} onSubmit={() => void submit()} submit="Save" why={!form.changed && !purpose ? "Nothing is changed." : undefined} onCancel={onDone}>
      <TextField label="Name" {...form.bind("name")} required autoFocus maxLength={120} />
      {!account.control && (
        <SelectField label="Documents post here from now on" path="purpose" value={purpose} onChange={setPurpose} clearable placeholder={account.purposes.length > 0 ? account.purposes.map((one) => PURPOSES[one]).join(", ") : "Nothing"}
          options={(Object.keys(PURPOSES) as PostingPurpose[]).filter((one) => !CONTROLLED.includes(one) && !account.purposes.includes(one)).map((one) => ({ value: one, label: PURPOSES[one] }))} />
      )}
      <SwitchField label="May be posted to" {...form.bind("isActive")} hint="It is closed only without a balance, and not while documents post to it." />
    </Form>
  );
}
