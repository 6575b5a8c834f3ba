import { assertMinorUnits, assertSensibleDate, dec, type DecimalString, LARGEST, notNegative, optionalText, plain, positive, refuse, refuseAll, Refused, text, type UserError } from "@homefield/kit";
import type { CrmContext, Tx } from "../context.ts";
import type { PriceOfLine } from "../erp/erp.module.ts";
import type { QuoteLineInput } from "../generated/graphql.ts";
import { type OfferedLine, netOf, totalOf } from "./quotes.rules.ts";

export const MOST_LINES = 200;
const LINES = ["input", "lines"];
/** A line as given, checked; its price may still have to be asked for. */
type GivenLine = Omit<OfferedLine, "unitPrice" | "netAmount"> & { unitPrice: DecimalString | null };
/** The lines of an offer and their sum, or why there are none: thrown inside the act, so that a repeated key gets its first answer. */
export interface Offer { lines: OfferedLine[]; total: DecimalString }
export type OfferOrRefusal = () => Offer;

export interface OfferedTo { customerNumber: string | null; market: string | null; legalEntity: string; currency: string }

/** Checks the lines and asks the ERP, in one question, for the prices that are missing and whether it knows the items. */
export async function offerOf(ctx: CrmContext, given: readonly QuoteLineInput[], to: OfferedTo): Promise<OfferOrRefusal> {
  try {
    const offer = await priced(ctx, checkedLines(ctx, given, to.currency), to);
    return () => offer;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return () => { throw error; };
  }
}
function checkedLines(ctx: CrmContext, given: readonly QuoteLineInput[], currency: string): GivenLine[] {
  if (given.length > MOST_LINES) refuse("TOO_MANY_LINES", `A quote has at most ${MOST_LINES} lines; these are ${given.length}. Make a second quote for the rest.`, LINES);
  const errors: UserError[] = [];
  const lines = given.flatMap((line, i) => {
    try {
      return [checkedLine(ctx, line, i, currency)];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      errors.push(...error.userErrors);
      return [];
    }
  });
  refuseAll(errors);
  return lines;
}
function checkedLine(ctx: CrmContext, line: QuoteLineInput, index: number, currency: string): GivenLine {
  const at = (field: string): string[] => [...LINES, String(index), field];
  const what = (field: string): string => `The ${field} of line ${index + 1}`;
  const discount = notNegative(line.discountPercent ?? "0", at("discountPercent"), what("discount"));
  if (discount.greaterThan(100)) refuse("TOO_LARGE", `${what("discount")} is ${plain(discount)} %; more than 100 % can't be given.`, at("discountPercent"));
  if (line.requestedDate) assertSensibleDate(line.requestedDate, ctx.today, at("requestedDate"), what("wanted day"));
  const unitPrice = line.unitPrice == null ? null : notNegative(line.unitPrice, at("unitPrice"), what("unit price"));
  if (unitPrice) assertMinorUnits(unitPrice, currency, at("unitPrice"), what("unit price"));
  return {
    lineNumber: index + 1,
    itemNumber: text(line.itemNumber, at("itemNumber"), what("item number"), 60),
    quantity: plain(positive(line.quantity, at("quantity"), what("quantity"))),
    unitPrice: unitPrice && plain(unitPrice),
    discountPercent: plain(discount),
    requestedDate: line.requestedDate ?? null,
    note: optionalText(line.note, at("note"), what("note"), 1_000),
    isOption: line.isOption ?? false,
  };
}

async function priced(ctx: CrmContext, given: readonly GivenLine[], to: OfferedTo): Promise<Offer> {
  const answers = given.length === 0 ? [] : await answersOf(ctx, given, to);
  const errors: UserError[] = [];
  const lines = given.map((line, i): OfferedLine => {
    const answer = answers?.[i];
    const error = answer && whyNotOffered(line, answer, to.currency);
    if (error) errors.push({ ...error, path: [...LINES, String(i), ...error.path] });
    // From here on it is the seller's own offer: what the ERP asks tomorrow does not change it.
    const unitPrice = line.unitPrice ?? plain(answer?.listPrice?.amount ?? "0");
    const netAmount = netOf({ ...line, unitPrice }, to.currency);
    if (netAmount.greaterThan(LARGEST)) errors.push({ code: "TOO_LARGE", message: `Line ${line.lineNumber} comes to ${plain(netAmount)}, which can't be meant. Check quantity and price.`, path: [...LINES, String(i), "quantity"] });
    return { ...line, unitPrice, netAmount: plain(netAmount) };
  });
  refuseAll(errors);
  const total = totalOf(lines);
  if (dec(total).greaterThan(LARGEST)) refuse("TOO_LARGE", `The lines come to ${plain(total)}, which can't be meant. Check quantities and prices.`, LINES);
  return { lines, total: plain(total) };
}
/** What the ERP would refuse to deliver is better not offered. */
function whyNotOffered(line: GivenLine, { item, listPrice, problem }: PriceOfLine, currency: string): (UserError & { path: string[] }) | null {
  const on = `on line ${line.lineNumber}`;
  if (item === null) return { code: "UNKNOWN_ITEM", message: `The ERP knows no item ${line.itemNumber}. Check the number ${on}.`, path: ["itemNumber"] };
  const name = item.name ?? item.number;
  if (item.status === "DISCONTINUED") return { code: "ITEM_NOT_SOLD", message: `${name} ${on} is no longer sold. Choose its successor.`, path: ["itemNumber"] };
  if (item.unit && dec(line.quantity).decimalPlaces() > item.unit.decimals) {
    return { code: "TOO_MANY_DECIMALS", message: `${name} is counted in ${item.unit.code} with ${item.unit.decimals === 0 ? "no decimals" : `at most ${item.unit.decimals} decimals`}; the quantity ${on} is ${line.quantity}.`, path: ["quantity"] };
  }
  if (line.unitPrice === null && listPrice === null) return { code: "NO_PRICE", message: `There is no price in ${currency} for ${line.itemNumber} ${on}${problem ? `: ${problem}` : "."} Give the unit price yourself.`, path: ["unitPrice"] };
  return null;
}
/** The ERP's answers; null when it is silent and every price was given: the CRM works without it, and the ERP checks again when it gets the order. */
async function answersOf(ctx: CrmContext, lines: readonly GivenLine[], to: OfferedTo): Promise<PriceOfLine[] | null> {
  try {
    return await ctx.erp.price(lines, to);
  } catch (error) {
    const isRefusal = error instanceof Refused && !["ERP_SILENT", "ERP_FORBIDDEN"].includes(error.userErrors[0]!.code);
    if (!isRefusal && lines.every((line) => line.unitPrice !== null)) return null;
    throw error;
  }
}
export async function insertLines(tx: Tx, quoteId: string, lines: Offer["lines"]): Promise<void> {
  if (lines.length > 0) await tx.insertInto("quoteLine").values(lines.map((line) => ({ ...line, quoteId }))).execute();
}
