import { Supergraph } from "@apollo/federation-internals";
import { ApolloServer, type ApolloServerOptions, type GraphQLRequest } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled } from "@apollo/server/plugin/disabled";
import { Lru } from "@homefield/kit/lru";
import { type DocumentNode, type ExecutionResult, type FieldNode, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { GraphContext } from "./context.ts";
import { publicErrors } from "./errors.ts";
import type { Fields } from "./execution/data.ts";
import { Executor } from "./execution/executor.ts";
import { Requirements } from "./requirements.ts";
import { type Refusal, Restrictor } from "./restrict.ts";
import { Source } from "./source.ts";
import { type SourceReport, type SourceState, SourceWatch } from "./source-state.ts";
import { withoutSecurityLinks } from "./supergraph-sdl.ts";

export interface GraphOptions {
  supergraphSdl: string;
  /** Base address of each source. */
  urls: Readonly<Record<string, string>>;
  log: Logger;
  deadlineMs: number;
  mutationDeadlineMs: number;
  failuresToPause: number;
  pauseMs: number;
  /** How often a silent source is looked for. */
  probeEveryMs: number;
  onSourceTurned: (name: string, state: SourceState) => void;
}

export interface GraphAnswer {
  /** HTTP status: 200 for whatever was carried out, partial answers included. */
  status: number;
  body: {
    data?: Record<string, unknown> | null;
    errors?: GraphQLFormattedError[];
    extensions: { requestId: string; sources: Record<string, SourceReport> };
  };
}

/** One graph over all sources. */
export interface Graph {
  /** What clients see: no keys, no joins. */
  schema: GraphQLSchema;
  requirements: Requirements;
  execute(request: Asked, context: GraphContext): Promise<GraphAnswer>;
  sources(): Record<string, SourceState>;
  close(): Promise<void>;
}

type Asked = Pick<GraphQLRequest, "query" | "variables" | "operationName">;
interface KnownDocument { document: DocumentNode; queryHash: string }
interface Executed { status: number; data?: Fields | null | undefined; errors?: readonly GraphQLFormattedError[] | undefined }

/** Documents kept, by the length of their text. */
const CACHED_CHARACTERS = 1_000_000;
const nothingRefused: ReadonlyMap<FieldNode, Refusal> = new Map();

/** How Apollo Server hands an operation over. */
type Gateway = Extract<ApolloServerOptions<GraphContext>, { gateway: unknown }>["gateway"];
type GatewayExecutor = Awaited<ReturnType<Gateway["load"]>>["executor"];

export async function startGraph(options: GraphOptions): Promise<Graph> {
  const { supergraphSdl, log } = options;
  const requirements = new Requirements(supergraphSdl);
  const supergraph = Supergraph.build(withoutSecurityLinks(supergraphSdl), { validateSupergraph: false }); // composition has validated it
  const schema = supergraph.apiSchema().toGraphQLJSSchema();
  const watches: SourceWatch[] = [];
  const sources = new Map<string, Source>();
  for (const { name } of supergraph.subgraphsMetadata()) {
    const url = options.urls[name];
    if (url === undefined) throw new Error(`The supergraph names the source "${name}", whose address is not given: set ${name.toUpperCase()}_URL.`);
    const watch = new SourceWatch(name, options.onSourceTurned);
    watches.push(watch);
    sources.set(name, new Source({ ...options, name, url, watch }));
  }
  const executor = new Executor(supergraph, schema, (question, variables, context) => (sources.get(question.source) as Source).ask(question, variables, context));
  const restrictor = new Restrictor(schema, requirements);

  /** Documents that Apollo Server has parsed and validated, by their text: asked again, they go straight to the executor. */
  const known = new Lru<KnownDocument>(CACHED_CHARACTERS, ({ document }) => document.loc?.end ?? 1_000);

  const carryOut = async ({ document, queryHash }: KnownDocument, { operationName, variables = {} }: Asked, context: GraphContext): Promise<ExecutionResult<Fields>> => {
    // Plans only what the caller may have; the rest is marked as refused.
    const restricted = restrictor.restrict({ document, queryHash, operationName, variables }, context.caller) ?? { document, planned: document, hash: queryHash, refused: nothingRefused };
    return await executor.execute({ ...restricted, operationName, variables, context });
  };
  const execute: GatewayExecutor = async ({ document, queryHash, source, request, context }) => {
    known.set(source, { document, queryHash });
    return await carryOut({ document, queryHash }, request, context as GraphContext);
  };
  const server = new ApolloServer<GraphContext>({
    gateway: {
      load: async () => ({ executor: execute }),
      onSchemaLoadOrUpdate: (callback) => {
        callback({ apiSchema: schema, coreSupergraphSdl: supergraphSdl });
        return () => {};
      },
      stop: async () => {},
    },
    introspection: true, // only callers who may send documents of their own get this far with one
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // The cache-control plugin wraps every field: five milliseconds per page.
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginUsageReportingDisabled(), ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginSchemaReportingDisabled()],
    logger: quiet(log),
  });
  await server.start();

  const names = [...sources.keys()];
  const probing = setInterval(() => sources.forEach((source) => void source.probe()), options.probeEveryMs);
  probing.unref();

  const throughApollo = async (request: Asked, context: GraphContext): Promise<Executed> => {
    const { body, http } = await server.executeOperation(request, { contextValue: context });
    if (body.kind !== "single") throw new Error("An answer in parts was not asked for.");
    return { status: http.status ?? 200, ...body.singleResult };
  };
  /** As Apollo Server would answer it, without its pipeline. */
  const directly = async (document: KnownDocument, request: Asked, context: GraphContext): Promise<Executed> => {
    try {
      const { data, errors } = await carryOut(document, request, context);
      return { status: errors && data === undefined ? 400 : 200, data, errors };
    } catch (error) {
      return { status: 500, errors: [error instanceof GraphQLError ? error : new GraphQLError(error instanceof Error ? error.message : String(error))] };
    }
  };

  return {
    schema,
    requirements,
    async execute(request, context) {
      const document = known.get(request.query ?? "");
      const { status, data, errors } = document ? await directly(document, request, context) : await throughApollo(request, context);
      return {
        status,
        body: {
          ...(errors && errors.length > 0 ? { errors: publicErrors(errors, { requestId: context.requestId, log }) } : {}),
          ...(data === undefined ? {} : { data }),
          extensions: { requestId: context.requestId, sources: context.sources.of(names) },
        },
      };
    },
    sources: () => Object.fromEntries(watches.map((watch) => [watch.name, watch.state])),
    async close() {
      clearInterval(probing);
      await server.stop();
      sources.forEach((source) => source.close());
    },
  };
}

/** What the libraries have to say, without what they say at every start. */
function quiet(log: Logger) {
  const say = (level: "warn" | "error") => (message?: unknown) => log[level]({ part: "apollo" }, String(message));
  return { debug: () => {}, info: () => {}, warn: say("warn"), error: say("error") };
}
