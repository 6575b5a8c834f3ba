import { useEffect, useRef } from "react";
import { useMe, useQuery } from "@homefield/web-kit";
import type { QuoteApprovalNeedQuery } from "../gql/graphql.ts";
import { QuoteApprovalNeedDocument } from "./quote-documents.ts";
import type { Quote } from "./quote-words.tsx";

export type ApprovalNeed = NonNullable<NonNullable<QuoteApprovalNeedQuery["quote"]>["approvalNeed"]>;

/** Whether a draft may be sent as it is; asked again whenever it has changed. The server asks once more when it is sent. */
export function useApprovalNeed(quote: Quote): { need: ApprovalNeed | undefined; again: () => void } {
  const { can } = useMe();
  const asks = (quote.status === "DRAFT" || quote.status === "IN_APPROVAL") && quote.lines.length > 0 && can("price:ask");
  const result = useQuery(QuoteApprovalNeedDocument, { variables: { id: quote.id }, skip: !asks, fetchPolicy: "cache-and-network" });
  const { refetch } = result;
  const seen = useRef(quote.lockVersion);
  useEffect(() => {
    if (!asks || seen.current === quote.lockVersion) return;
    seen.current = quote.lockVersion;
    void refetch();
  }, [asks, quote.lockVersion, refetch]);
  return { need: asks ? (result.data?.quote?.approvalNeed ?? undefined) : undefined, again: () => void refetch() };
}
