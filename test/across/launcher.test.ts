import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { clusterHome } from "@homefield/commands/postgres/cluster.ts";
import { clusterFolder } from "@homefield/commands/postgres/place.ts";
import { placesIn } from "@homefield/commands/house/places.ts";
import { exists, waitUntil } from "@homefield/commands/house/processes.ts";
import { allGone, familyOf, type SpawnedHouse, spawnCommand, spawnProgram, spawnTinyHouse, tinyHouseFile } from "../support/spawned-house.ts";

const start = fileURLToPath(new URL("../../commands/src/start.ts", import.meta.url));

let folder: string;
let data: string;
let houses: SpawnedHouse[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "homefield-launcher-"));
  chmodSync(folder, 0o711);
  data = join(folder, "data");
  houses = [];
});

afterEach(async () => {
  for (const house of houses) {
    if (house.child.exitCode === null && house.child.signalCode === null) {
      const family = await familyOf(house.child.pid!);
      house.child.kill("SIGTERM");
      await house.ended();
      await allGone(family, 15_000);
    }
  }
  for (const each of [clusterHome({ cluster: clusterFolder(placesIn(data)) }), folder]) rmSync(each, { recursive: true, force: true });
});

describe("a house that runs", () => {
  it("gives each side a database that no other side can open, and keeps the data for the next start", async () => {
    const first = await tinyHouse();
    await query(first.databases.crm, "CREATE TABLE kept (word text)");
    await query(first.databases.crm, "INSERT INTO kept VALUES ('oak')");
    for (const [own, other] of [["crm", "erp"], ["erp", "crm"], ["identity", "erp"], ["crm", "postgres"]] as const) {
      const url = new URL(first.databases[own]!);
      url.pathname = `/${other}`;
      await expect(query(url.href, "SELECT 1")).rejects.toThrow(/permission denied for database/);
    }
    first.house.child.kill("SIGTERM");
    expect(await first.house.ended()).toBe(0);

    const second = await tinyHouse();
    expect(await query(second.databases.crm, "SELECT word FROM kept")).toEqual([{ word: "oak" }]);
  });

  it("stops the services before the database and leaves no process, on SIGTERM to it or Ctrl-C at the terminal", async () => {
    for (const stop of [(pid: number) => process.kill(pid, "SIGTERM"), (pid: number) => process.kill(-pid, "SIGINT")]) {
      const { house } = await tinyHouse({ TINY_SLOW_END: "1" });
      const family = await familyOf(house.child.pid!);
      expect(family.length).toBeGreaterThan(5);
      stop(house.child.pid!);
      expect(await house.ended()).toBe(0);
      expect(await allGone(family, 0)).toEqual([]);
      expect(house.said()).not.toMatch(/starting it again|by force/);
    }
  });

  it("heals kill -9 of any one process below it and says so", async () => {
    const { house, pids, ports, databases } = await tinyHouse();
    const guardian = running().guardian.pid;
    const postgres = postmaster();

    process.kill(pids.north!, "SIGKILL");
    await house.says(/north ended \(killed by SIGKILL\); starting it again\.[\s\S]*north is back\./);
    expect(await (await fetch(`http://127.0.0.1:${ports.north}`)).text()).not.toBe(String(pids.north));

    process.kill(pids.south!, "SIGKILL");
    await house.says(/south is back\./);

    process.kill(postgres, "SIGKILL");
    await house.says(/PostgreSQL ended \(killed by SIGKILL\); starting it again\.[\s\S]*PostgreSQL is back\./);
    expect(await query(databases.erp, "SELECT 1 AS one")).toEqual([{ one: 1 }]);

    process.kill(guardian, "SIGKILL");
    await house.says(/another one took its place/);
    await waitUntil(() => running().guardian.pid !== guardian, 5_000);
    const family = await familyOf(house.child.pid!);
    process.kill(house.child.pid!, "SIGKILL");
    expect(await allGone(family, 15_000)).toEqual([]);
  });

  it("leaves no process when the launcher itself is killed with -9, and starts again at once", async () => {
    const { house } = await tinyHouse();
    const family = await familyOf(house.child.pid!);
    process.kill(house.child.pid!, "SIGKILL");
    const next = await tinyHouse();
    expect(await allGone(family, 0)).toEqual([]);
    expect(await query(next.databases.crm, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("stops when npm above it is killed with -9", async () => {
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "above", scripts: { start: `${process.execPath} ${tinyHouseFile}` } }));
    const house = spawnProgram("npm", ["start"], { HOMEFIELD_DATA: data, PORT: "0", HOME: folder }, folder);
    houses.push(house);
    await house.says(/^ready /m);
    const family = await familyOf(house.child.pid!);
    process.kill(house.child.pid!, "SIGKILL");
    expect(await allGone(family, 15_000)).toEqual([]);
  });

  it("takes over a database server that was left behind when launcher and guardian were both killed", async () => {
    const { house } = await tinyHouse();
    const orphan = postmaster();
    process.kill(running().guardian.pid, "SIGKILL");
    process.kill(house.child.pid!, "SIGKILL");
    await house.ended();
    expect(exists(orphan)).toBe(true);
    const next = await tinyHouse();
    expect(exists(orphan)).toBe(false);
    expect(await query(next.databases.crm, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it.runIf(process.getuid?.() === 0)("serves a data folder that only root can enter, from a place the server's user can reach", async () => {
    chmodSync(folder, 0o700);
    const first = await tinyHouse();
    await query(first.databases.crm, "CREATE TABLE kept (word text)");
    expect(clusterFolder(placesIn(data))).toMatch(/^\/var\/lib\/homefield\/\w+\/postgres$/);
    expect(existsSync(join(data, "postgres"))).toBe(false);
    first.house.child.kill("SIGTERM");
    expect(await first.house.ended()).toBe(0);
    const second = await tinyHouse();
    expect(await query(second.databases.crm, "SELECT * FROM kept")).toEqual([]);
  });

  it("clears a stale postmaster.pid without touching the process that has the number now", async () => {
    const first = await tinyHouse();
    const pidFile = join(clusterFolder(placesIn(data)), "postmaster.pid");
    const lines = readFileSync(pidFile, "utf8");
    first.house.child.kill("SIGTERM");
    await first.house.ended();
    const innocent = spawn("sleep", ["60"], { stdio: "ignore" });
    try {
      writeFileSync(pidFile, lines.replace(/^\d+/, String(innocent.pid)));
      await tinyHouse();
      expect(exists(innocent.pid!)).toBe(true);
    } finally {
      innocent.kill("SIGKILL");
    }
  });
});

describe("what can't start says why in one sentence", () => {
  it("refuses a taken port", async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = taken.address() as { port: number };
      expect(await refusal(start, { PORT: String(port) })).toBe(
        `Port ${port} is taken by another program: stop that one, or start Homefield elsewhere with PORT=${port + 1} npm start.`,
      );
    } finally {
      taken.close();
    }
  });

  it("refuses a second launcher on the same data folder", async () => {
    const { house } = await tinyHouse();
    expect(await refusal(start, { PORT: "0" })).toContain(`Homefield is already at work in ${data} (npm run start, process ${house.child.pid}, http://127.0.0.1:`);
  });

  it("refuses a data folder of a newer Homefield", async () => {
    mkdirSync(data);
    writeFileSync(join(data, "version.json"), '{"layout":99}');
    expect(await refusal(start, { PORT: "0" })).toMatch(/^The data folder .* was made by a newer Homefield \(layout 99, this one knows 1\): update this checkout, or choose another folder with HOMEFIELD_DATA\.$/);
  });

  it("refuses a cluster of a newer PostgreSQL", async () => {
    mkdirSync(join(data, "postgres"), { recursive: true });
    writeFileSync(join(data, "postgres/PG_VERSION"), "99\n");
    expect(await refusal(start, { PORT: "0" })).toMatch(/^The data in .* was written by PostgreSQL 99 and this Homefield brings 18: update this checkout/);
  });

  it("refuses a database that does not answer, and does not print its password", async () => {
    const said = await refusal(start, { PORT: "0", CRM_DATABASE_URL: "postgres://crm:hidden@127.0.0.1:9/crm" });
    expect(said).toMatch(/^The database at CRM_DATABASE_URL \(127\.0\.0\.1:9\/crm\) can't be reached \(.*ECONNREFUSED.*\): start it or correct the address\.$/);
    expect(said).not.toContain("hidden");
  });

  it("refuses one database for two sides", async () => {
    const url = "postgres://one@127.0.0.1:9/one";
    expect(await refusal(start, { CRM_DATABASE_URL: url, ERP_DATABASE_URL: url })).toBe(
      "CRM_DATABASE_URL and ERP_DATABASE_URL name the same database: give each side a database of its own.",
    );
  });

  it("gives up a service that keeps failing, tells its last words, and leaves no process", async () => {
    const house = spawnTinyHouse(data, { TINY_FAILS: "the oak is hollow" });
    houses.push(house);
    await house.says(/PostgreSQL \(/);
    const family = await familyOf(house.child.pid!);
    expect(await house.ended()).toBe(1);
    expect(house.said()).toContain("south doesn't start: Error: the oak is hollow");
    expect(await allGone(family, 1_000)).toEqual([]);
  });
});

interface Tiny {
  house: SpawnedHouse;
  pids: Record<string, number>;
  ports: Record<string, number>;
  databases: Record<"crm" | "erp" | "identity", string>;
}

async function tinyHouse(environment: Record<string, string> = {}): Promise<Tiny> {
  const house = spawnTinyHouse(data, environment);
  houses.push(house);
  const [, json] = await house.says(/^ready (\{.*\})$/m);
  return { house, ...(JSON.parse(json!) as Omit<Tiny, "house">) };
}

async function refusal(file: string, environment: Record<string, string>): Promise<string> {
  const house = spawnCommand(file, { HOMEFIELD_DATA: data, ...environment });
  houses.push(house);
  expect(await house.ended()).toBe(1);
  return house.said().trim();
}

function running(): { guardian: { pid: number } } {
  return JSON.parse(readFileSync(join(data, "running.json"), "utf8"));
}

function postmaster(): number {
  return Number(readFileSync(join(clusterFolder(placesIn(data)), "postmaster.pid"), "utf8").split("\n")[0]);
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
