import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { scratchDatabase, type ScratchDatabase } from "@homefield/kit/scratch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

let scratch: ScratchDatabase;
beforeAll(async () => {
  scratch = await scratchDatabase("identity");
});
afterAll(() => scratch.drop());

function start(environment: Record<string, string>): { child: ChildProcess; ready: Promise<number>; ended: Promise<number | null>; said: () => string } {
  let said = "";
  const child = fork(join(import.meta.dirname, "main.ts"), { execArgv: [], env: { PATH: process.env.PATH, ...environment }, silent: true });
  child.stdout?.on("data", (chunk) => (said += String(chunk)));
  child.stderr?.on("data", (chunk) => (said += String(chunk)));
  return {
    child,
    said: () => said,
    ready: new Promise((resolve) => child.on("message", (message: { type: string; port: number }) => void (message.type === "ready" && resolve(message.port)))),
    ended: new Promise((resolve) => child.once("exit", resolve)),
  };
}
const environment = () => ({ PORT: "0", IDENTITY_DATABASE_URL: scratch.url, IDENTITY_SECRET: "0123456789abcdef0123456789abcdef-test", CRM_URL: "http://127.0.0.1:9", ERP_URL: "http://127.0.0.1:9", LISTS_URL: "http://127.0.0.1:9", HOMEFIELD_DEMO: "0" });

describe("the gateway as a process", () => {
  it.each([
    ["its parent is gone", (child: ChildProcess) => child.disconnect()],
    ["it is told to stop", (child: ChildProcess) => child.kill("SIGTERM")],
  ])("says when it is ready, answers, and ends when %s", async (_, end) => {
    const { child, ready, ended } = start(environment());
    const port = await ready;
    expect(((await (await fetch(`http://127.0.0.1:${port}/health`)).json()) as { status: string }).status).toBe("degraded");
    expect((await fetch(`http://127.0.0.1:${port}/auth/demo-users`)).status).toBe(404);
    end(child);
    expect(await ended).toBe(0);
  });

  it("says in a sentence why it can't start", async () => {
    const { ended, said } = start({ ...environment(), IDENTITY_DATABASE_URL: "postgres://nobody:wrong@127.0.0.1:1/none" });
    expect(await ended).toBe(1);
    expect(said()).toMatch(/The gateway could not start: .*ECONNREFUSED/);
  });
});

describe("the environment", () => {
  it("is refused with a sentence where something is missing or wrong", () => {
    expect(() => readConfig({})).toThrow(/IDENTITY_DATABASE_URL is not set/);
    expect(() => readConfig({ ...environment(), PORT: "web" })).toThrow(/PORT is "web": give a whole number/);
    expect(() => readConfig({ ...environment(), PUBLIC_URL: "homefield.example" })).toThrow(/PUBLIC_URL is "homefield.example"/);
    expect(readConfig({ ...environment(), PUBLIC_URL: "https://homefield.example/" }).publicUrl).toBe("https://homefield.example");
    expect(readConfig({ ...environment(), HOMEFIELD_DEMO: "0", DEMO_PASSWORD: "x" }).demoPassword).toBeNull();
  });
});
