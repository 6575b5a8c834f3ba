import { Pdf } from "@homefield/kit/pdf";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { aSalesHouse, type Place, UNKNOWN_ID } from "./quotes.fixture.ts";
import { quotesRoutes } from "./quotes.pdf.ts";

let place: Place;
beforeAll(async () => { place = await aSalesHouse(); });
afterAll(() => place.close());

async function get(id: string, who: "ines" | "camille" = "ines", more: Parameters<Place["ctx"]>[1] = {}): Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }> {
  const answer = { status: 0, headers: {}, bytes: Buffer.alloc(0) };
  const res = { writeHead: (status: number, headers: object) => (Object.assign(answer, { status, headers }), res), end: (body: Buffer | string) => (answer.bytes = Buffer.from(body)) };
  await quotesRoutes[0]!.handle(place.ctx(who, more), { id }, res as never);
  return answer;
}
const message = ({ bytes }: { bytes: Buffer }): { message: string } => JSON.parse(bytes.toString()).errors[0];

describe("GET /pdf/quote/:id", () => {
  it("answers with a document that nobody may keep under another name", async () => {
    const quote = await place.sent();
    const { status, headers, bytes } = await get(quote.id);
    expect([status, headers["content-type"], headers["content-disposition"], bytes.subarray(0, 5).toString()]).toEqual([200, "application/pdf", `inline; filename="${quote.number}-1.pdf"`, "%PDF-"]);
    expect((await get(quote.id)).bytes.equals(bytes)).toBe(true);
  });
  it("says with 503 that the ERP is silent", async () => {
    const quote = await place.sent();
    place.erp.isSilent = true;
    const answer = await get(quote.id);
    place.erp.isSilent = false;
    expect([answer.status, message(answer)]).toEqual([503, { message: expect.stringContaining("the ERP does not answer"), extensions: { code: "ERP_SILENT" } }]);
  });
  it("finds neither unknown quotes nor another team's, and needs quote:read", async () => {
    const quote = await place.sent();
    expect([(await get(UNKNOWN_ID)).status, (await get("x")).status, (await get(quote.id, "camille")).status, (await get(quote.id, "ines", { permissions: ["account:read"] })).status]).toEqual([404, 404, 404, 403]);
  });
  it("shows what the screen shows: the same lines, numbers, order and words", async () => {
    const quote = await place.offer(undefined, [{ itemNumber: "BEN-100", quantity: "12", unitPrice: "1200.00", discountPercent: "8" }, { itemNumber: "LNG-210", quantity: "1.5", unitPrice: "4995.00" }, { itemNumber: "TBL-300", quantity: "1", unitPrice: "8940.00", isOption: true }], { title: "Town square 上海" });
    const screen = (await place.ask(`query ($id: ID!) { quote(id: $id) { number version title account { name } owner { name } total { amount currency } lines { lineNumber item { number } quantity unitPrice { amount } discountPercent netAmount { amount } isOption } } }`, { id: quote.id })).data.quote;
    expect(await printed(quote.id)).toEqual({
      letterhead: [{ name: "Nordhavn Møbler A/S", lines: ["Nordhavnsgade 12", "8000 Aarhus C, Denmark", "VAT DK31415926"], title: "Quote", number: screen.number }],
      parties: [{ label: "For", lines: [screen.account.name] }, [["Version", String(screen.version)], ["Date", ""], ["Valid until", ""], ["Currency", screen.total.currency], ["Your contact", screen.owner.name], ["E-mail", "ines@example.com"]]],
      paragraph: ["Draft. Nothing is offered until it is sent.", screen.title, "Options, not in the total"],
      table: [
        [["1", "BEN-100", { text: "Item BEN-100" }, "12 pcs", "1,200.00", "8 %", "13,248.00"], ["2", "LNG-210", { text: "Item LNG-210" }, "1.5 pcs", "4,995.00", "", "7,492.50"]],
        [["3", "TBL-300", { text: "Item TBL-300" }, "1 pcs", "8,940.00", "8,940.00"]],
      ],
      totals: [[{ label: "Total without VAT", value: "20,740.50 DKK", strong: true }]],
      box: [],
    });
    const plain = (text: unknown): string => String(text).replace(/,/g, "");
    expect(screen.lines.map((line: { netAmount: { amount: string } }) => line.netAmount.amount)).toEqual(["13248.00", "7492.50", "8940.00"].map(plain));
    expect(screen.total.amount).toBe("20740.50");
  });
  it("shows validity and hash once sent, and the signature once signed", async () => {
    const sent = await place.sent();
    expect((await printed(sent.id)).box).toEqual([["To be signed", [["Content", sent.contentHash]]]]);
    const signed = await place.signed();
    const document = await printed(signed.id);
    expect(document.parties[1]).toContainEqual(["Valid until", "22 December 2026"]);
    expect(document.box).toEqual([["Signed", [["By", "Åse Ørsted"], ["E-mail", "aase@fjordby.example"], ["On", "22 November 2026, 12:00 UTC"], ["Content", signed.contentHash]]]]);
  });
  it("says what can't be signed any more", async () => {
    const sent = await place.sent();
    expect((await printed(sent.id, new Date("2026-12-23T12:00:00Z"))).paragraph[0]).toBe("Expired. It can't be signed any more.");
  });
});

type Calls = Record<"letterhead" | "parties" | "table" | "totals" | "paragraph" | "box", any>;
/** What a document says, block by block, taken down while it is drawn. */
async function printed(id: string, now?: Date): Promise<Calls> {
  const spies = { letterhead: vi.spyOn(Pdf.prototype, "letterhead"), parties: vi.spyOn(Pdf.prototype, "parties"), table: vi.spyOn(Pdf.prototype, "table"), totals: vi.spyOn(Pdf.prototype, "totals"), paragraph: vi.spyOn(Pdf.prototype, "paragraph"), box: vi.spyOn(Pdf.prototype, "box") };
  try {
    expect((await get(id, "ines", now ? { now } : {})).status).toBe(200);
    const { letterhead, parties, table, totals, paragraph, box } = spies;
    const words = paragraph.mock.calls.map(([text]) => text).filter((text) => !text.startsWith("The content is"));
    return { letterhead: letterhead.mock.calls[0], parties: parties.mock.calls[0]!.slice(0, 2), table: table.mock.calls.map(([, rows]) => rows), totals: totals.mock.calls[0], paragraph: words, box: box.mock.calls };
  } finally {
    vi.restoreAllMocks();
  }
}
