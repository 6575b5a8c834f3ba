import { describe, expect, it } from "vitest";
import { inOrder, suggestion, toggled, type OpenItem } from "./placing.ts";

const item = (number: string, amount: string): OpenItem => ({ number, openAmount: { amount, currency: "DKK" } });
const items = [item("INV-1", "100.00"), item("INV-2", "50.00"), item("INV-3", "25.00")];

describe("what a payment is set against", () => {
  it("is what the bank's text names", () => expect(suggestion("Tak for INV-2", items, "60.00")).toEqual({ "INV-2": "50.00" }));
  it("else the oldest, as far as it goes", () => expect(suggestion("Tak", items, "120.00")).toEqual({ "INV-1": "100.00", "INV-2": "20.00" }));
  it("leaves what nothing is open for", () => expect(inOrder(items, "200.00")).toEqual({ "INV-1": "100.00", "INV-2": "50.00", "INV-3": "25.00" }));
  it("is nothing when nothing is left", () => expect(inOrder(items, "0.00")).toEqual({}));
  it("takes an invoice off and puts it back with what is free", () => {
    expect(toggled({ "INV-1": "100.00" }, items[0]!, "0.00")).toEqual({});
    expect(toggled({ "INV-1": "100.00" }, items[1]!, "20.00")).toEqual({ "INV-1": "100.00", "INV-2": "20.00" });
    expect(toggled({ "INV-1": "100.00" }, items[1]!, "-5.00")).toEqual({ "INV-1": "100.00", "INV-2": "0" });
  });
});
