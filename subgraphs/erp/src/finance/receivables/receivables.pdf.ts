import { can, dec, type Dec, percentOf, type Route } from "@homefield/kit";
import { openPdf, type PdfCell, type PdfFact, printedAmount, printedDate, printedPrice, printedQuantity } from "@homefield/kit/pdf";
import { sql } from "kysely";
import { countryName, isInEuropeanUnion, legalEntityAt, type LegalEntityRow } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import { addressById, type AddressRow, customerByNumber, paymentTermsByCode } from "../../sales/customers/customers.module.ts";
import { salesOrderById } from "../../sales/sales-orders/sales-orders.module.ts";
import { invoiceById, invoiceByNumber, type InvoiceLineRow, type InvoiceRow, linesOfInvoice } from "./receivables.list.ts";
import { inBase } from "./receivables.rules.ts";

/** Documents of receivables as PDF, for whom may read invoices of their legal entity. */
export const receivablesRoutes: Route<ErpContext>[] = [
  { method: "GET", path: "/pdf/invoice/:number", handle: (ctx, params, res) => send(ctx, "INVOICE", params["number"] ?? "", res) },
  { method: "GET", path: "/pdf/credit-note/:number", handle: (ctx, params, res) => send(ctx, "CREDIT_NOTE", params["number"] ?? "", res) },
];

async function send(ctx: ErpContext, kind: "INVOICE" | "CREDIT_NOTE", number: string, res: Parameters<Route<ErpContext>["handle"]>[2]): Promise<void> {
  const fail = (status: number, code: string, message: string): void =>
    void res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ errors: [{ message, extensions: { code } }] }));
  if (!can(ctx, "invoice:read")) return fail(403, "FORBIDDEN", `Your role does not include "invoice:read", which this document needs. Ask an administrator for it.`);
  const invoice = await invoiceByNumber(ctx, number);
  if (!invoice || invoice.kind !== kind) return fail(404, "NOT_FOUND", "There is no such document that you may see.");
  const bytes = await invoicePdf(ctx, invoice);
  res.writeHead(200, { "content-type": "application/pdf", "content-length": bytes.length, "content-disposition": `inline; filename="${invoice.number}.pdf"` }).end(bytes);
}

interface PrintedLine extends InvoiceLineRow { unit: string | null; taxKind: string | null; shipmentNumber: string | null; shippedDate: string | null }

/** A posted invoice or credit note as it was issued: it shows nothing that changes later, such as what is still open. */
export async function invoicePdf(ctx: ErpContext, invoice: InvoiceRow): Promise<Buffer> {
  const isInvoice = invoice.kind === "INVOICE";
  const [entity, customer, order, credited, billing, terms, lines] = await Promise.all([
    legalEntityAt(ctx, invoice.legalEntity, invoice.postedAt ?? ctx.now), customerByNumber(ctx, invoice.customerNumber), invoice.salesOrderId ? salesOrderById(ctx, invoice.salesOrderId) : null,
    invoice.creditsInvoice ? invoiceById(ctx, invoice.creditsInvoice) : null, invoice.billingAddress ? addressById(ctx, invoice.billingAddress) : null, paymentTermsByCode(ctx, invoice.paymentTerms), printedLines(ctx, invoice),
  ]);
  if (!entity || !customer) throw new Error(`invoice ${invoice.number} has no company or customer`);
  const delivery = order?.deliveryAddress ? await addressById(ctx, order.deliveryAddress) : null;
  const buyer = invoice.buyerName ?? customer.name;
  const title = isInvoice ? "Invoice" : "Credit note";
  const amount = (value: string | Dec): string => `${printedAmount(dec(value).toFixed(), invoice.currency)} ${invoice.currency}`;

  const pdf = openPdf({ title: `${title} ${invoice.number}`, author: entity.name, createdAt: invoice.postedAt ?? invoice.createdAt });
  pdf.letterhead({ name: entity.name, lines: [entity.line1, `${entity.postalCode} ${entity.city}, ${countryName(entity.country)}`, entity.email ?? ""].filter(Boolean), title, number: invoice.number ?? "" });
  pdf.parties({ label: isInvoice ? "Bill to" : "Credit to", lines: [buyer, ...addressLines(billing, buyer, entity)] }, factsOf(invoice, { entity, vatNumber: invoice.buyerVatNumber, order: order?.number ?? "", credited: credited?.number ?? "", terms: terms?.name ?? "" }),
    delivery && isInvoice ? { label: "Delivered to", lines: [delivery.name, ...addressLines(delivery, delivery.name, entity)] } : undefined);
  if (invoice.reason) pdf.paragraph(`Reason: ${invoice.reason}`);
  const hasDiscount = lines.some((line) => !dec(line.discountPercent).isZero());
  pdf.table([
    { title: "#", width: 24 }, { title: "Item", width: 60 }, { title: "Description" }, { title: "Quantity", width: 58, align: "right" }, { title: "Unit price", width: 62, align: "right" },
    ...(hasDiscount ? [{ title: "Disc.", width: 38, align: "right" as const }] : []), { title: "VAT", width: 38, align: "right" }, { title: `Net ${invoice.currency}`, width: 70, align: "right" },
  ], lines.map((line): PdfCell[] => [
    String(line.lineNumber), line.itemNumber ?? "", { text: line.description, ...(line.shipmentNumber && { detail: `Shipment ${line.shipmentNumber}${line.shippedDate ? `, ${printedDate(line.shippedDate)}` : ""}` }) },
    `${printedQuantity(line.quantity)}${line.unit ? ` ${line.unit.toLowerCase()}` : ""}`, printedPrice(line.unitPrice, invoice.currency), ...(hasDiscount ? [dec(line.discountPercent).isZero() ? "" : `${printedQuantity(line.discountPercent)} %`] : []),
    `${printedQuantity(line.taxPercent)} %`, printedAmount(line.netAmount, invoice.currency),
  ]));
  const taxes = taxesOf(lines);
  pdf.totals([
    { label: "Net amount", value: amount(invoice.netAmount) },
    ...taxes.map((tax) => ({ label: `VAT ${printedQuantity(tax.percent)} % of ${printedAmount(tax.net.toFixed(), invoice.currency)}`, value: amount(tax.tax) })),
    { label: isInvoice ? "Total to pay" : "Total credited", value: amount(invoice.totalAmount), strong: true },
  ]);
  for (const note of taxNotes(invoice, entity, taxes)) pdf.paragraph(note, { quiet: true });
  if (isInvoice) {
    pdf.space(6);
    pdf.box("How to pay", [
      ["Amount", amount(invoice.totalAmount)], ["Until", printedDate(invoice.dueDate!)], ["Reference", invoice.number!], ["Bank", entity.bankName ?? ""], ["IBAN", spaced(entity.iban)], ["BIC", entity.bic ?? ""],
    ]);
  } else {
    pdf.paragraph(`This credit note takes back ${invoice.totalAmount === credited?.totalAmount ? "all" : "part"} of invoice ${credited?.number ?? ""}${credited?.issueDate ? ` of ${printedDate(credited.issueDate)}` : ""}. It is set off against what is open; what remains is set against later invoices.`);
  }
  return pdf.finish(footerOf(entity));
}

const printedLines = async (ctx: ErpContext, invoice: InvoiceRow): Promise<PrintedLine[]> => {
  const [lines, more] = await Promise.all([linesOfInvoice(ctx, invoice.id), sql<{ id: string; unit: string | null; taxKind: string | null; shipmentNumber: string | null; shippedDate: string | null }>`
    select l.id, i.unit, t.kind as tax_kind, s.number as shipment_number, s.shipped_date from invoice_line l left join item i on i.number = l.item_number
    left join tax_code t on t.legal_entity = ${invoice.legalEntity} and t.code = l.tax_code
    left join shipment_line sl on sl.id = l.shipment_line_id left join shipment s on s.id = sl.shipment_id where l.invoice_id = ${invoice.id}::uuid`.execute(ctx.db)]);
  return lines.map((line) => ({ ...line, ...more.rows.find((row) => row.id === line.id)! }));
};
/** Street, town and country; the name only where it is not the heading's already. The country is left out at home. */
function addressLines(address: AddressRow | null, heading: string, entity: LegalEntityRow): string[] {
  if (!address) return [];
  return [address.name === heading ? "" : address.name, address.line1, address.line2 ?? "", `${address.postalCode} ${address.city}`, address.region ?? "", address.country === entity.country ? "" : countryName(address.country)].filter(Boolean);
}
const factsOf = (invoice: InvoiceRow, more: { entity: LegalEntityRow; vatNumber: string | null; order: string; credited: string; terms: string }): PdfFact[] => [
  ["Issue date", printedDate(invoice.issueDate!)],
  ...(invoice.kind === "INVOICE" ? [["Due date", printedDate(invoice.dueDate!)], ["Terms", more.terms]] as PdfFact[] : [["For invoice", more.credited]] as PdfFact[]),
  ["Customer", invoice.customerNumber], ["Your VAT number", more.vatNumber ?? ""], ["Order", more.order], ["Your reference", invoice.customerReference ?? ""], ["Our VAT number", more.entity.vatNumber ?? ""],
];
interface TaxSum { code: string; kind: string | null; percent: string; net: Dec; tax: Dec }
function taxesOf(lines: readonly PrintedLine[]): TaxSum[] {
  const sums = new Map<string, TaxSum>();
  for (const line of lines) {
    const key = `${line.taxCode} ${line.taxPercent}`;
    const before = sums.get(key);
    sums.set(key, { code: line.taxCode, kind: line.taxKind, percent: line.taxPercent, net: dec(line.netAmount).plus(before?.net ?? 0), tax: dec(line.taxAmount).plus(before?.tax ?? 0) });
  }
  return [...sums.values()].sort((a, b) => dec(b.percent).comparedTo(a.percent));
}
/** What the law wants said about tax: why there is none, and the tax in the currency of the books. */
function taxNotes(invoice: InvoiceRow, entity: LegalEntityRow, taxes: readonly TaxSum[]): string[] {
  const notes: string[] = [];
  if (isInEuropeanUnion(entity.country)) {
    if (taxes.some((tax) => tax.kind === "REVERSE_CHARGE")) notes.push("Reverse charge: the recipient accounts for the VAT (Article 196 of Directive 2006/112/EC).");
    if (taxes.some((tax) => tax.kind === "EXPORT")) notes.push("Export, exempt from VAT (Article 146 of Directive 2006/112/EC).");
  }
  if (invoice.currency !== entity.baseCurrency && !dec(invoice.taxAmount).isZero()) {
    const base = printedAmount(inBase(dec(invoice.taxAmount), invoice.exchangeRate, entity.baseCurrency).toFixed(), entity.baseCurrency);
    notes.push(`VAT in ${entity.baseCurrency}: ${base}, at ${printedQuantity(invoice.exchangeRate)} ${entity.baseCurrency} for 1 ${invoice.currency}.`);
  }
  if (taxes.some((tax) => !tax.tax.equals(percentOf(tax.net, tax.percent, invoice.currency)))) notes.push("VAT is rounded line by line.");
  return notes;
}
const spaced = (iban: string | null): string => iban?.replace(/\s/g, "").replace(/(.{4})(?=.)/g, "$1 ") ?? "";
const footerOf = (entity: LegalEntityRow): string[] => [
  [entity.name, entity.line1, `${entity.postalCode} ${entity.city}`, countryName(entity.country)].join(" · "),
  [entity.registrationNumber && `Registration ${entity.registrationNumber}`, entity.vatNumber && `VAT ${entity.vatNumber}`, entity.email].filter(Boolean).join(" · "),
].filter(Boolean);
