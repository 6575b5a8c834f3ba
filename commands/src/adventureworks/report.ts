import { dec } from "@homefield/kit";

/** Sums over what could be read of the source, as text. */
export interface Totals { orders: string; net: string; tax: string; freight: string; total: string; withRate: string; inventoryRows: string; inventoryQuantity: string; lines: string; customers: string; items: string }

/** Control totals of AdventureWorks 2019 as it was published. */
const CONTROL: Partial<Totals> = { orders: "31465", net: "109846381.4039", tax: "10186974.4602", freight: "3183430.2518", total: "123216786.1159", withRate: "13976", inventoryRows: "1069", inventoryQuantity: "335974", lines: "121317", customers: "19820", items: "504" };

/** What was taken in, beside the source and the control totals; each difference with its reason. */
export function report(source: Totals, erp: Record<string, string>, crm: Record<string, string>, badRows: number): string[] {
  const rows: [what: string, control: string, read: string, taken: string, why: string][] = [
    ["orders", CONTROL.orders!, source.orders, erp["orders"]!, ""],
    ["order lines", CONTROL.lines!, source.lines, "", ""],
    ["orders with a currency rate", CONTROL.withRate!, source.withRate, "", "amounts are in USD already; the rates are kept"],
    ["Σ SubTotal → net", CONTROL.net!, source.net, erp["net"]!, "each document is rounded to cents once"],
    ["Σ TaxAmt → tax", CONTROL.tax!, source.tax, erp["tax"]!, "each document is rounded to cents once"],
    ["Σ Freight → freight", CONTROL.freight!, source.freight, erp["freight"]!, "each document is rounded to cents once"],
    ["Σ TotalDue → invoiced", CONTROL.total!, source.total, erp["invoiced"]!, "each document is rounded to cents once"],
    ["customers", CONTROL.customers!, source.customers, erp["customers"]!, ""],
    ["items", CONTROL.items!, source.items, erp["items"]!, ""],
    ["stock rows", CONTROL.inventoryRows!, source.inventoryRows, erp["stocked"]!, "rows with nothing in them hold no stock"],
    ["stock quantity", CONTROL.inventoryQuantity!, source.inventoryQuantity, erp["on_hand"]!, ""],
  ];
  const table = [["", "control total", "read", "taken in", "difference", "why"], ...rows.map(([what, control, read, taken, why]) => {
    const difference = taken === "" ? dec(read).minus(control) : dec(taken).minus(read).plus(dec(read).minus(control));
    return [what, control, read, taken, difference.isZero() ? "" : difference.toFixed(), difference.isZero() ? (taken === "" ? why : "") : why || (badRows > 0 ? "rows that could not be read" : "not as published")];
  })];
  const widths = table[0]!.map((_, i) => Math.max(...table.map((row) => row[i]!.length)));
  return [
    "", ...table.map((row) => row.map((cell, i) => (i > 0 && i < 5 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join("  ").trimEnd()), "",
    `ERP: ${erp["invoices"]} invoices and ${erp["journals"]} journal entries posted; ${erp["rounding"] ?? "0"} USD stand on the rounding account.`,
    `CRM: ${crm["accounts"]} accounts (${crm["stores"]} stores), ${crm["linked"]} of them customers; ${crm["contacts"]} contacts, ${crm["users"]} salespeople.`,
  ];
}
