import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { scratchDatabase } from "@homefield/kit/scratch";
import { type GatewayConfig, type RunningGateway, startGateway } from "../src/main.ts";
import { smallRoles, startSmallCompany } from "./small-company.ts";

export const PASSWORD = "correct horse battery";
export const trustedDocument = "query Accounts($first: Int) { accounts(first: $first) { nodes { id customer { number openBalance } } } }";
export const trustedId = createHash("sha256").update(trustedDocument).digest("hex");

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into whatever JSON an answer has
export type Json = Record<string, any>;

export interface House {
  gateway: RunningGateway;
  company: Awaited<ReturnType<typeof startSmallCompany>>;
  signIn(name: string, password?: string): Promise<string>;
  /** Asks over HTTP; JSON in, JSON out. */
  send(path: string, options?: { method?: string; headers?: Record<string, string>; body?: unknown }): Promise<{ status: number; headers: Headers; body: Json }>;
  stop(): Promise<void>;
}

/** A whole gateway before two small subgraphs, with a database of its own. */
export async function openHouse(changes: Partial<GatewayConfig> = {}): Promise<House> {
  const [company, scratch] = await Promise.all([startSmallCompany(), scratchDatabase("identity")]);
  const manifest = join(mkdtempSync(join(tmpdir(), "homefield-gateway-")), "persisted-documents.json");
  writeFileSync(manifest, JSON.stringify({ [trustedId]: trustedDocument }));
  const gateway = await startGateway({
    port: 0,
    host: "127.0.0.1",
    publicUrl: undefined,
    identityDatabaseUrl: scratch.url,
    identitySecret: "0123456789abcdef0123456789abcdef-test",
    sources: company.urls,
    supergraph: { sdl: company.supergraphSdl },
    roles: smallRoles,
    demoPassword: PASSWORD,
    webs: { crm: undefined, erp: undefined, explorer: undefined },
    trustedDocumentFiles: [manifest],
    trustProxy: true,
    sourceDeadlineMs: 400,
    sourceMutationDeadlineMs: 800,
    sourceFailuresToPause: 5,
    sourcePauseMs: 200,
    sourceProbeEveryMs: 50,
    costLimit: 1_000,
    budgetPerMinute: 5_000,
    logLevel: "silent",
    ...changes,
  });

  const send: House["send"] = async (path, { method, headers = {}, body } = {}) => {
    const response = await fetch(gateway.url + path, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      redirect: "manual",
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: /json/.test(response.headers.get("content-type") ?? "") ? JSON.parse(text) : { text } };
  };

  return {
    gateway,
    company,
    send,
    async signIn(name, password = PASSWORD) {
      const { headers } = await send("/auth/sign-in/email", { body: { email: `${name}@demo.homefield.example`, password } });
      return headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]).join("; ");
    },
    async stop() {
      await gateway.stop();
      await company.stop();
      await scratch.drop();
    },
  };
}
