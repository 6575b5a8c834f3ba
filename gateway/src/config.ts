import { join } from "node:path";
import type { Roles } from "./identity/roles.ts";

/** Everything a gateway needs to know. Read from the environment, or given by tests. */
export interface GatewayConfig {
  port: number;
  host: string;
  /** Where people find us, e.g. https://homefield.example. Without it: localhost and the port in use. */
  publicUrl: string | undefined;
  identityDatabaseUrl: string;
  identitySecret: string;
  /** Base address of each source, by its name in the supergraph. */
  sources: Readonly<Record<string, string>>;
  supergraph: { file: string } | { sdl: string };
  roles?: Roles;
  /** Set while the demo company is on. */
  demoPassword: string | null;
  /** Built pages; without one the address says how to build them. */
  webs: { crm: string | undefined; erp: string | undefined; explorer: string | undefined };
  trustedDocumentFiles: readonly string[];
  /** Believe a proxy in front of us about where a request comes from. */
  trustProxy: boolean;
  sourceDeadlineMs: number;
  sourceMutationDeadlineMs: number;
  sourceFailuresToPause: number;
  sourcePauseMs: number;
  sourceProbeEveryMs: number;
  costLimit: number;
  budgetPerMinute: number;
  logLevel: string;
}

const here = import.meta.dirname;

export function readConfig(environment: NodeJS.ProcessEnv): GatewayConfig {
  const demo = environment.HOMEFIELD_DEMO !== "0" && Boolean(environment.DEMO_PASSWORD);
  return {
    port: number(environment, "PORT", 4000),
    host: environment.HOST || "127.0.0.1",
    publicUrl: environment.PUBLIC_URL ? publicUrl(environment.PUBLIC_URL) : undefined,
    identityDatabaseUrl: required(environment, "IDENTITY_DATABASE_URL"),
    identitySecret: required(environment, "IDENTITY_SECRET"),
    sources: { crm: required(environment, "CRM_URL"), erp: required(environment, "ERP_URL"), lists: required(environment, "LISTS_URL") },
    supergraph: { file: environment.SUPERGRAPH || join(here, "../supergraph.graphql") },
    demoPassword: demo ? (environment.DEMO_PASSWORD as string) : null,
    webs: { crm: environment.WEB_CRM_DIST || undefined, erp: environment.WEB_ERP_DIST || undefined, explorer: environment.WEB_EXPLORER_DIST || undefined },
    trustedDocumentFiles: ["web-crm", "web-erp"].map((web) => join(here, "../..", web, "src/gql/persisted-documents.json")),
    trustProxy: environment.TRUST_PROXY === "1",
    sourceDeadlineMs: number(environment, "SOURCE_DEADLINE_MS", 2_500),
    sourceMutationDeadlineMs: number(environment, "SOURCE_MUTATION_DEADLINE_MS", 10_000),
    sourceFailuresToPause: number(environment, "SOURCE_FAILURES_TO_PAUSE", 5),
    sourcePauseMs: number(environment, "SOURCE_PAUSE_MS", 2_000),
    sourceProbeEveryMs: number(environment, "SOURCE_PROBE_EVERY_MS", 1_000),
    costLimit: number(environment, "GRAPH_COST_LIMIT", 25_000),
    budgetPerMinute: number(environment, "GRAPH_BUDGET_PER_MINUTE", 1_000_000),
    logLevel: environment.LOG_LEVEL || "info",
  };
}

function required(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (!value) throw new Error(`${name} is not set. The gateway is started by "npm start", which sets it.`);
  return value;
}

function number(environment: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = environment[name];
  if (!text) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} is "${text}": give a whole number.`);
  return value;
}

function publicUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) throw new Error(`PUBLIC_URL is "${text}": write it as https://host or http://host:port.`);
  return new URL(text).origin;
}
