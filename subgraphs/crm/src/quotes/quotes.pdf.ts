import { can, dayIn, dec, HOUSE_TIME_ZONE, Refused, type Route } from "@homefield/kit";
import { openPdf, type PdfCell, type PdfFact, printedAmount, printedDate, printedPrice, printedQuantity } from "@homefield/kit/pdf";
import { accountById } from "../accounts/accounts.module.ts";
import { contactById } from "../contacts/contacts.module.ts";
import type { CrmContext } from "../context.ts";
import type { QuoteStatus } from "../generated/graphql.ts";
import { userById } from "../users/users.module.ts";
import type { QuoteRow } from "./quotes.list.ts";
import { linesOf, quoteById, type QuoteLineRow, signatureOf, type SignatureRow } from "./quotes.loaders.ts";
import { statusOn } from "./quotes.rules.ts";

export const pdfPath = (quoteId: string): string => `/pdf/quote/${quoteId}`;

/** A quote as PDF, for whom may read quotes of its account. */
export const quotesRoutes: Route<CrmContext>[] = [{ method: "GET", path: pdfPath(":id"), handle: (ctx, params, res) => send(ctx, params["id"] ?? "", res) }];

async function send(ctx: CrmContext, id: string, res: Parameters<Route<CrmContext>["handle"]>[2]): Promise<void> {
  const fail = (status: number, code: string, message: string): void =>
    void res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
  if (!can(ctx, "quote:read")) return fail(403, "FORBIDDEN", `Your role does not include "quote:read", which this document needs. Ask an administrator for it.`);
  const quote = await quoteById(ctx, id);
  if (!quote) return fail(404, "NOT_FOUND", "There is no such document that you may see.");
  try {
    const bytes = await quotePdf(ctx, quote);
    res.writeHead(200, { "content-type": "application/pdf", "content-length": bytes.length, "content-disposition": `inline; filename="${quote.number}-${quote.versionNumber}.pdf"` }).end(bytes);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, message } = error.userErrors[0]!;
    if (code === "ERP_FORBIDDEN") return fail(403, "FORBIDDEN", message);
    return fail(503, code, "The document names items and the selling company, which the ERP knows, and the ERP does not answer at the moment. Try again in a minute.");
  }
}

/** What the screen shows, in the same order and words. Names of items and of the company are asked of the ERP and printed at once. */
export async function quotePdf(ctx: CrmContext, quote: QuoteRow): Promise<Buffer> {
  const lines = await linesOf(ctx, quote.id);
  const [names, account, contact, owner, signature] = await Promise.all([
    ctx.erp.names(lines.map((line) => line.itemNumber), quote.sellingEntity), accountById(ctx, quote.accountId), quote.contactId ? contactById(ctx, quote.contactId) : null, quote.ownerId ? userById(ctx, quote.ownerId) : null, signatureOf(ctx, quote.id),
  ]);
  const sellerName = names.seller?.name ?? quote.sellingEntity;
  const { currency } = quote;
  const [offered, options] = [lines.filter((line) => !line.isOption), lines.filter((line) => line.isOption)];
  const table = (rows: readonly QuoteLineRow[]): void => {
    const hasDiscount = rows.some((line) => !dec(line.discountPercent).isZero());
    pdf.table([
      { title: "#", width: 26 }, { title: "Item", width: 64 }, { title: "Description" }, { title: "Quantity", width: 64, align: "right" }, { title: "Unit price", width: 68, align: "right" },
      ...(hasDiscount ? [{ title: "Discount", width: 52, align: "right" as const }] : []), { title: `Net ${currency}`, width: 80, align: "right" },
    ], rows.map((line): PdfCell[] => {
      const item = names.items.get(line.itemNumber);
      const detail = [line.requestedDate && `Wanted ${printedDate(line.requestedDate)}`, line.note].filter(Boolean).join(" · ");
      return [
        String(line.lineNumber), line.itemNumber, { text: item?.name ?? line.itemNumber, ...(detail && { detail }) }, `${printedQuantity(line.quantity)}${item?.unit ? ` ${item.unit.toLowerCase()}` : ""}`, printedPrice(line.unitPrice, currency),
        ...(hasDiscount ? [dec(line.discountPercent).isZero() ? "" : `${printedQuantity(line.discountPercent)} %`] : []), printedAmount(line.netAmount, currency),
      ];
    }));
  };

  const pdf = openPdf({ title: `Quote ${quote.number}, version ${quote.versionNumber}`, author: sellerName, createdAt: signature?.signedAt ?? quote.sentAt ?? quote.updatedAt });
  pdf.letterhead({ name: sellerName, lines: sellerLines(names.seller), title: "Quote", number: quote.number });
  pdf.parties({ label: "For", lines: [account?.name ?? "", contact?.name ?? "", contact?.jobTitle ?? ""].filter(Boolean) }, [
    ["Version", String(quote.versionNumber)], ["Date", quote.sentAt ? printedDay(quote.sentAt) : ""], ["Valid until", quote.validUntil ? printedDate(quote.validUntil) : ""], ["Currency", currency], ["Your contact", owner?.name ?? ""], ["E-mail", owner?.email ?? ""],
  ]);
  const state = NOT_AN_OFFER[statusOn(quote, ctx.today)];
  if (state) pdf.paragraph(state, { strong: true });
  if (quote.title) pdf.paragraph(quote.title, { strong: true });
  table(offered);
  pdf.totals([{ label: "Total without VAT", value: `${printedAmount(quote.totalAmount, currency)} ${currency}`, strong: true }]);
  if (options.length > 0) {
    pdf.paragraph("Options, not in the total", { strong: true });
    table(options);
  }
  if (quote.words) pdf.paragraph(quote.words);
  if (quote.contentHash) {
    pdf.space(6);
    pdf.box(signature ? "Signed" : "To be signed", signature ? signedFacts(signature) : [["Content", quote.contentHash]]);
    pdf.paragraph("The content is the SHA-256 hash over everything offered above; whoever signs, signs exactly that.", { quiet: true });
  }
  return pdf.finish([[sellerName, ...sellerLines(names.seller)].join(" · ")]);
}
const NOT_AN_OFFER: Partial<Record<QuoteStatus, string>> = {
  DRAFT: "Draft. Nothing is offered until it is sent.", IN_APPROVAL: "Draft. Nothing is offered until it is sent.", APPROVED: "Draft. Nothing is offered until it is sent.",
  REJECTED: "Declined.", EXPIRED: "Expired. It can't be signed any more.", SUPERSEDED: "Replaced by a newer version. It can't be signed any more.",
};
const signedFacts = (signature: SignatureRow): PdfFact[] => [["By", signature.signerName], ["E-mail", signature.signerEmail], ["On", `${printedDay(signature.signedAt)}, ${signature.signedAt.toISOString().slice(11, 16)} UTC`], ["Content", signature.contentHash]];
const printedDay = (at: Date): string => printedDate(dayIn(HOUSE_TIME_ZONE, at));
const COUNTRIES = new Intl.DisplayNames("en", { type: "region" });
function sellerLines(seller: Awaited<ReturnType<CrmContext["erp"]["names"]>>["seller"]): string[] {
  if (!seller) return [];
  const { line1, line2, postalCode, city, country } = seller.address;
  return [line1, line2 ?? "", `${postalCode} ${city}, ${COUNTRIES.of(country) ?? country}`, seller.vatNumber ? `VAT ${seller.vatNumber}` : ""].filter(Boolean);
}
