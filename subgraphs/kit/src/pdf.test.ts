import { describe, expect, it } from "vitest";
import { openPdf, printedAmount, printedDate, printedPrice, printedQuantity } from "./pdf.ts";

const document = async (rows: number, name = "Ærø Havecenter"): Promise<Buffer> => {
  const pdf = openPdf({ title: "Invoice INV-1", author: "Nordhavn Møbler A/S", createdAt: new Date("2026-03-16T09:00:00Z") });
  pdf.letterhead({ name: "Nordhavn Møbler A/S", lines: ["Havnegade 1"], title: "Invoice", number: "INV-1" });
  pdf.parties({ label: "Bill to", lines: [name, "Vej 1"] }, [["Issue date", "16 March 2026"], ["Your order", ""]]);
  pdf.table([{ title: "#", width: 30 }, { title: "Description" }, { title: "Net", width: 80, align: "right" }], Array.from({ length: rows }, (_, i) => [String(i + 1), { text: "Skagen lounge chair", detail: "Shipment SH-1" }, "1,204.50"]));
  pdf.totals([{ label: "Total", value: "1,204.50 DKK", strong: true }]);
  pdf.box("Payment", [["Amount due", "1,204.50 DKK"]]);
  pdf.paragraph("Thank you.");
  return pdf.finish(["Nordhavn Møbler A/S"]);
};
const pagesOf = (bytes: Buffer): number => bytes.toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;

describe("a document", () => {
  it("is the same bytes for the same content", async () => {
    const [one, other] = [await document(3), await document(3)];
    expect(one.subarray(0, 5).toString()).toBe("%PDF-");
    expect(one.equals(other)).toBe(true);
  });
  it("runs over as many pages as its table needs", async () => {
    expect([pagesOf(await document(3)), pagesOf(await document(60))]).toEqual([1, 4]);
  });
  it("embeds the fonts its scripts need, and no others", async () => {
    const fontsOf = async (name: string): Promise<string[]> => [...new Set((await document(1, name)).toString("latin1").match(/NotoSansSC|Inter/g))].sort();
    expect(await fontsOf("Å Ä Ö Æ Ø é Łódź")).toEqual(["Inter"]);
    expect(await fontsOf("上海花园家具")).toEqual(["Inter", "NotoSansSC"]);
  });
  it("breaks a word that is wider than its column instead of running out of it", async () => {
    expect(pagesOf(await document(1, "x".repeat(5_000)))).toBeGreaterThan(0);
  });
});
describe("printed figures", () => {
  it("groups exact amounts and keeps the currency's decimals", () => {
    expect([printedAmount("1234567.5", "DKK"), printedAmount("-1204.50", "EUR"), printedAmount("1204", "JPY"), printedAmount("0", "DKK")]).toEqual(["1,234,567.50", "−1,204.50", "1,204", "0.00"]);
  });
  it("shows a price with the decimals it has and a quantity without needless zeros", () => {
    expect([printedPrice("12.3456", "DKK"), printedPrice("12", "DKK"), printedQuantity("1250.5000"), printedQuantity("10.0000")]).toEqual(["12.3456", "12.00", "1,250.5", "10"]);
  });
  it("writes days out", () => expect(printedDate("2026-03-01")).toBe("1 March 2026"));
});
