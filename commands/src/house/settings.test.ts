import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "./places.ts";
import { readSettings } from "./settings.ts";

describe("settings", () => {
  it("are those of a laptop when nothing is said", () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ port: 4000, host: "127.0.0.1", demo: true, ownDatabases: {}, publicUrl: undefined });
    expect(settings.places.dataFolder).toBe(join(root, ".homefield"));
  });

  it.each(["4000x", "-1", "65536", "1.5"])("refuse the port %s", (PORT) => {
    expect(() => readSettings({ PORT })).toThrow(`PORT is "${PORT}": give a port number from 1 to 65535.`);
  });

  it("refuse an execution there is not", () => {
    expect(() => readSettings({ SUBGRAPH_EXECUTION: "fast" })).toThrow(`SUBGRAPH_EXECUTION is "fast": give "own" or "stock".`);
  });

  it("refuse an address that is no PostgreSQL, without repeating it", () => {
    expect(() => readSettings({ ERP_DATABASE_URL: "mysql://u:secret@host/erp" })).toThrow(/^ERP_DATABASE_URL is not the address of a PostgreSQL database: write it as/);
  });

  it("refuse one database for two owners, also when written differently", () => {
    expect(() => readSettings({ CRM_DATABASE_URL: "postgres://a:x@db/one", ERP_DATABASE_URL: "postgresql://b:y@db:5432/one" })).toThrow(/name the same database/);
  });
});
