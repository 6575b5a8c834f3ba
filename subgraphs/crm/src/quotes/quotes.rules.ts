import { createHash } from "node:crypto";
import { addDays, type CalendarDate, dec, type Dec, lineAmount, minorUnits, plain, sum } from "@homefield/kit";
import type { QuoteAct, QuoteStatus } from "../generated/graphql.ts";

/** How long an offer stands unless the seller says otherwise. */
export const VALID_DAYS = 30;
export const usualValidUntil = (today: CalendarDate): CalendarDate => addDays(today, VALID_DAYS);

/** A sent quote runs out by the calendar, whether or not somebody has written it down. */
export const statusOn = (quote: { status: string; validUntil: CalendarDate | null }, today: CalendarDate): QuoteStatus =>
  (quote.status === "SENT" && quote.validUntil !== null && quote.validUntil < today ? "EXPIRED" : quote.status) as QuoteStatus;

export interface OfferedLine {
  lineNumber: number;
  itemNumber: string;
  quantity: string;
  unitPrice: string;
  discountPercent: string;
  netAmount: string;
  requestedDate: CalendarDate | null;
  note: string | null;
  isOption: boolean;
}
/** Rounded once per line: customers check lines, and the total is their sum. */
export const netOf = (line: Pick<OfferedLine, "quantity" | "unitPrice" | "discountPercent">, currency: string): Dec => lineAmount(line.quantity, line.unitPrice, line.discountPercent, currency);
/** What is offered on the side does not count. */
export const totalOf = (lines: readonly Pick<OfferedLine, "netAmount" | "isOption">[]): Dec => sum(lines.filter((line) => !line.isOption).map((line) => line.netAmount));
export const highestDiscount = (lines: readonly Pick<OfferedLine, "discountPercent">[]): Dec => lines.reduce((most, line) => (dec(line.discountPercent).greaterThan(most) ? dec(line.discountPercent) : most), dec(0));

export interface QuoteState {
  status: QuoteStatus;
  hasOfferedLine: boolean;
  isNewest: boolean;
  /** True when the caller asked for the open approval. */
  askedByCaller: boolean;
  /** Where the order of its signature is on its way; null when it is not signed. */
  handOver: string | null;
}
export const isRejectable = (status: QuoteStatus): boolean => ["DRAFT", "IN_APPROVAL", "APPROVED", "SENT"].includes(status);
/** A signed quote only when its hand-over was called off, or when its order was: which the ERP says when a version is made. */
export const isRevisable = (status: QuoteStatus, handOver: string | null): boolean => ["APPROVED", "SENT", "REJECTED", "EXPIRED"].includes(status) || (status === "SIGNED" && (handOver === "CANCELLED" || handOver === "DELIVERED"));
const ALLOWED: Record<QuoteAct, (quote: QuoteState) => boolean> = {
  EDIT: (q) => q.status === "DRAFT",
  // Whether a draft needs approval is the ERP's prices' to say, and they are asked when it is sent or approval is asked for.
  ASK_APPROVAL: (q) => q.status === "DRAFT" && q.hasOfferedLine,
  APPROVE: (q) => q.status === "IN_APPROVAL" && !q.askedByCaller,
  SEND: (q) => (q.status === "DRAFT" && q.hasOfferedLine) || q.status === "APPROVED",
  SIGN: (q) => q.status === "SENT",
  REJECT: (q) => isRejectable(q.status),
  REVISE: (q) => q.isNewest && isRevisable(q.status, q.handOver),
};
const PERMISSION: Record<QuoteAct, string> = { EDIT: "quote:edit", ASK_APPROVAL: "quote:edit", APPROVE: "quote:approve", SEND: "quote:edit", SIGN: "quote:sign", REJECT: "quote:edit", REVISE: "quote:edit" };
/** What a caller may do with a quote now, by its state and the caller's permissions. */
export const actsOf = (quote: QuoteState, may: (permission: string) => boolean): QuoteAct[] =>
  (Object.keys(ALLOWED) as QuoteAct[]).filter((act) => ALLOWED[act](quote) && may(PERMISSION[act]));

export interface OfferContent {
  number: string;
  versionNumber: number;
  accountId: string;
  contactId: string | null;
  sellingEntity: string;
  currency: string;
  title: string | null;
  words: string | null;
  validUntil: CalendarDate | null;
  totalAmount: string;
}
/**
 * SHA-256 over what the customer sees, written in one way only: fixed order of fields, amounts with the decimals of the currency,
 * other numbers without needless zeros. Names that may change later (the account's, the items') are not part of it; their keys are.
 */
export function contentHash(quote: OfferContent, lines: readonly OfferedLine[]): string {
  const amount = (value: string): string => dec(value).toFixed(minorUnits(quote.currency));
  const content = [
    "homefield quote 1", quote.number, quote.versionNumber, quote.accountId, quote.contactId, quote.sellingEntity, quote.currency, quote.title, quote.words, quote.validUntil, amount(quote.totalAmount),
    [...lines].sort((a, b) => a.lineNumber - b.lineNumber).map((line) => [line.lineNumber, line.itemNumber, plain(line.quantity), amount(line.unitPrice), plain(line.discountPercent), amount(line.netAmount), line.requestedDate, line.note, line.isOption]),
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
