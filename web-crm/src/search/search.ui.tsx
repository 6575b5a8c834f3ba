import { Building2, FileText, Package, Phone, Receipt, Sofa, Target, UserRound, Users } from "lucide-react";
import { defineUi, formatDay, formatMoney, type Command, type SearchAnswer, type SearchProvider } from "@homefield/web-kit";
import type { CrmSearchQuery, ErpSearchQuery } from "../gql/graphql.ts";
import { CrmSearchDocument, ErpSearchDocument } from "./search-documents.ts";

type CrmResult = NonNullable<CrmSearchQuery["crmSearch"]>[number];
type ErpResult = NonNullable<ErpSearchQuery["erpSearch"]>[number];

const look = { size: 15, strokeWidth: 1.6, "aria-hidden": true } as const;
const MOST = 8;

const accountActs = (id: string): Command[] => [
  { id: `call ${id}`, label: "Log a call", keys: "l", to: `/accounts/${id}?log=call`, need: "activity:edit", icon: <Phone {...look} /> },
  { id: `assign ${id}`, label: "Change owner", keys: "a", to: `/accounts/${id}?assign=1`, need: "account:edit", icon: <UserRound {...look} /> },
  { id: `edit ${id}`, label: "Edit the account", keys: "e", to: `/accounts/${id}?edit=1`, need: "account:edit", icon: <Building2 {...look} /> },
];

function crmCommand({ title, detail, hit }: CrmResult): Command | undefined {
  const common = { label: title, hint: detail ?? undefined, owner: "crm" as const, group: "Records", words: detail ?? undefined };
  switch (hit?.__typename) {
    case "Account":
      return { ...common, id: hit.id, icon: <Building2 {...look} />, to: `/accounts/${hit.id}`, acts: accountActs(hit.id) };
    case "Contact":
      return { ...common, id: hit.id, icon: <UserRound {...look} />, to: hit.account ? `/accounts/${hit.account.id}?person=${hit.id}` : `/contacts?q=${encodeURIComponent(hit.name)}` };
    case "Opportunity":
      return { ...common, id: hit.id, icon: <Target {...look} />, to: `/opportunities/${hit.id}` };
    case "Quote":
      return { ...common, id: hit.id, icon: <FileText {...look} />, to: `/quotes/${hit.id}` };
    default:
      return undefined;
  }
}

function erpCommand({ title, detail, hit }: ErpResult): Command | undefined {
  const common = { label: title, owner: "erp" as const, group: "Records", words: detail ?? undefined };
  const hint = (...parts: (string | null | undefined | false | 0)[]) => parts.filter(Boolean).join(" \u00B7 ") || undefined;
  switch (hit?.__typename) {
    case "Customer":
      return {
        ...common, id: `customer ${hit.number}`, hint: hint(detail), icon: <Users {...look} />, to: `/customers/${hit.number}`,
        acts: hit.account ? [{ id: `account of ${hit.number}`, label: `Open the account ${hit.account.name}`, to: `/accounts/${hit.account.id}`, icon: <Building2 {...look} /> }] : undefined,
      };
    case "SalesOrder":
      return { ...common, id: hit.number, hint: hint(detail, hit.promisedDate && `promised ${formatDay(hit.promisedDate)}`), icon: <Package {...look} />, to: `/orders/${hit.number}` };
    case "Invoice":
      return {
        ...common, id: hit.id, hint: hint(detail, hit.openAmount && Number(hit.openAmount.amount) !== 0 && `${formatMoney(hit.openAmount)} open`, hit.daysOverdue && `${hit.daysOverdue} d late`), icon: <Receipt {...look} />,
        to: `/invoices/${hit.id}`,
      };
    case "Item":
      return { ...common, id: `item ${hit.number}`, hint: hint(detail), icon: <Sofa {...look} />, to: `/items/${hit.number}` };
    default:
      return undefined;
  }
}

interface Ranked {
  rank: number;
  command: Command;
}

const ranked = <Result extends { rank: number }>(results: readonly Result[] | null | undefined, made: (result: Result) => Command | undefined): Ranked[] =>
  (results ?? []).flatMap((result) => {
    const command = made(result);
    return command ? [{ rank: result.rank, command }] : [];
  });

const PATIENCE_MS = 900;

/** A side that takes too long while somebody types is as good as silent; what the other found is shown. */
function soon<Answer>(answer: Promise<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("too late")), PATIENCE_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Records of both sides in one order: their ranks compare. A side that is silent is named and takes nothing from the other. */
const search: SearchProvider = async (text, { client, signal, can }): Promise<SearchAnswer> => {
  // Hits are looked at once; they have no place among the records the screens keep.
  const asked = { context: { fetchOptions: { signal } }, fetchPolicy: "no-cache" } as const;
  const [crm, erp] = await Promise.allSettled([
    can("account:read") ? soon(client.query({ query: CrmSearchDocument, variables: { text }, ...asked })) : undefined,
    can("item:read") ? soon(client.query({ query: ErpSearchDocument, variables: { text }, ...asked })) : undefined,
  ]);
  const crmHits = crm.status === "fulfilled" ? crm.value?.data?.crmSearch : undefined;
  const erpHits = erp.status === "fulfilled" ? erp.value?.data?.erpSearch : undefined;
  return {
    hits: [...ranked(crmHits, crmCommand), ...ranked(erpHits, erpCommand)].toSorted((a, b) => b.rank - a.rank).slice(0, MOST).map((one) => one.command),
    missing: [...(can("account:read") && !crmHits ? (["crm"] as const) : []), ...(can("item:read") && !erpHits ? (["erp"] as const) : [])],
  };
};

export const ui = defineUi({ screens: [], search });
