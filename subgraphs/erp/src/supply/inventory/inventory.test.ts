import { aCaller, brokenInvariants, type Refused } from "@homefield/kit";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { anOrderDesk, type OrderDesk } from "../../sales/sales-orders/sales-orders.fixture.ts";
import { stockCount } from "./stock-count.action.ts";
import { stockReceive } from "./stock-receive.action.ts";
import { stockTransfer } from "./stock-transfer.action.ts";

let desk: OrderDesk;
beforeAll(async () => { desk = await anOrderDesk(); });
afterAll(() => desk.close());
const later = (days: number): Date => new Date(Date.parse("2026-03-16T09:00:00Z") + days * 86_400_000);

describe("Mutation.stockReceive", () => {
  it("raises stock and posts its cost against goods received not invoiced", async () => {
    const { stock, moves } = await stockReceive(desk.at(), { input: { warehouse: "AARHUS", item: "FAB-001", quantity: "12.5", unitCost: "33.333", reference: "DN-1" }, idempotencyKey: desk.key() });
    expect(stock).toMatchObject({ onHand: "12.5000", available: "12.5000" });
    expect(moves).toMatchObject([{ kind: "RECEIPT", quantity: "12.5000", value: "416.6600", sourceNumber: "DN-1", movedBy: "Test Caller", postingDate: "2026-03-16" }]);
    expect(await desk.journal("DN-1")).toEqual(["INVENTORY debit 416.66", "GOODS_RECEIVED_NOT_INVOICED credit 416.66"]);
  });
  it("takes goods that cost nothing without a journal", async () => {
    const { moves } = await stockReceive(desk.at(), { input: { warehouse: "HORSENS", item: "FAB-001", quantity: "1", unitCost: "0" }, idempotencyKey: desk.key() });
    expect(moves).toMatchObject([{ value: "0.0000", journalEntryId: null }]);
  });
  it("names the move in the journal when there is no paper", async () => {
    const { moves } = await stockReceive(desk.at(), { input: { warehouse: "HORSENS", item: "FAB-001", quantity: "1", unitCost: "5" }, idempotencyKey: desk.key() });
    expect(await desk.journal(moves[0]!.id)).toEqual(["INVENTORY debit 5", "GOODS_RECEIVED_NOT_INVOICED credit 5"]);
  });
  it("serves waiting lines, oldest promise first, moves their promise up and lifts their blocks", async () => {
    const second = await desk.confirmed([{ itemNumber: "TBL-100", quantity: "4" }], {}, desk.at(later(2)));
    const first = await desk.confirmed([{ itemNumber: "TBL-100", quantity: "3" }]);
    expect(await desk.line(second)).toMatchObject({ promisedDate: "2026-04-08", reservedQuantity: "0.0000" });
    expect(await desk.line(first)).toMatchObject({ promisedDate: "2026-04-06", firstPromisedDate: "2026-04-06" });
    expect((await desk.order(first)).isBlocked).toBe(true);
    await desk.stock("AARHUS", "TBL-100", "5", "10", desk.at(later(3)));
    expect(await desk.blocks(first)).toEqual([]);
    expect(await desk.order(first)).toMatchObject({ isBlocked: false, promisedDate: "2026-03-19" });
    expect(await desk.line(first)).toMatchObject({ promisedDate: "2026-03-19", firstPromisedDate: "2026-04-06", reservedQuantity: "3.0000" });
    expect(await desk.line(second)).toMatchObject({ promisedDate: "2026-04-08", reservedQuantity: "2.0000" });
    expect(await desk.blocks(second)).toEqual([{ kind: "STOCK", reason: "2 of 4 Æbelø table are missing; promised for 2026-04-08." }]);
  });
});

describe("Mutation.stockCount", () => {
  it("posts what is missing at the moving average, to the last øre", async () => {
    await desk.stock("HORSENS", "LNG-210", "3", "33.34");
    await desk.stock("HORSENS", "LNG-210", "3", "33.33");
    const one = await stockCount(desk.at(), { input: { warehouse: "HORSENS", item: "LNG-210", countedQuantity: "1", reason: "Water damage" }, idempotencyKey: desk.key() });
    expect(one.moves).toMatchObject([{ kind: "COUNT", quantity: "-5.0000", value: "-166.6800", reason: "Water damage" }]);
    expect(await desk.journal(one.moves[0]!.id)).toEqual(["INVENTORY credit 166.68", "INVENTORY_ADJUSTMENT debit 166.68"]);
    await stockCount(desk.at(), { input: { warehouse: "HORSENS", item: "LNG-210", countedQuantity: "0", reason: "Water damage" }, idempotencyKey: desk.key() });
    expect(await desk.worth("LNG-210")).toEqual({ quantity: "0", value: "0" });
  });
  it("values what was found as it last cost, and serves who waits for it", async () => {
    const order = await desk.confirmed([{ itemNumber: "LNG-210", quantity: "2", warehouse: "HORSENS" }]);
    await stockCount(desk.at(), { input: { warehouse: "HORSENS", item: "LNG-210", countedQuantity: "2", reason: "Found behind the door" }, idempotencyKey: desk.key() });
    expect(await desk.worth("LNG-210")).toEqual({ quantity: "2", value: "66.66" });
    expect(await desk.line(order)).toMatchObject({ reservedQuantity: "2.0000" });
    await expect(stockCount(desk.at(), { input: { warehouse: "HORSENS", item: "LNG-210", countedQuantity: "1", reason: "Count" }, idempotencyKey: desk.key() }))
      .rejects.toMatchObject({ userErrors: [{ code: "BELOW_RESERVED", path: ["input", "countedQuantity"] }] });
  });
  it("moves nothing when the books were right", async () => {
    const before = await desk.count("stock_move");
    const { moves, stock } = await stockCount(desk.at(), { input: { warehouse: "AARHUS", item: "FAB-001", countedQuantity: "12.50", reason: "Yearly count" }, idempotencyKey: desk.key() });
    expect([moves, stock?.onHand, await desk.count("stock_move")]).toEqual([[], "12.5000", before]);
  });
});

describe("Mutation.stockTransfer", () => {
  it("moves goods and no value", async () => {
    const worth = await desk.worth("FAB-001");
    const { stock, moves } = await stockTransfer(desk.at(), { input: { from: "AARHUS", to: "HORSENS", item: "FAB-001", quantity: "2.25" }, idempotencyKey: desk.key() });
    expect(stock).toMatchObject({ warehouse: "HORSENS", onHand: "4.2500" });
    expect(moves).toMatchObject([{ kind: "TRANSFER_OUT", quantity: "-2.2500", value: "0.0000" }, { kind: "TRANSFER_IN", quantity: "2.2500", journalEntryId: null }]);
    expect(await desk.worth("FAB-001")).toEqual(worth);
  });
  it("leaves what is reserved where it is", async () => {
    await expect(stockTransfer(desk.at(), { input: { from: "HORSENS", to: "AARHUS", item: "LNG-210", quantity: "1" }, idempotencyKey: desk.key() })).rejects.toMatchObject({ userErrors: [{ code: "NOT_AVAILABLE" }] });
  });
});

describe("moves", () => {
  it("are never changed, not even by the owner of the table", async () => {
    await expect(sql`update stock_move set quantity = 1`.execute(desk.db)).rejects.toMatchObject({ code: "HF001" });
    await expect(sql`delete from stock_move`.execute(desk.db)).rejects.toMatchObject({ code: "HF001" });
    await expect(sql`truncate stock_move`.execute(desk.db)).rejects.toMatchObject({ code: "HF001" });
  });
  it("never take stock below zero, whoever writes", async () => {
    await expect(sql`update stock_balance set on_hand = -1 where item_number = 'FAB-001'`.execute(desk.db)).rejects.toMatchObject({ code: "23514" });
    await expect(sql`update stock_value set value = -1 where item_number = 'FAB-001'`.execute(desk.db)).rejects.toMatchObject({ code: "23514" });
  });
});

describe("bad input to stock", () => {
  const receipt = { warehouse: "AARHUS", item: "LNG-210", quantity: "1", unitCost: "1" };
  const count = { warehouse: "AARHUS", item: "LNG-210", countedQuantity: "1", reason: "Count" };
  const transfer = { from: "AARHUS", to: "HORSENS", item: "LNG-210", quantity: "1" };
  const cases: [string, (ctx: ReturnType<OrderDesk["at"]>) => Promise<unknown>, string, string[]][] = [
    ["an unknown warehouse", (c) => stockReceive(c, { input: { ...receipt, warehouse: "MOON" }, idempotencyKey: desk.key() }), "NOT_FOUND", ["input", "warehouse"]],
    ["an unknown item", (c) => stockReceive(c, { input: { ...receipt, item: "X" }, idempotencyKey: desk.key() }), "NOT_FOUND", ["input", "item"]],
    ["a service", (c) => stockReceive(c, { input: { ...receipt, item: "SRV-ASM" }, idempotencyKey: desk.key() }), "NOT_STOCKED", ["input", "item"]],
    ["nothing", (c) => stockReceive(c, { input: { ...receipt, quantity: "0" }, idempotencyKey: desk.key() }), "NOT_POSITIVE", ["input", "quantity"]],
    ["less than nothing", (c) => stockReceive(c, { input: { ...receipt, quantity: "-3" }, idempotencyKey: desk.key() }), "NOT_POSITIVE", ["input", "quantity"]],
    ["half a chair", (c) => stockReceive(c, { input: { ...receipt, quantity: "0.5" }, idempotencyKey: desk.key() }), "TOO_MANY_DECIMALS", ["input", "quantity"]],
    ["a mountain of chairs", (c) => stockReceive(c, { input: { ...receipt, quantity: "9999999999999" }, idempotencyKey: desk.key() }), "TOO_LARGE", ["input", "quantity"]],
    ["a cost below zero", (c) => stockReceive(c, { input: { ...receipt, unitCost: "-1" }, idempotencyKey: desk.key() }), "NEGATIVE", ["input", "unitCost"]],
    ["a value beyond all sense", (c) => stockReceive(c, { input: { ...receipt, quantity: "999999999", unitCost: "999999999" }, idempotencyKey: desk.key() }), "TOO_LARGE", ["input", "unitCost"]],
    ["a day to come", (c) => stockReceive(c, { input: { ...receipt, postingDate: "2026-05-01" }, idempotencyKey: desk.key() }), "DATE_IN_FUTURE", ["input", "postingDate"]],
    ["a day of another century", (c) => stockReceive(c, { input: { ...receipt, postingDate: "1812-05-01" }, idempotencyKey: desk.key() }), "ABSURD_DATE", ["input", "postingDate"]],
    ["a day in no fiscal period", (c) => stockReceive(c, { input: { ...receipt, postingDate: "2019-05-01" }, idempotencyKey: desk.key() }), "NO_PERIOD", ["input", "postingDate"]],
    ["a closed period", (c) => stockReceive(c, { input: { ...receipt, postingDate: "2026-01-15" }, idempotencyKey: desk.key() }), "PERIOD_CLOSED", ["input", "postingDate"]],
    ["a paper without end", (c) => stockReceive(c, { input: { ...receipt, reference: "x".repeat(81) }, idempotencyKey: desk.key() }), "TOO_LONG", ["input", "reference"]],
    ["an empty key", (c) => stockReceive(c, { input: receipt, idempotencyKey: "" }), "BAD_IDEMPOTENCY_KEY", ["idempotencyKey"]],
    ["a count below zero", (c) => stockCount(c, { input: { ...count, countedQuantity: "-1" }, idempotencyKey: desk.key() }), "NEGATIVE", ["input", "countedQuantity"]],
    ["a count of half chairs", (c) => stockCount(c, { input: { ...count, countedQuantity: "1.5" }, idempotencyKey: desk.key() }), "TOO_MANY_DECIMALS", ["input", "countedQuantity"]],
    ["a count without reason", (c) => stockCount(c, { input: { ...count, reason: "  " }, idempotencyKey: desk.key() }), "EMPTY", ["input", "reason"]],
    ["a count in a closed period", (c) => stockCount(c, { input: { ...count, countedQuantity: "500", postingDate: "2026-01-15" }, idempotencyKey: desk.key() }), "PERIOD_CLOSED", ["input", "postingDate"]],
    ["a move to the same place", (c) => stockTransfer(c, { input: { ...transfer, to: "AARHUS" }, idempotencyKey: desk.key() }), "SAME_WAREHOUSE", ["input", "to"]],
    ["a move to another company", (c) => stockTransfer(c, { input: { ...transfer, to: "LYON" }, idempotencyKey: desk.key() }), "OTHER_LEGAL_ENTITY", ["input", "to"]],
    ["a move of what is not there", (c) => stockTransfer(c, { input: { ...transfer, item: "TBL-100", quantity: "5000" }, idempotencyKey: desk.key() }), "NOT_AVAILABLE", ["input", "quantity"]],
  ];
  beforeAll(async () => {
    await sql`update period_lock set level = 'HARD', changed_at = now(), changed_by = 'Test' where area = 'INVENTORY' and period_id in (select id from fiscal_period where starts_on = '2026-01-01')`.execute(desk.db);
    await desk.stock("LYON", "LNG-210", "4", "50");
  });
  const state = async (): Promise<unknown> => Promise.all(["stock_balance", "stock_move", "stock_value", "journal_entry", "audit_entry", "reservation"].map((table) => desk.count(table)));
  it.each(cases)("refuses %s and writes nothing", async (_, work, code, path) => {
    const before = await state();
    const refused = (await work(desk.at()).then(() => null, (error: unknown) => error)) as Refused;
    expect(refused?.userErrors).toMatchObject([{ code, path }]);
    expect(refused.userErrors[0]!.message).toMatch(/^[A-Z“"\d].{20,}[.]$/s);
    expect(await state()).toEqual(before);
  });
  it("refuses a key used before with another body", async () => {
    const idempotencyKey = desk.key();
    await stockReceive(desk.at(), { input: receipt, idempotencyKey });
    await expect(stockReceive(desk.at(), { input: { ...receipt, quantity: "2" }, idempotencyKey })).rejects.toMatchObject({ userErrors: [{ code: "IDEMPOTENCY_KEY_REUSED", path: ["idempotencyKey"] }] });
    expect((await stockReceive(desk.at(), { input: receipt, idempotencyKey })).moves).toHaveLength(1);
  });
  it("does not know warehouses of another company", async () => {
    const french = { ...desk.at(), caller: aCaller({ legalEntities: ["NHFR"], permissions: ["stock:move"] }) };
    for (const work of [() => stockReceive(french, { input: receipt, idempotencyKey: "f1" }), () => stockCount(french, { input: count, idempotencyKey: "f2" }), () => stockTransfer(french, { input: transfer, idempotencyKey: "f3" })]) {
      await expect(work()).rejects.toMatchObject({ userErrors: [{ code: "NOT_FOUND", message: expect.stringContaining("There is no warehouse AARHUS that you may see") }] });
    }
  });
});

it("leaves every rule of the books in force", async () => expect(await brokenInvariants(desk.db)).toEqual([]));
