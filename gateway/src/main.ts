import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { type GatewayConfig, readConfig } from "./config.ts";
import { mayHear } from "./events/audience.ts";
import { EventStream } from "./events/event-stream.ts";
import { hearChanges } from "./events/live.ts";
import { sourceTurned } from "./events/source-events.ts";
import { type Identity, openIdentity } from "./identity/identity.ts";
import { assertPermissionsFit } from "./identity/permission-check.ts";
import { gatewayPermissions, roles as ownRoles } from "./identity/roles.ts";
import { Budget } from "./protection/budget.ts";
import { Complaint } from "./protection/complaint.ts";
import { CostModel } from "./protection/cost.ts";
import { readTrustedDocuments } from "./protection/trusted-documents.ts";
import { type Graph, startGraph } from "./supergraph/graph.ts";
import { provenanceOf } from "./supergraph/provenance.ts";
import { readSupergraph } from "./supergraph/supergraph-sdl.ts";
import type { Handler } from "./web/http.ts";
import { routes } from "./web/routes.ts";
import { closeServer, createWebServer, listen } from "./web/server.ts";

export type { GatewayConfig };

export interface RunningGateway {
  port: number;
  url: string;
  identity: Identity;
  graph: Graph;
  stop(): Promise<void>;
}

export async function startGateway(config: GatewayConfig): Promise<RunningGateway> {
  const log = pino({ name: "gateway", level: config.logLevel, base: { name: "gateway" } });
  const roles = config.roles ?? ownRoles;
  const supergraphSdl = "sdl" in config.supergraph ? config.supergraph.sdl : await readSupergraph(config.supergraph.file);

  // The door opens first: without a given address, ours depends on the port we get.
  let handle: Handler = () => {
    throw new Complaint(503, "STARTING", "Homefield is starting. Try again in a moment.", { "retry-after": "1" });
  };
  const secure = config.publicUrl?.startsWith("https:") ?? false;
  const server = createWebServer({ handle: (exchange) => handle(exchange), trustProxy: config.trustProxy, secure, log });
  const port = await listen(server, config.port, config.host);
  const publicUrl = config.publicUrl ?? `http://localhost:${port}`;

  let graph: Graph | undefined;
  let events: EventStream | undefined;
  let stopHearing = () => {};
  let identity: Identity | undefined;
  const stop = async () => {
    stopHearing();
    events?.close();
    await closeServer(server);
    await graph?.close();
    await identity?.close();
  };
  try {
    graph = await startGraph({
      supergraphSdl,
      urls: config.sources,
      log,
      deadlineMs: config.sourceDeadlineMs,
      mutationDeadlineMs: config.sourceMutationDeadlineMs,
      failuresToPause: config.sourceFailuresToPause,
      pauseMs: config.sourcePauseMs,
      probeEveryMs: config.sourceProbeEveryMs,
      onSourceTurned: (name, state) => {
        log.info({ source: name, ...state }, "A source turned.");
        events?.publish(sourceTurned(name, state));
      },
    });
    assertPermissionsFit(graph.requirements.all(), gatewayPermissions, roles);
    identity = await openIdentity({ databaseUrl: config.identityDatabaseUrl, secret: config.identitySecret, publicUrl, roles, demoPassword: config.demoPassword, log });
    const { callers } = identity;
    const { requirements } = graph;
    events = new EventStream({ mayHear: (caller, happening) => mayHear(requirements, caller, happening), again: (known) => callers.again(known) });
    stopHearing = hearChanges(config.sources, identity, events, log);
    handle = routes({
      identity,
      graph,
      events,
      provenance: provenanceOf(supergraphSdl),
      trusted: readTrustedDocuments(config.trustedDocumentFiles, (file) => log.warn({ file }, "A UI has no list of trusted documents yet; it can't ask anything.")),
      costs: new CostModel(graph.schema, supergraphSdl),
      costLimit: config.costLimit,
      budget: new Budget(config.budgetPerMinute),
      publicOrigin: new URL(publicUrl).origin,
      urls: config.sources,
      webs: config.webs,
      log,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  log.info({ port, publicUrl }, "The gateway is ready.");
  return { port, url: `http://${hostForUrl(server.address() as AddressInfo)}:${port}`, identity, graph, stop };
}

const hostForUrl = ({ address }: AddressInfo): string => (address === "::" || address === "0.0.0.0" ? "127.0.0.1" : address.includes(":") ? `[${address}]` : address);

/** As a child of the launcher: says when it is ready, stops on SIGTERM or when the launcher is gone. */
function runAsProcess(): void {
  const log = pino({ name: "gateway", base: { name: "gateway" } });
  const running = Promise.resolve().then(() => startGateway(readConfig(process.env)));
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), 5_000).unref();
    void running.then((gateway) => gateway.stop()).finally(() => process.exit(0));
  };
  process.once("SIGTERM", stop).once("SIGINT", stop).once("disconnect", stop);
  running.then(
    ({ port }) => process.send?.({ type: "ready", port }),
    (error: unknown) => {
      log.fatal({ err: error }, `The gateway could not start: ${error instanceof Error ? error.message : String(error)}`);
      process.exit(1);
    },
  );
}

if (import.meta.main) runAsProcess();
