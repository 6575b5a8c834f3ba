import { useMemo, useState } from "react";
import {
  Bar, Button, column, type Column, csvOf, DataTable, DateField, downloadText, EmptyState, formatDay, formatMoney, Kbd, Money, Page, Pane, PathBar, type PathStep, Ready, Seg, Split, useKeys, useQuery,
} from "@homefield/web-kit";
import { Download } from "lucide-react";
import type { AccountSheetOfQuery, TrialBalanceOfQuery } from "../gql/graphql.ts";
import { EntityPicker } from "../company/EntityPicker.tsx";
import { OfCompany } from "../company/OfCompany.tsx";
import { useEntity } from "../company/use-entity.ts";
import { EntryCard } from "./EntryCard.tsx";
import { AccountSheet, Entry, TrialBalance } from "./queries.ts";
import { documentPath, TYPE_WORDS } from "./words.ts";

type Row = NonNullable<TrialBalanceOfQuery["trialBalance"]>["rows"][number];
type Posting = NonNullable<AccountSheetOfQuery["accountSheet"]>["postings"][number];

const BALANCES: readonly Column<Row>[] = [
  column.text<Row>({ id: "code", head: "No.", width: 56, rank: 1, of: (row) => row.ledgerAccount.code, quiet: true }),
  column.text<Row>({ id: "name", head: "Account", grow: true, width: 160, rank: 1, of: (row) => row.ledgerAccount.name }),
  column.money<Row>({ id: "opening", head: "Opening", rank: 3, of: (row) => row.opening }),
  column.money<Row>({ id: "debit", head: "Debit", rank: 2, of: (row) => row.debit }),
  column.money<Row>({ id: "credit", head: "Credit", rank: 2, of: (row) => row.credit }),
  column.money<Row>({ id: "closing", head: "Closing", rank: 1, of: (row) => row.closing }),
];
const POSTINGS: readonly Column<Posting>[] = [
  column.date<Posting>({ id: "date", head: "Date", width: 64, rank: 1, of: (row) => row.journalEntry.postingDate }),
  column.document<Posting>({ id: "entry", head: "Entry", width: 128, of: (row) => row.journalEntry.number }),
  column.text<Posting>({ id: "text", head: "Text", grow: true, width: 120, rank: 3, of: (row) => row.line.text ?? row.journalEntry.text, quiet: true }),
  column.money<Posting>({ id: "amount", head: "Amount", of: (row) => row.amount }),
  column.money<Posting>({ id: "balance", head: "Balance", rank: 3, of: (row) => row.balance }),
];

/** From the figure to its document: balances, entries of an account, and the entry, side by side. */
export function TrialBalanceScreen() {
  const books = useEntity();
  return (
    <Page title="Trial balance" sub={<EntityPicker books={books} />}>
      <OfCompany books={books} what="trial balance">{(entity) => <Balances key={entity.code} entity={entity} />}</OfCompany>
    </Page>
  );
}

function Balances({ entity }: { entity: { code: string; name: string; today: string; baseCurrency: string } }) {
  const [asOf, setAsOf] = useState(entity.today);
  const [period, setPeriod] = useState<"month" | "year" | "all">("year");
  const from = period === "all" ? null : period === "year" ? `${asOf.slice(0, 4)}-01-01` : `${asOf.slice(0, 7)}-01`;
  const [code, setCode] = useState<string>();
  const [entryId, setEntryId] = useState<string>();
  const balances = useQuery(TrialBalance, { variables: { legalEntity: entity.code, asOf, from } });
  const sheet = useQuery(AccountSheet, { variables: { legalEntity: entity.code, code: code ?? "", from, to: asOf, first: 200 }, skip: !code });
  const entry = useQuery(Entry, { variables: { id: entryId ?? "" }, skip: !entryId });
  const balance = balances.data?.trialBalance ?? balances.previousData?.trialBalance;
  const account = balance?.rows.find((row) => row.ledgerAccount.code === code);
  const posted = entry.data?.journalEntryById;
  useKeys({
    backspace: { label: "Up one step", run: () => (entryId ? setEntryId(undefined) : setCode(undefined)) },
  }, { group: "Trial balance" });
  const isEven = balance ? balance.totalDebit.amount === balance.totalCredit.amount : true;
  const steps = useMemo<PathStep[]>(() => {
    const document = documentPath(posted?.sourceKind, posted?.sourceNumber);
    return [
      { key: "balance", label: "Trial balance", value: balance ? (isEven ? `0.00 ${entity.baseCurrency} difference` : "Debits and credits differ") : "…", onClick: () => { setCode(undefined); setEntryId(undefined); } },
      ...(account ? [{ key: "account", label: "Account", value: `${account.ledgerAccount.code} ${account.ledgerAccount.name} · ${formatMoney(account.closing)}`, onClick: () => setEntryId(undefined) }] : []),
      ...(posted ? [{ key: "entry", label: `Entry, ${formatDay(posted.postingDate)}`, value: `${posted.number} · ${formatMoney(posted.total)}`, to: `/journal/${posted.id}` }] : []),
      ...(document ? [{ key: "document", label: "Document", value: posted?.sourceNumber ?? "", to: document }] : []),
    ];
  }, [balance, isEven, account, posted, entity.baseCurrency]);
  const save = () => {
    if (!balance) return;
    const figure = (amount: string) => ({ figure: amount });
    downloadText(`trial-balance-${entity.code}-${asOf}.csv`, csvOf(["No.", "Account", "Type", "Opening", "Debit", "Credit", "Closing"], balance.rows.map((row) => [
      row.ledgerAccount.code, row.ledgerAccount.name, TYPE_WORDS[row.ledgerAccount.type] ?? row.ledgerAccount.type, figure(row.opening.amount), figure(row.debit.amount), figure(row.credit.amount), figure(row.closing.amount),
    ])));
  };
  return (
    <>
      <PathBar steps={steps} end={<><Kbd keys="enter" /> down <Kbd keys="backspace" /> up</>} />
      <Bar
        end={<Button leftSection={<Download size={14} strokeWidth={1.6} />} onClick={save} disabled={!balance}>Export</Button>}
      >
        <Seg pressed={period === "month"} onClick={() => setPeriod("month")}>Month</Seg>
        <Seg pressed={period === "year"} onClick={() => setPeriod("year")}>Year to date</Seg>
        <Seg pressed={period === "all"} onClick={() => setPeriod("all")}>From the beginning</Seg>
        <span className="t3 s">up to</span>
        <span style={{ width: 140 }}><DateField label="" aria-label="Up to" value={asOf} onChange={(day) => day && setAsOf(day)} max={entity.today} /></span>
      </Bar>
      <Split columns={code ? (entryId ? "minmax(0,1.25fr) minmax(0,1fr) 328px" : "minmax(0,1.1fr) minmax(0,1fr)") : "minmax(0,1fr)"}>
        <Pane title="Balances" sub={`as of ${formatDay(asOf)}`} label="Balances">
          <DataTable
            label="Trial balance"
            rows={balance?.rows}
            rowKey={(row) => row.ledgerAccount.id}
            columns={BALANCES}
            result={balances}
            cursor={account?.ledgerAccount.id}
            onOpen={(row) => { setCode(row.ledgerAccount.code); setEntryId(undefined); }}
            onCursor={(_, row) => { if (row && code) { setCode(row.ledgerAccount.code); setEntryId(undefined); } }}
            sectionOf={(row) => ({ key: row.ledgerAccount.type, label: TYPE_WORDS[row.ledgerAccount.type] })}
            empty={<EmptyState title="Nothing is posted yet">The first shipment, invoice or journal starts the books.</EmptyState>}
            fontSize={12}
          />
          {balance && (
            <Bar foot end={<span className="row g12 s tab"><span className="t3">Debit</span> <Money value={balance.totalDebit} strong /> <span className="t3">Credit</span> <Money value={balance.totalCredit} strong /></span>}>
              <span className={isEven ? "s t2" : "s bad m"}>{isEven ? "Debits equal credits." : "Debits and credits differ: the books are broken. Open Health."}</span>
            </Bar>
          )}
        </Pane>
        {code && (
          <Pane title={account ? `${account.ledgerAccount.code} ${account.ledgerAccount.name}` : code} sub={sheet.data?.accountSheet ? `opening ${formatMoney(sheet.data.accountSheet.opening)}` : ""} label="Entries of the account">
            <DataTable
              label={`Entries of ${code}`}
              rows={sheet.data?.accountSheet?.postings}
              rowKey={(row) => row.line.id}
              columns={POSTINGS}
              result={sheet}
              cursor={sheet.data?.accountSheet?.postings.find((row) => row.journalEntry.id === entryId)?.line.id}
              onOpen={(row) => setEntryId(row.journalEntry.id)}
              onCursor={(_, row) => { if (row && entryId) setEntryId(row.journalEntry.id); }}
              empty={<EmptyState title="No entries in these days">Choose a longer period.</EmptyState>}
              fontSize={12}
            />
            {sheet.data?.accountSheet && (
              <Bar foot end={<Money value={sheet.data.accountSheet.closing} strong />}>
                <span className="s t2">Closing{sheet.data.accountSheet.pageInfo.hasNextPage ? ", the first 200 entries are shown: choose a shorter period for the rest" : ""}</span>
              </Bar>
            )}
          </Pane>
        )}
        {entryId && (
          <Pane label="Entry" scroll>
            <Ready result={entry} pick={(data) => data.journalEntryById} what="entry">{(found) => <EntryCard entry={found} />}</Ready>
          </Pane>
        )}
      </Split>
    </>
  );
}
