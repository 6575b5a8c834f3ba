import { Tag, type Tone } from "@homefield/web-kit";
import type { HandOverStatus, QuoteFactsFragment, QuoteStatus } from "../gql/graphql.ts";

export type Quote = QuoteFactsFragment;
export type QuoteLine = Quote["lines"][number];

export const statusWords: Record<QuoteStatus, string> = {
  DRAFT: "Draft", IN_APPROVAL: "Waits for approval", APPROVED: "Approved", SENT: "Sent", SIGNED: "Signed", REJECTED: "Declined", EXPIRED: "Expired", SUPERSEDED: "Superseded",
};

const statusTones: Partial<Record<QuoteStatus, Tone>> = { IN_APPROVAL: "warn", APPROVED: "ok", SENT: "accent", SIGNED: "ok", REJECTED: "bad", EXPIRED: "warn" };

export const statusTone = (status: QuoteStatus): Tone => statusTones[status] ?? "plain";

export function QuoteStatusTag({ status }: { status: QuoteStatus }) {
  return <Tag tone={statusTone(status)}>{statusWords[status]}</Tag>;
}

export const handOverWords: Record<HandOverStatus, string> = { WAITING: "On its way", DELIVERED: "Order exists", REFUSED: "ERP refused it", CANCELLED: "Called off" };

export const handOverTones: Record<HandOverStatus, Tone> = { WAITING: "accent", DELIVERED: "plain", REFUSED: "bad", CANCELLED: "plain" };

/** Lines of a quote by number: "line 2", "lines 1, 3 and 4". */
export function linesInWords(numbers: readonly number[]): string {
  if (numbers.length === 1) return `line ${numbers[0]}`;
  return `lines ${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;
}
