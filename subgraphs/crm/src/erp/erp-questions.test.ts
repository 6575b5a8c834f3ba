import { createServer, type Server, type ServerResponse } from "node:http";
import { Refused } from "@homefield/kit";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { erpQuestions, WHILE_LOOKING } from "./erp-questions.ts";

interface Asked { query: string; variables: Record<string, any>; authorization: string; requestId: string }
let server: Server;
let url: string;
let answer: (asked: Asked, res: ServerResponse) => void;
const asked: Asked[] = [];
let connections = 0;
beforeAll(async () => {
  server = createServer((req, res) => {
    let text = "";
    req.on("data", (chunk) => (text += chunk)).on("end", () => {
      const one = { ...(JSON.parse(text) as { query: string; variables: Record<string, any> }), authorization: req.headers.authorization!, requestId: req.headers["x-request-id"] as string };
      asked.push(one);
      answer(one, res);
    });
  }).on("connection", () => connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => { server.closeAllConnections(); server.close(); });
beforeEach(() => { asked.length = 0; });

const questions = (token: string | null = "token-of-ines") => erpQuestions({ erpUrl: url, token, requestId: "request-7", seamSecret: "secret" });
const data = (value: object, more: object = {}) => (_: Asked, res: ServerResponse): void => void res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data: value, ...more }));
const prices = (one: Asked, res: ServerResponse): void => data({ priceAndPromise: { lines: one.variables["lines"].map((line: { itemNumber: string }) => ({ item: { number: line.itemNumber }, listPrice: { amount: "1.00", currency: "DKK" }, unitPrice: null, problem: null })) } })(one, res);
const about = { customerNumber: null, market: "NORDIC", legalEntity: "NHDK", currency: "DKK" };
const lines = (n: number) => Array.from({ length: n }, (_, i) => ({ itemNumber: `I-${i}`, quantity: "1" }));
const codeOf = async (question: Promise<unknown>): Promise<string> => question.then(() => "answered", (error: unknown) => (error instanceof Refused ? error.userErrors[0]!.code : `${(error as Error).name}`));

describe("a price question", () => {
  it("asks for 200 lines in one round trip, in the caller's own name and request", async () => {
    answer = prices;
    expect(await questions().price(lines(200), about)).toHaveLength(200);
    expect(asked.map(({ authorization, requestId, variables }) => [authorization, requestId, variables["market"], variables["legalEntity"], variables["lines"].length])).toEqual([["Bearer token-of-ines", "request-7", "NORDIC", "NHDK", 200]]);
  });
  it("lets the customer decide where there is one", async () => {
    answer = prices;
    await questions().price(lines(1), { ...about, customerNumber: "C-1" });
    expect(asked[0]!.variables).toMatchObject({ customerNumber: "C-1", market: null, legalEntity: null, currency: "DKK" });
  });
  it("keeps its connection", async () => {
    answer = prices;
    const before = connections;
    for (let i = 0; i < 5; i++) await questions().price(lines(1), about);
    expect(connections - before).toBeLessThanOrEqual(1);
  });
  it.each<[string, (one: Asked, res: ServerResponse) => void]>([
    ["breaks off", (_, res) => res.destroy()], ["fails", data(null!, { errors: [{ message: "secret detail", extensions: { code: "INTERNAL" } }] })], ["answers with something else", (_, res) => void res.writeHead(502).end("<html>")],
    ["answers too few lines", data({ priceAndPromise: { lines: [] } })], ["answers nothing", data({ priceAndPromise: null })],
  ])("is refused when the ERP %s", async (_name, reply) => {
    answer = reply;
    const refusal = await questions().price(lines(2), about).catch((error: unknown) => error);
    expect((refusal as Refused).userErrors).toEqual([{ code: "ERP_SILENT", message: "The ERP does not answer at the moment. Try again in a minute; a quote can be made meanwhile if you give the unit prices yourself.", path: null }]);
  });
  it("waits 2.5 seconds and no longer", async () => {
    answer = () => undefined;
    const started = Date.now();
    expect(await codeOf(questions().price(lines(1), about))).toBe("ERP_SILENT");
    expect(Date.now() - started).toBeGreaterThan(2_300);
    expect(Date.now() - started).toBeLessThan(4_000);
  });
  it("waits less while somebody only looks, so that the CRM does not look silent itself", async () => {
    answer = () => undefined;
    const started = Date.now();
    expect(await codeOf(questions().price(lines(1), about, WHILE_LOOKING))).toBe("ERP_SILENT");
    expect(Date.now() - started).toBeLessThan(2_300);
  });
  it("names the permission the ERP misses", async () => {
    answer = data({ priceAndPromise: null }, { errors: [{ message: "no", extensions: { code: "FORBIDDEN", permission: "price:ask" } }] });
    const refusal = await questions().price(lines(1), about).catch((error: unknown) => error);
    expect((refusal as Refused).userErrors[0]).toMatchObject({ code: "ERP_FORBIDDEN", message: expect.stringContaining(`"price:ask"`) });
  });
  it.each([["market", "UNKNOWN_MARKET"], ["customerNumber", "ERP_FORBIDDEN"]])("says that the ERP knows no such %s, in our own words", async (argument, code) => {
    answer = data({ priceAndPromise: null }, { errors: [{ message: "secret detail", extensions: { code: "NOT_FOUND", inputPath: [argument] } }] });
    const refusal = await questions().price(lines(1), about).catch((error: unknown) => error);
    expect((refusal as Refused).userErrors[0]).toMatchObject({ code, message: expect.not.stringContaining("secret") });
  });
  it("is not asked without a caller's token", async () => {
    expect(await codeOf(questions(null).price(lines(1), about))).toBe("ERP_SILENT");
    expect(asked).toEqual([]);
  });
});

describe("other questions", () => {
  it("learn a customer's currency and company", async () => {
    answer = data({ customer: { currency: "EUR", legalEntity: { code: "NHFR" } } });
    expect(await questions().customerTerms("C-1")).toEqual({ currency: "EUR", legalEntity: "NHFR" });
    answer = data({ customer: null });
    expect(await questions().customerTerms("C-2")).toBeNull();
  });
  it("learn names for a document, each item asked for once", async () => {
    answer = data({ items: { nodes: [{ number: "A", name: "Bench", unit: { code: "PCS" } }, { number: "B", name: null, unit: null }] }, _entities: [{ name: "Nordhavn", vatNumber: null, address: { line1: "x" } }] });
    const names = await questions().names(["A", "B", "A"], "NHDK");
    expect([...names.items]).toEqual([["A", { name: "Bench", unit: "PCS" }], ["B", { name: "B", unit: null }]]);
    expect(names.seller?.name).toBe("Nordhavn");
    expect(asked[0]!.variables).toEqual({ numbers: ["A", "B"], seller: [{ __typename: "LegalEntity", code: "NHDK" }] });
  });
  it("asks where an order stands, as the caller sees it", async () => {
    answer = data({ salesOrder: { status: "CANCELLED" } });
    expect(await questions().orderStatus("SO-1")).toBe("CANCELLED");
    expect([asked[0]!.authorization, asked[0]!.variables]).toEqual(["Bearer token-of-ines", { number: "SO-1" }]);
    answer = data({ salesOrder: null });
    expect(await questions().orderStatus("SO-2")).toBeNull();
  });
  it("calls a hand-over off in the CRM's own name", async () => {
    answer = data({ signedOrderCallOff: { orderNumber: "SO-1" } });
    expect(await questions().callOff("s-1")).toEqual({ orderNumber: "SO-1" });
    expect(asked[0]!.authorization).not.toContain("token-of-ines");
  });
});
