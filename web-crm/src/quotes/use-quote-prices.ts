import { useEffect, useMemo, useState } from "react";
import { compareDecimals, useMe, useOwned, useQuery, type Owned } from "@homefield/web-kit";
import type { QuotePricesQuery } from "../gql/graphql.ts";
import { QuotePricesDocument } from "./quote-documents.ts";
import type { Quote, QuoteLine } from "./quote-words.tsx";

type Answer = NonNullable<QuotePricesQuery["priceAndPromise"]>;
export type PriceAnswer = Answer["lines"][number];

const SETTLE_MS = 350;

/** What a value is once it has been still for a moment. */
function useSettled<Value>(value: Value, key: string): Value {
  const [settled, setSettled] = useState({ value, key });
  useEffect(() => {
    if (settled.key === key) return undefined;
    const timer = setTimeout(() => setSettled({ value, key }), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value, key, settled.key]);
  return settled.value;
}

export interface QuotePrices {
  owned: Owned;
  /** The answer for a line, as long as it was given for what the line says now. */
  of: (line: QuoteLine) => PriceAnswer | undefined;
  answer: Answer | undefined;
  /** The names the answer brought along, by item number. */
  names: ReadonlyMap<string, string>;
}

/** Prices, free stock and days for all lines of a quote in one question, asked again when the lines have settled. */
export function useQuotePrices(quote: Quote, asks: boolean): QuotePrices {
  const { can } = useMe();
  const wanted = useMemo(
    () => ({
      customerNumber: quote.account?.customerNumber ?? undefined,
      market: quote.account?.customerNumber ? undefined : (quote.market ?? undefined),
      legalEntity: quote.account?.customerNumber ? undefined : quote.sellingEntity?.code,
      currency: quote.currency,
      withCost: can("item-cost:read"),
      lines: quote.lines.map((line) => ({ itemNumber: line.item?.number ?? "", quantity: line.quantity, requestedDate: line.requestedDate ?? undefined })),
    }),
    [quote, can],
  );
  const variables = useSettled(wanted, JSON.stringify(wanted));
  const result = useQuery(QuotePricesDocument, { variables, skip: !asks || variables.lines.length === 0 || !can("price:ask"), fetchPolicy: "cache-and-network" });
  // While the next answer is on its way the last one stays; a line it does not fit shows nothing.
  const data = result.data ?? result.previousData;
  const owned = useOwned({ ...result, data } as typeof result, "priceAndPromise", "erp");
  const answer = owned.state === "ready" ? (data?.priceAndPromise ?? undefined) : undefined;
  return useMemo(() => {
    const byLine = new Map<string, PriceAnswer>();
    quote.lines.forEach((line, at) => {
      const fits = (one: PriceAnswer | undefined) => one?.item?.number === line.item?.number && one !== undefined && compareDecimals(one.quantity, line.quantity) === 0;
      const here = answer?.lines[at];
      const found = fits(here) ? here : answer?.lines.find(fits);
      if (found) byLine.set(line.id, found);
    });
    const names = new Map((answer?.lines ?? []).flatMap((line) => (line.item?.name ? [[line.item.number, line.item.name] as const] : [])));
    return { owned, answer, names, of: (line: QuoteLine) => byLine.get(line.id) };
  }, [quote.lines, answer, owned]);
}
