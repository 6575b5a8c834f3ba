import type { Identity } from "../identity/identity.ts";
import type { Graph } from "../supergraph/graph.ts";
import type { SourceState } from "../supergraph/source-state.ts";
import { type Exchange, sendJson } from "./http.ts";

const PROBE_MS = 1_000;

/** Where each source's own word on its health is found. */
export interface HealthOptions {
  identity: Identity;
  graph: Graph;
  urls: Readonly<Record<string, string>>;
}

/**
 * `/health`: whether we and each source work, asked now and not remembered. A silent source does not make the gateway ill: it still answers
 * everything the others own.
 */
export async function healthRoute({ identity, graph, urls }: HealthOptions, exchange: Exchange): Promise<void> {
  const [database, ...sources] = await Promise.all([identity.healthy(), ...Object.entries(urls).map(([name, url]) => sourceHealth(name, url, graph.sources()[name]))]);
  const status = !database ? "failing" : sources.every(([, source]) => source.status === "ok") ? "ok" : "degraded";
  sendJson(exchange, database ? 200 : 503, { status, identity: { status: database ? "ok" : "failing" }, sources: Object.fromEntries(sources) });
}

async function sourceHealth(name: string, url: string, seen: SourceState | undefined): Promise<[string, { status: "ok" | "failing" | "unreachable"; asked: SourceState }]> {
  const asked = seen ?? { state: "not-asked", since: new Date().toISOString() };
  const status = await fetch(new URL("/health", url), { signal: AbortSignal.timeout(PROBE_MS) }).then(
    ({ ok }) => (ok ? ("ok" as const) : ("failing" as const)),
    () => "unreachable" as const,
  );
  return [name, { status, asked }];
}

/** `/status`: whether each source answers, and since when, for the foot of every screen. Nothing is asked for it. */
export function statusRoute(graph: Graph, exchange: Exchange): void {
  const sources = Object.entries(graph.sources()).map(([name, { state, since }]) => [name, { state: state === "silent" ? "silent" : "answering", since }]);
  sendJson(exchange, 200, { sources: Object.fromEntries(sources) });
}
