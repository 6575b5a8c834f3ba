import { describe, expect, it } from "vitest";
import { lineState, wantedOf } from "./order-progress.tsx";

type Line = Parameters<typeof lineState>[0];
type Order = Parameters<typeof lineState>[1];
const aLine = (parts: Partial<Line> = {}): Line => ({ id: "1", quantity: "10", reservedQuantity: "0", pickedQuantity: "0", shippedQuantity: "0", invoicedQuantity: "0", cancelledQuantity: "0", lateReason: null, ...parts });
const anOrder = (parts: Partial<Order> = {}): Order => ({ status: "CONFIRMED", blocks: [], ...parts });
const stock = (line: { id: string } | null) => ({ kind: "STOCK", line });

describe("how far a line has come", () => {
  it.each<[string, Partial<Line>, string, string[]]>([
    ["confirmed", {}, "Confirmed", ["10", "0", "0", "0", "0"]],
    ["reserved in part", { reservedQuantity: "4" }, "Reserved 4 of 10", ["10", "4", "0", "0", "0"]],
    ["picked", { reservedQuantity: "10", pickedQuantity: "10" }, "Picked", ["10", "10", "10", "0", "0"]],
    ["shipped in part, which was picked and reserved before", { shippedQuantity: "6", reservedQuantity: "1" }, "Shipped 6 of 10", ["10", "7", "6", "6", "0"]],
    ["invoiced", { shippedQuantity: "10", invoicedQuantity: "10" }, "Invoiced", ["10", "10", "10", "10", "10"]],
    ["shipped, as far as it was not called off", { shippedQuantity: "7", cancelledQuantity: "3" }, "Shipped", ["7", "7", "7", "7", "0"]],
    ["called off", { cancelledQuantity: "10" }, "Called off", ["0", "0", "0", "0", "0"]],
  ])("is %s", (_state, parts, label, reached) => {
    expect(lineState(aLine(parts), anOrder())).toEqual({ label, reached });
  });
  it("is a draft while its order is one, and paid once that is", () => {
    expect(lineState(aLine(), anOrder({ status: "DRAFT" })).label).toBe("Draft");
    expect(lineState(aLine({ shippedQuantity: "10", invoicedQuantity: "10" }), anOrder({ invoiceStatus: "PAID" })).label).toBe("Paid");
  });
});

describe("what holds a line", () => {
  it("is its customer's credit, unless something has shipped", () => {
    const held = anOrder({ blocks: [{ kind: "CREDIT", line: null }] });
    expect(lineState(aLine({ reservedQuantity: "10" }), held)).toEqual({ label: "Held for credit", reached: ["0", "0", "0", "0", "0"], hold: { at: 0, tone: "bad" } });
    expect(lineState(aLine({ shippedQuantity: "2" }), held).label).toBe("Shipped 2 of 10");
  });
  it("is stock, of its own line only", () => {
    expect(lineState(aLine({ reservedQuantity: "4" }), anOrder({ blocks: [stock({ id: "1" })] }))).toMatchObject({ label: "Short 6 of 10", hold: { at: 1, tone: "warn" } });
    expect(lineState(aLine({ reservedQuantity: "4" }), anOrder({ blocks: [stock({ id: "2" })] })).label).toBe("Reserved 4 of 10");
  });
});

it("counts what was called off no longer as wanted", () => {
  expect(wantedOf({ quantity: "10", cancelledQuantity: "2.5" })).toBe("7.5");
});
