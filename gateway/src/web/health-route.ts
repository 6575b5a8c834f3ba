import type { Identity } from "../identity/identity.ts";
import type { Graph } from "../supergraph/graph.ts";
import type { SourceState } from "../supergraph/source-state.ts";
import { type Exchange, header, sendJson } from "./http.ts";
import { sendPage, simplePage } from "./static-route.ts";

const PROBE_MS = 1_000;

/** Where each source's own word on its health is found. */
export interface HealthOptions {
  identity: Identity;
  graph: Graph;
  urls: Readonly<Record<string, string>>;
}

/**
 * `/health`: whether we and each source work, asked now and not remembered; `asked` is since when, as our own questions have it. A silent
 * source does not make the gateway ill: it still answers everything the others own.
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

/** `/status`: whether each source answers, and since when: for the foot of every screen, and as a page for anybody. No source is asked for it. */
export async function statusRoute({ identity, graph }: HealthOptions, exchange: Exchange): Promise<void> {
  if (!/\btext\/html\b/.test(header(exchange.request, "accept") ?? "")) return sendJson(exchange, 200, { sources: graph.sources() });
  sendPage(exchange, 200, statusPage(graph.sources(), await identity.healthy()));
}

function statusPage(sources: Record<string, SourceState>, canSignIn: boolean): string {
  const rows = Object.entries(sources).map(([name, source]) => `<tr><th scope="row">${name.toUpperCase()}</th><td>${sentenceOf(source)}</td></tr>`);
  const signIn = `<tr><th scope="row">Sign-in</th><td>${canSignIn ? "answering" : "<strong>not answering</strong>: nobody can be let in until it does"}</td></tr>`;
  const isWell = canSignIn && Object.values(sources).every(({ state }) => state !== "silent");
  const text = `</p><table>${rows.join("")}${signIn}</table><p>What a silent owner holds is missing from the screens, and nothing old is shown in its place; the rest works. As of ${moment(new Date().toISOString())}; this page asks again every five seconds.`;
  return simplePage(isWell ? "Homefield works" : "Part of Homefield is not answering", text).replace("</head>", '<meta http-equiv="refresh" content="5"><style>th{text-align:left;padding:2px 24px 2px 0}</style></head>');
}

function sentenceOf({ state, since }: SourceState): string {
  return state === "silent" ? `<strong>not answering</strong> since ${moment(since)}` : state === "answering" ? `answering since ${moment(since)}` : "not asked yet";
}

const moment = (at: string): string => `<time datetime="${at}">${at.slice(0, 10)} ${at.slice(11, 19)} UTC</time>`;
