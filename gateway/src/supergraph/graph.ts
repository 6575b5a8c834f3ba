import { ApolloGateway, type GraphQLDataSource } from "@apollo/gateway";
import { ApolloServer, type GraphQLRequest } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled } from "@apollo/server/plugin/disabled";
import { getVariableValues, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import type { Logger } from "pino";
import type { GraphContext } from "./context.ts";
import { publicErrors } from "./errors.ts";
import { Requirements } from "./requirements.ts";
import { reshape } from "./reshape.ts";
import { Restrictor } from "./restrict.ts";
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
  execute(request: Pick<GraphQLRequest, "query" | "variables" | "operationName">, context: GraphContext): Promise<GraphAnswer>;
  sources(): Record<string, SourceState>;
  close(): Promise<void>;
}

type GatewayExecutor = Awaited<ReturnType<ApolloGateway["load"]>>["executor"];

export async function startGraph(options: GraphOptions): Promise<Graph> {
  process.env.APOLLO_TELEMETRY_DISABLED = "true"; // read by @apollo/gateway when it is made: nobody is told how this house is used
  const { supergraphSdl, log } = options;
  const requirements = new Requirements(supergraphSdl);
  const sources: Source[] = [];
  const watches: SourceWatch[] = [];
  const gateway = new ApolloGateway({
    supergraphSdl: withoutSecurityLinks(supergraphSdl),
    buildService: ({ name }): GraphQLDataSource => {
      const url = options.urls[name];
      if (url === undefined) throw new Error(`The supergraph names the source "${name}", whose address is not given: set ${name.toUpperCase()}_URL.`);
      const watch = new SourceWatch(name, options.onSourceTurned);
      const source = new Source({ ...options, name, url, watch });
      sources.push(source);
      watches.push(watch);
      return source;
    },
    __exposeQueryPlanExperimental: false,
    logger: quiet(log),
  });

  let schema: GraphQLSchema | undefined;
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => (schema = apiSchema));
  let restricting: GatewayExecutor | undefined;
  const server = new ApolloServer<GraphContext>({
    gateway: {
      load: async (loading) => {
        const { executor } = await gateway.load(loading);
        restricting = restrictingExecutor(executor as GatewayExecutor, schema as GraphQLSchema, requirements);
        return { executor: restricting };
      },
      onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
      stop: () => gateway.stop(),
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

  const names = sources.map((source) => source.name);
  const probing = setInterval(() => sources.forEach((source) => void source.probe()), options.probeEveryMs);
  probing.unref();

  return {
    schema: schema as unknown as GraphQLSchema,
    requirements,
    async execute(request, context) {
      const { body, http } = await server.executeOperation(request, { contextValue: context });
      if (body.kind !== "single") throw new Error("An answer in parts was not asked for.");
      const { data, errors } = body.singleResult;
      return {
        status: http.status ?? 200,
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

/** Plans and executes only what the caller may have, and marks the rest as refused. */
function restrictingExecutor(execute: GatewayExecutor, schema: GraphQLSchema, requirements: Requirements): GatewayExecutor {
  const restrictor = new Restrictor(schema, requirements);
  return async (asked) => {
    const { caller } = asked.context as GraphContext;
    const { document, queryHash, operation, operationName } = asked;
    if (!operation) return await execute(asked);
    const restricted = restrictor.restrict({ document, queryHash, operationName: asked.request.operationName ?? operationName, variables: asked.request.variables }, caller);
    if (!restricted) return withoutHiddenNulls(await execute(asked));
    const answer = withoutHiddenNulls(await execute({ ...asked, document: restricted.document, queryHash: restricted.queryHash }));
    if (!answer.data) return answer;
    const variables = getVariableValues(schema, operation.variableDefinitions ?? [], asked.request.variables ?? {}).coerced ?? {};
    const { data, errors } = reshape(schema, restricted, operation, variables, answer.data);
    return { ...answer, data, errors: [...(answer.errors ?? []), ...errors] };
  };
}

/** A null where the schema allows none, without any error from a source: @apollo/gateway tells it beside the errors, where no client looks. */
function withoutHiddenNulls(answer: Awaited<ReturnType<GatewayExecutor>>): Awaited<ReturnType<GatewayExecutor>> {
  const { extensions, ...rest } = answer;
  const hidden = extensions?.valueCompletion as typeof answer.errors;
  return hidden ? { ...rest, errors: [...(answer.errors ?? []), ...hidden] } : rest;
}

/** What the libraries have to say, without what they say at every start. */
function quiet(log: Logger) {
  const say = (level: "warn" | "error") => (message?: unknown) => log[level]({ part: "apollo" }, String(message));
  return { debug: () => {}, info: () => {}, warn: say("warn"), error: say("error") };
}
