import { resolve } from "node:path";
import { Complaint } from "../complaint.ts";
import { placesIn, root, type Places } from "./places.ts";

export const databaseNames = ["crm", "erp", "identity"] as const;
export type DatabaseName = (typeof databaseNames)[number];

export interface Settings {
  places: Places;
  /** The one port people and programs use; 0 takes any free one. */
  port: number;
  /** The address the gateway listens on; everything behind it stays on the loopback. */
  host: string;
  publicUrl: string | undefined;
  demo: boolean;
  logLevel: string;
  /** How the owners carry out queries: by their own executor, or all by graphql-js. */
  subgraphExecution: "own" | "stock";
  /** Servers of one's own; a missing one is served by the embedded PostgreSQL. */
  ownDatabases: Partial<Record<DatabaseName, string>>;
  /** Ports of the services behind the gateway, when they are to be fixed. */
  servicePorts: { crm: number; erp: number; lists: number };
}

export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const ownDatabases: Settings["ownDatabases"] = {};
  for (const name of databaseNames) {
    const variable = databaseVariable(name);
    const url = environment[variable];
    if (url) ownDatabases[name] = databaseUrl(variable, url);
  }
  refuseSharedDatabase(ownDatabases);
  return {
    places: placesIn(resolve(root, environment.HOMEFIELD_DATA || ".homefield")),
    port: portFrom(environment, "PORT", 4000),
    host: environment.HOST || "127.0.0.1",
    publicUrl: environment.PUBLIC_URL || undefined,
    demo: environment.HOMEFIELD_DEMO !== "0",
    logLevel: environment.LOG_LEVEL || "info",
    subgraphExecution: executionFrom(environment.SUBGRAPH_EXECUTION || "own"),
    ownDatabases,
    servicePorts: { crm: portFrom(environment, "CRM_PORT", 0), erp: portFrom(environment, "ERP_PORT", 0), lists: portFrom(environment, "LISTS_PORT", 0) },
  };
}

export function databaseVariable(name: DatabaseName): string {
  return `${name.toUpperCase()}_DATABASE_URL`;
}

function executionFrom(text: string): Settings["subgraphExecution"] {
  if (text !== "own" && text !== "stock") throw new Complaint(`SUBGRAPH_EXECUTION is "${text}": give "own" or "stock".`);
  return text;
}

function portFrom(environment: NodeJS.ProcessEnv, variable: string, otherwise: number): number {
  const text = environment[variable];
  if (!text) return otherwise;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Complaint(`${variable} is "${text}": give a port number from 1 to 65535.`);
  }
  return port;
}

function databaseUrl(variable: string, text: string): string {
  if (!URL.canParse(text) || !/^postgres(ql)?:$/.test(new URL(text).protocol)) {
    throw new Complaint(`${variable} is not the address of a PostgreSQL database: write it as postgres://user:password@host:5432/database.`);
  }
  return text;
}

/** Two owners in one database would be one owner. */
function refuseSharedDatabase(urls: Settings["ownDatabases"]): void {
  const seen = new Map<string, DatabaseName>();
  for (const name of databaseNames) {
    const text = urls[name];
    if (!text) continue;
    const url = new URL(text);
    const place = `${url.hostname}:${url.port || "5432"}${url.pathname}`;
    const other = seen.get(place);
    if (other) {
      throw new Complaint(`${databaseVariable(other)} and ${databaseVariable(name)} name the same database: give each side a database of its own.`);
    }
    seen.set(place, name);
  }
}
