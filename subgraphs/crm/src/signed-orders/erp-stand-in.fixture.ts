import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { OrderToDeliver } from "./signed-order-deliver.action.ts";

/** What goes wrong with one request. */
export type Fault = "before" | "lost-reply" | "half-reply" | "garbage" | "failure" | "slow" | "stuck" | `refuse:${string}`;

let nextNumber = 10_000;
/** Takes signed orders as the ERP does, one per signature and one customer per relationship, and fails when told to. */
export class ErpStandIn {
  readonly orders = new Map<string, { orderNumber: string; customerNumber: string; input: OrderToDeliver }>();
  readonly customers = new Map<string, string>();
  readonly requests: { signatureId: string; authorization: string }[] = [];
  /** Taken from the front, one per request; then `fault`, then none. */
  faults: Fault[] = [];
  fault: (input: OrderToDeliver) => Fault | null = () => null;
  /** How many requests for one signature were under way at once, at most. */
  mostAtOnce = 0;
  readonly #underWay = new Map<string, number>();
  readonly #server = createServer((req, res) => void this.#handle(req, res).catch(() => res.destroy()));
  url = "";

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
    return this;
  }
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
  async #handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk);
    const { variables } = JSON.parse(Buffer.concat(chunks).toString()) as { variables: { input: OrderToDeliver } };
    const { input } = variables;
    this.requests.push({ signatureId: input.signatureId, authorization: req.headers.authorization ?? "" });
    const now = (this.#underWay.get(input.signatureId) ?? 0) + 1;
    this.#underWay.set(input.signatureId, now);
    this.mostAtOnce = Math.max(this.mostAtOnce, now);
    try {
      await this.#answer(input, res);
    } finally {
      this.#underWay.set(input.signatureId, this.#underWay.get(input.signatureId)! - 1);
    }
  }
  async #answer(input: OrderToDeliver, res: ServerResponse): Promise<void> {
    const fault = this.faults.shift() ?? this.fault(input);
    if (fault === "before") return void res.destroy();
    if (fault === "failure") return void res.writeHead(200).end(JSON.stringify({ data: null, errors: [{ message: "Order for Sentinelgade 77 failed", extensions: { code: "INTERNAL" } }] }));
    if (fault?.startsWith("refuse:")) return reply(res, { orderNumber: null, customerNumber: null, userErrors: [{ code: fault.slice(7) }] });
    if (fault === "stuck") return void (await sleep(2_000));
    const known = this.orders.get(input.signatureId);
    if (!known) {
      const customerNumber = input.customerNumber ?? this.customers.get(input.relationshipKey) ?? `C-${nextNumber++}`;
      this.customers.set(input.relationshipKey, customerNumber);
      this.orders.set(input.signatureId, { orderNumber: `SO-${nextNumber++}`, customerNumber, input });
    }
    const { orderNumber, customerNumber } = this.orders.get(input.signatureId)!;
    if (fault === "lost-reply") return void res.destroy();
    if (fault === "garbage") return void res.writeHead(502).end("<html>Bad gateway</html>");
    if (fault === "half-reply") {
      res.writeHead(200, { "content-length": "500" }).write('{"data":{"signedOrd');
      await sleep(5);
      return void res.destroy();
    }
    if (fault === "slow") await sleep(100);
    return reply(res, { orderNumber, customerNumber, userErrors: [] });
  }
}
const reply = (res: ServerResponse, accepted: object): void => void res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data: { signedOrderAccept: accepted } }));
