import { type DocumentNode, getOperationAST, GraphQLError, type OperationDefinitionNode, parse } from "graphql";
import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import type { EventStream } from "../events/event-stream.ts";
import type { Caller } from "../identity/caller.ts";
import type { Identity } from "../identity/identity.ts";
import { Lru } from "@homefield/kit/lru";
import type { Budget, BudgetState } from "../protection/budget.ts";
import { Complaint } from "../protection/complaint.ts";
import type { CostModel } from "../protection/cost.ts";
import { limits, refuseOversized } from "../protection/document-limits.ts";
import { type DocumentShape, documentShape } from "../protection/document-shape.ts";
import { type PageSizes, pageSizes, refuseLongPages } from "../protection/page-size.ts";
import { refuseForeignOrigin, requireDeliberateRequest } from "../protection/same-origin.ts";
import type { TrustedDocuments } from "../protection/trusted-documents.ts";
import type { Graph } from "../supergraph/graph.ts";
import { SourceReports } from "../supergraph/source-state.ts";
import { callerOf } from "./authenticate.ts";
import { sendGraphAnswer } from "./graph-answer.ts";
import { type GraphRequest, readGraphRequest } from "./graph-request.ts";
import { type Exchange, header } from "./http.ts";

export interface GraphqlRouteOptions {
  identity: Identity;
  graph: Graph;
  events: EventStream;
  trusted: TrustedDocuments;
  costs: CostModel;
  costLimit: number;
  budget: Budget;
  publicOrigin: string;
  log: Logger;
}

interface KnownDocument {
  document: DocumentNode;
  pages: PageSizes;
  shape: DocumentShape;
  length: number;
}

/** Documents kept, by the length of their text. */
const CACHED_CHARACTERS = 1_000_000;

/** `/graphql`: who asks, what they may send, and how much of it; then the graph. */
export function graphqlRoute(options: GraphqlRouteOptions): (exchange: Exchange) => Promise<void> {
  const { identity, graph, events, trusted, costs, costLimit, budget, publicOrigin, log } = options;
  const documents = new Lru<KnownDocument>(CACHED_CHARACTERS, ({ length }) => length);

  /** Two profiles: our own screens send what was reviewed with them; programs and explorers send what they like, within limits. */
  function documentFor(caller: Caller, asked: GraphRequest): { text: string; reviewed: boolean } {
    const free = caller.via !== "session" || caller.permissions.has("graph:explore");
    if (asked.documentId !== undefined) {
      const text = trusted.text(asked.documentId);
      if (text !== undefined) return { text, reviewed: true };
      if (asked.query === undefined) throw new Complaint(400, "DOCUMENT_UNKNOWN", "This page was made for another version of Homefield. Reload it.");
    }
    const text = asked.query as string;
    const reviewed = trusted.has(text);
    if (!reviewed && !free) throw new Complaint(403, "DOCUMENT_NOT_TRUSTED", "With a browser session only Homefield's own documents are answered. Use an API key, or ask for the permission graph:explore.");
    return { text, reviewed };
  }

  function readDocument(text: string, reviewed: boolean): KnownDocument {
    let known = documents.get(text);
    if (!known) {
      const document = parseWithin(text);
      known = { document, pages: pageSizes(document), shape: documentShape(document), length: text.length };
      // What is refused is not kept: it would push out what is not.
      if (!reviewed) refuseOversized(known.shape);
      documents.set(text, known);
    } else if (!reviewed) refuseOversized(known.shape);
    return known;
  }

  function charge(caller: Caller, { document }: KnownDocument, operation: OperationDefinitionNode, variables: Record<string, unknown>): { cost: number; state: BudgetState | null } {
    const cost = costs.estimate(document, operation, variables);
    if (cost > costLimit) throw new Complaint(400, "TOO_COSTLY", `This request could answer about ${cost} objects; at most ${costLimit} are allowed. Ask for shorter pages, or for less of each row.`);
    return { cost, state: caller.via === "api-key" ? budget.spend(caller.subject, cost) : null };
  }

  /** A page asks again because of something we told it; what another gateway told it means nothing here. */
  function eventOf(request: IncomingMessage): string | undefined {
    const id = header(request, "x-homefield-event");
    return id !== undefined && events.log.knows(id) ? id : undefined;
  }

  return async (exchange) => {
    const { request, requestId } = exchange;
    const startedAt = performance.now();
    if (request.method !== "GET" && request.method !== "POST") throw new Complaint(405, "METHOD_NOT_ALLOWED", "Send documents with POST.", { allow: "GET, POST" });
    const caller = await callerOf(identity, request);
    if (caller === null) throw new Complaint(401, "UNAUTHENTICATED", "Sign in, or send an API key.");
    if (caller.via === "session") {
      refuseForeignOrigin(request, publicOrigin);
      requireDeliberateRequest(request);
    }
    const asked = await readGraphRequest(exchange);
    const { text, reviewed } = documentFor(caller, asked);
    const known = readDocument(text, reviewed);
    const operation = getOperationAST(known.document, asked.operationName);
    if (!operation) throw new Complaint(400, "NO_SUCH_OPERATION", asked.operationName ? `This document has no operation "${asked.operationName}".` : "Say with operationName which operation of this document is meant.");
    if (request.method === "GET" && operation.operation !== "query") {
      throw new Complaint(405, "METHOD_NOT_ALLOWED", "GET only reads. Send this with POST.", { allow: "POST" });
    }
    refuseLongPages(known.pages, asked.variables);
    const charged = reviewed ? null : charge(caller, known, operation, asked.variables ?? {});
    const { status, body } = await graph.execute(
      { query: text, variables: asked.variables, operationName: asked.operationName },
      { caller, requestId, sources: new SourceReports(), token: once(() => identity.tokens.for(caller)), event: eventOf(request) },
    );
    sendGraphAnswer(exchange, status, body, charged ? costHeaders(charged) : {});
    log.debug({ requestId, operation: operation.name?.value, caller: caller.subject, status, errors: body.errors?.length ?? 0, ms: Math.round(performance.now() - startedAt) }, "graphql");
  };
}

/** One token serves all the questions of a request. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

function parseWithin(text: string): DocumentNode {
  if (Buffer.byteLength(text) > limits.documentBytes) throw new Complaint(413, "DOCUMENT_TOO_LARGE", `A document may have at most ${limits.documentBytes / 1024} kB. Ask in several requests.`);
  try {
    return parse(text, { maxTokens: limits.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const tooMany = error.message.includes("tokens");
    const [place] = error.locations ?? [];
    throw new Complaint(
      400,
      tooMany ? "TOO_MANY_TOKENS" : "GRAPHQL_PARSE_FAILED",
      tooMany ? `A document may have at most ${limits.tokens} tokens. Ask in several requests.` : `${error.message}${place ? ` (line ${place.line}, column ${place.column})` : ""}`,
    );
  }
}

function costHeaders({ cost, state }: { cost: number; state: BudgetState | null }): Record<string, string> {
  const headers = { "x-graph-cost": String(cost) };
  return state ? { ...headers, "ratelimit-limit": String(state.limit), "ratelimit-remaining": String(state.remaining), "ratelimit-reset": String(state.resetSeconds) } : headers;
}
