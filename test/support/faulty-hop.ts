// Stands between the CRM's relay and the ERP and does to deliveries what networks do: loses replies after the work was done, delivers twice, and
// delivers once more long afterwards, behind everything that came later.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export type HopFault = "lost-reply" | "twice" | "late-again" | "slow";
export interface FaultyHop {
  url: string;
  /** How often each was done. */
  done: Record<HopFault, number>;
  /** From here on it only passes on. What was to come late has come when this is done. */
  heal(): Promise<void>;
  stop(): Promise<void>;
}

const DELIVERY = "signedOrderAccept";

export async function openFaultyHop(erpUrl: string, chance: { next(): number }): Promise<FaultyHop> {
  const done: Record<HopFault, number> = { "lost-reply": 0, twice: 0, "late-again": 0, slow: 0 };
  const late = new Set<Promise<unknown>>();
  let isFaulty = true;
  const pass = (body: string, headers: IncomingHttpHeaders): Promise<{ status: number; text: string }> =>
    fetch(new URL("/graphql", erpUrl), { method: "POST", headers: { "content-type": "application/json", authorization: headers.authorization ?? "", "x-request-id": String(headers["x-request-id"] ?? "") }, body }).then(async (answer) => ({ status: answer.status, text: await answer.text() }));
  const draw = (): HopFault | null => {
    const drawn = chance.next();
    return drawn < 0.1 ? "lost-reply" : drawn < 0.2 ? "twice" : drawn < 0.3 ? "late-again" : drawn < 0.4 ? "slow" : null;
  };
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const fault = isFaulty && body.includes(DELIVERY) ? draw() : null;
    if (fault) done[fault]++;
    if (fault === "slow") await sleep(50 + chance.next() * 400);
    const answers = fault === "twice" ? await Promise.all([pass(body, request.headers), pass(body, request.headers)]) : [await pass(body, request.headers)];
    if (fault === "late-again") {
      const again = sleep(500 + chance.next() * 5_000).then(() => pass(body, request.headers)).catch(() => undefined).finally(() => late.delete(again));
      late.add(again);
    }
    // The ERP has done it, and nobody learns of it.
    if (fault === "lost-reply") return void response.destroy();
    const { status, text } = answers[0]!;
    response.writeHead(status, { "content-type": "application/json" }).end(text);
  }
  // An ERP that is away is away for those behind the hop as well.
  const server = createServer((request, response) => void handle(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    done,
    async heal() {
      isFaulty = false;
      await Promise.all(late);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
