import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { commandLineOf } from "@homefield/commands/house/processes.ts";
import { allGone, familyOf, type SpawnedHouse, spawnCommand } from "../support/spawned-house.ts";

const command = (name: string) => fileURLToPath(new URL(`../../commands/src/${name}.ts`, import.meta.url));

let folder: string;
let environment: Record<string, string>;
let house: SpawnedHouse;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "homefield-start-"));
  chmodSync(folder, 0o711);
  environment = { HOMEFIELD_DATA: join(folder, "data"), PORT: "0", HOMEFIELD_DEMO: "0", LOG_LEVEL: "warn" };
});

afterAll(async () => {
  house.child.kill("SIGTERM");
  await house.ended();
  rmSync(folder, { recursive: true, force: true });
});

it("starts everything in a new data folder, and the first user can sign in", async () => {
  const url = await start();
  expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: "ok" });
  for (const side of ["crm", "erp"]) {
    const page = await fetch(`${url}/${side}/`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<div id="root">')]);
  }

  const password = await makeAdmin("boss@acme.example");
  const signIn = (wrong = "") => post(`${url}/auth/sign-in/email`, { email: "boss@acme.example", password: password + wrong });
  expect((await signIn("x")).status).toBe(401);
  const signedIn = await signIn();
  expect(signedIn.status).toBe(200);
  expect(signedIn.headers.get("set-cookie")).toMatch(/HttpOnly/i);
});

it("keeps answering after kill -9 of the CRM, and says what happened", async () => {
  const url = new URL((await house.says(/Homefield is ready: (\S+)/))[1]!);
  const family = await familyOf(house.child.pid!);
  const crm = family.find(({ pid }) => commandLineOf(pid).includes("subgraphs/crm/src/main.ts"));
  process.kill(crm!.pid, "SIGKILL");
  await house.says(/crm ended \(killed by SIGKILL\); starting it again\.[\s\S]*crm is back\./);
  await expect.poll(async () => (await (await fetch(new URL("/health", url))).json()) as unknown, { timeout: 15_000 }).toMatchObject({ status: "ok" });
});

it("stops without leaving a process, and comes back with the same data", async () => {
  const family = await familyOf(house.child.pid!);
  house.child.kill("SIGTERM");
  expect(await house.ended()).toBe(0);
  expect(await allGone(family, 0)).toEqual([]);

  expect(await start()).toMatch(/^http:\/\/localhost:\d+$/);
});

async function start(): Promise<string> {
  house = spawnCommand(command("start"), environment);
  const [, url] = await house.says(/Homefield is ready: (\S+)/, 120_000);
  return url!;
}

async function makeAdmin(email: string): Promise<string> {
  const admin = spawnCommand(command("admin"), environment, [email, "The", "Boss"]);
  const [, password] = await admin.says(/^The Boss may sign in as \S+ with the password (\S+)$/m);
  expect(await admin.ended()).toBe(0);
  return password!;
}

function post(url: string, body: unknown): Promise<Response> {
  return fetch(url, { method: "POST", headers: { "content-type": "application/json", origin: new URL(url).origin }, body: JSON.stringify(body) });
}
