import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { ApolloServer, HeaderMap } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginUsageReportingDisabled } from "@apollo/server/plugin/disabled";
import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import { GraphQLError } from "graphql";
import type { Kysely } from "kysely";
import { unwrapResolverError } from "@apollo/server/errors";
import { contextOf, type Context } from "./context.ts";
import type { Database } from "./database.ts";
import { Executor } from "./execution/executor.ts";
import { liveChanges } from "./live-changes.ts";
import { PERSONAL_HEADER, watchPersonal } from "./live-sharing.ts";
import type { Logger } from "./log.ts";
import { ReadAuditLog } from "./read-audit-log.ts";
import { ReadAudit } from "./read-audit.ts";
import { Refused } from "./refusal.ts";
import { Unauthenticated, type Verify } from "./token.ts";

export interface Route<C> {
  method: "GET" | "POST";
  /** E.g. "/pdf/quote/:id". */
  path: string;
  handle: (ctx: C, params: Record<string, string>, res: ServerResponse) => Promise<void>;
}
export interface SubgraphOptions<DB, C extends Context<DB>> {
  name: string;
  schema: GraphQLSchema;
  /** Null for a subgraph that keeps nothing itself; it has no `ctx.db` to ask. */
  database: Database<DB> | null;
  verify: Verify;
  log: Logger;
  port: number;
  host?: string;
  extend?: (ctx: Context<DB>) => C;
  routes?: Route<C>[];
  /** "stock": graphql-js carries out everything. */
  execution?: "own" | "stock";
  /** Runs before the database closes: stop relays here. */
  onStop?: () => Promise<void>;
}
export interface RunningSubgraph { port: number; url: string; stop(): Promise<void> }

const MOST_BYTES = 4 << 20; // a signed key set of 600,000 keys is about 1 MB

/** Serves one subgraph: /graphql for the gateway, /health, /metrics and the subgraph's own routes. */
export async function startSubgraph<DB, C extends Context<DB>>(options: SubgraphOptions<DB, C>): Promise<RunningSubgraph> {
  const { database, log } = options;
  const apollo = new ApolloServer<C>({
    schema: options.schema,
    introspection: true, // reachable by the gateway only: every request needs its token
    includeStacktraceInErrorResponses: false,
    // Cache control instruments every field (5 CPU-ms a page, measured); nothing here may.
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginUsageReportingDisabled()],
    formatError: (formatted, error) => formatError(formatted, error, log),
    csrfPrevention: false, // no cookies are accepted here
    stopOnTerminationSignals: false, // its own handler ends the process before what waits is written
    logger: { debug: () => undefined, info: () => undefined, warn: (m) => log.warn(m), error: (m) => log.error(m) },
  });
  await apollo.start();
  const executor = (options.execution ?? process.env["SUBGRAPH_EXECUTION"]) === "stock" ? null : new Executor(options.schema, (error) => formatError({ ...error.toJSON(), extensions: { ...error.extensions, code: error.extensions["code"] ?? "INTERNAL_SERVER_ERROR" } }, error, log));
  const live = database && liveChanges(database.pool, (error) => log.warn({ err: error }, "could not forget old changes"));
  const routes = [...(options.routes ?? []), ...(live ? [live.route] : [])];
  const readAudit = new ReadAudit(options.schema);
  const readLog = database && new ReadAuditLog({ pool: database.pool, log });
  /** After the answer is on its way: what was shown to whom. */
  const noteRead = (context: C, body: unknown, answer: string): void => {
    if (!readLog) return;
    setImmediate(() => {
      try {
        readLog.note(context, readAudit.seen(body as object, answer));
      } catch (error) {
        log.error({ err: error, requestId: context.requestId }, "an answer could not be read for the read audit");
      }
    });
  };
  let requests = 0;
  const contextFor = async (req: IncomingMessage): Promise<C> => {
    const { caller, token } = await options.verify(req.headers.authorization);
    const ctx = contextOf<DB>({ db: database?.db as Kysely<DB>, caller, log, token, requestId: headerText(req, "x-request-id") ?? crypto.randomUUID() });
    return options.extend ? options.extend(ctx) : (ctx as C);
  };
  const server = createServer((req, res) => {
    requests++;
    handle(req, res).catch((error: unknown) => {
      if (error instanceof Unauthenticated) return sendJson(res, 401, { errors: [{ message: "This address answers the gateway only.", extensions: { code: "UNAUTHENTICATED" } }] });
      if (error instanceof NotJson) return sendJson(res, 400, { errors: [{ message: "The body is not JSON.", extensions: { code: "BAD_REQUEST" } }] });
      if (error instanceof TooLarge) return sendJson(res, 413, { errors: [{ message: "The request is too large.", extensions: { code: "REQUEST_TOO_LARGE" } }] });
      log.error({ err: error }, "request failed");
      return sendJson(res, 500, { errors: [{ message: "Something went wrong.", extensions: { code: "INTERNAL" } }] });
    });
  });
  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const path = (req.url ?? "/").split("?")[0]!;
    if (path === "/health") return health(res);
    if (path === "/metrics") return void res.setHeader("content-type", "text/plain; version=0.0.4").end(
      `homefield_requests_total{subgraph="${options.name}"} ${requests}\nhomefield_sql_statements_total{subgraph="${options.name}"} ${database?.statements() ?? 0}\nhomefield_db_connections{subgraph="${options.name}"} ${database?.pool.totalCount ?? 0}\n`);
    if (path === "/graphql" && req.method === "POST") {
      const context = await contextFor(req);
      const noted = watchPersonal(context);
      const body = parseJson(await readBody(req));
      // The gateway may give one answer to many (live-sharing.ts): not one that is its asker's own, nor one of which it is written down who saw it.
      const isPersonal = (answer: string): boolean => noted.isPersonal || (req.headers["x-homefield-event"] !== undefined && readAudit.seen(body as object, answer).length > 0);
      await readLog?.full;
      const own = await executor?.answer(body, context);
      if (own) {
        if (isPersonal(own)) res.setHeader(PERSONAL_HEADER, "1");
        res.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": Buffer.byteLength(own) }).end(own);
        return noteRead(context, body, own);
      }
      const answered = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: "POST", headers: new HeaderMap([["content-type", "application/json"], ["accept", "application/json"]]), search: "", body },
        context: async () => context,
      });
      for (const [name, value] of answered.headers) res.setHeader(name, value);
      if (answered.body.kind === "chunked" || isPersonal(answered.body.string)) res.setHeader(PERSONAL_HEADER, "1");
      res.statusCode = answered.status ?? 200;
      if (answered.body.kind === "complete") {
        res.end(answered.body.string);
        return noteRead(context, body, answered.body.string);
      }
      for await (const chunk of answered.body.asyncIterator) res.write(chunk);
      return void res.end();
    }
    for (const route of routes) {
      const params = req.method === route.method ? match(route.path, path) : null;
      if (params) return route.handle(await contextFor(req), params, res);
    }
    sendJson(res, 404, { errors: [{ message: "There is nothing here.", extensions: { code: "NOT_FOUND" } }] });
  }
  async function health(res: ServerResponse): Promise<void> {
    try {
      await database?.pool.query("select 1");
      sendJson(res, 200, { status: "ok", name: options.name });
    } catch (error) {
      sendJson(res, 503, { status: "failing", name: options.name, reason: "database", detail: (error as { code?: string }).code ?? "unreachable" });
    }
  }
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(options.port, options.host ?? "127.0.0.1", resolve));
  const port = (server.address() as { port: number }).port;
  log.info({ port }, `${options.name} is listening`);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      live?.stop();
      await options.onStop?.();
      await closeServer(server);
      await apollo.stop();
      await readLog?.stop();
      await database?.close();
    },
  };
}

/** Runs a service as a child of the launcher: says when it is ready, stops on SIGTERM or when the launcher is gone. */
export function runAsProcess(log: Logger, start: () => Promise<RunningSubgraph>): void {
  let stopping = false;
  const running = start();
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 5_000).unref();
    void running.then((service) => service.stop()).finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop).once("SIGINT", stop).once("disconnect", stop);
  running.then((service) => process.send?.({ type: "ready", port: service.port }), (error: unknown) => {
    log.fatal({ err: error }, "could not start");
    process.exit(1);
  });
}

function formatError(formatted: GraphQLFormattedError, error: unknown, log: Logger): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const code = formatted.extensions?.["code"];
  if (original instanceof GraphQLError || (error instanceof GraphQLError && original === error)) {
    if (code !== "INTERNAL_SERVER_ERROR") return { ...formatted, extensions: withoutStack(formatted.extensions) };
  }
  // A refusal outside a mutation, e.g. an absurd argument of a query.
  if (original instanceof Refused) {
    const first = original.userErrors[0]!;
    return { message: first.message, ...(formatted.locations && { locations: formatted.locations }), ...(formatted.path && { path: formatted.path }), extensions: { code: first.code, inputPath: first.path } };
  }
  log.error({ err: original }, "resolver failed");
  return { message: "Something went wrong.", ...(formatted.path && { path: formatted.path }), extensions: { code: "INTERNAL" } };
}
function withoutStack(extensions: Record<string, unknown> | undefined): Record<string, unknown> {
  const { stacktrace: _, ...rest } = extensions ?? {};
  return rest;
}
class TooLarge extends Error {}
class NotJson extends Error {}
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new NotJson();
  }
}
async function readBody(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
const headerText = (req: IncomingMessage, name: string): string | undefined => {
  const value = req.headers[name];
  return typeof value === "string" && /^[\w.-]{1,100}$/.test(value) ? value : undefined;
};
function sendJson(res: ServerResponse, status: number, body: unknown): void {
  if (res.headersSent) return void res.end();
  res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i]!.startsWith(":")) params[wanted[i]!.slice(1)] = decodeURIComponent(given[i]!);
    else if (wanted[i] !== given[i]) return null;
  }
  return params;
}
async function closeServer(server: Server): Promise<void> {
  server.closeIdleConnections();
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const late = setTimeout(() => server.closeAllConnections(), 2_000);
  await closed;
  clearTimeout(late);
}
