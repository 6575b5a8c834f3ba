import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, type GraphQLSchema, parse } from "graphql";
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

export interface Received {
  query: string;
  variables: { representations?: Record<string, unknown>[] } & Record<string, unknown>;
  authorization: string | undefined;
  requestId: string | undefined;
}

/** A change as an owner tells it. */
export interface Told {
  type: string;
  keys: string[] | null;
  team: string | null;
  legalEntity: string | null;
}

/** "only lives": says that it is well and answers nothing. */
type Behaviour = "answers" | "hangs" | "hangs up" | "babbles" | "only lives";
type Resolvers = Parameters<typeof buildSubgraphSchema>[0] extends infer Modules ? (Modules extends readonly { resolvers?: infer R }[] ? R : never) : never;

/** A small subgraph over HTTP that can be told to misbehave. */
export class FakeSubgraph {
  readonly received: Received[] = [];
  behaviour: Behaviour = "answers";
  readonly #told: Told[] = [];
  readonly #wake = new EventEmitter();
  readonly #schema: GraphQLSchema;
  #server: Server | undefined;
  #port = 0;

  constructor(sdl: string, resolvers: Record<string, unknown>) {
    this.#schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as Resolvers & object }]);
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      if (request.url === "/health") return void response.writeHead(this.behaviour === "answers" || this.behaviour === "only lives" ? 200 : 503).end("{}");
      if (request.url?.startsWith("/changes")) return void this.#changes(new URL(request.url, this.url).searchParams.get("seen"), response);
      if (request.url?.startsWith("/pdf/")) {
        if (request.url.includes("unknown")) return void response.writeHead(404).end();
        return void response.writeHead(200, { "content-type": "application/pdf" }).end(`%PDF for ${request.headers.authorization?.slice(0, 7)}`);
      }
      void read(request).then(async (text) => {
        const body = JSON.parse(text) as Omit<Received, "authorization" | "requestId">;
        this.received.push({ ...body, authorization: request.headers.authorization, requestId: request.headers["x-request-id"] as string | undefined });
        if (this.behaviour === "hangs" || this.behaviour === "only lives") return undefined;
        if (this.behaviour === "hangs up") return request.socket.destroy();
        if (this.behaviour === "babbles") return response.writeHead(200).end("<html>");
        const answer = await graphql({ schema: this.#schema, source: body.query, variableValues: body.variables });
        return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (server.address() as { port: number }).port;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** Says that something changed, to who asks. */
  tell(...changes: Told[]): void {
    this.#told.push(...changes);
    this.#wake.emit("told");
  }

  /** How many it has told is what one has seen of it. */
  async #changes(seen: string | null, response: ServerResponse): Promise<void> {
    if (this.behaviour !== "answers") return void response.socket?.destroy();
    if (seen !== null && Number(seen) === this.#told.length) await once(this.#wake, "told", { signal: AbortSignal.timeout(200) }).catch(() => {});
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ seen: String(this.#told.length), changes: seen === null ? [] : this.#told.slice(Number(seen)), isLost: false }));
  }

  forget(): void {
    this.received.length = 0;
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
