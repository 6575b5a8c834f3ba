import { ReadAuditLog, run } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL_PERMISSIONS, anErp, NOW, refusedFor, type TestErp } from "../erp.fixture.ts";
import { erpSchema } from "../schema.ts";

const schema = erpSchema();
let erp: TestErp;
beforeAll(async () => {
  erp = await anErp({ company: false });
  const log = new ReadAuditLog({ pool: erp.database.pool, log: erp.as().log });
  log.note(erp.as({ name: "Ines", subject: "user:ines" }), [{ type: "Customer", fields: ["name", "openBalance"], keys: ["C-1", "C-2"] }]);
  log.note(erp.as({ name: "Bo", subject: "user:bo" }, new Date(NOW.getTime() + 1_000)), [{ type: "Employee", fields: ["name"], keys: ["E-1"] }]);
  await log.stop();
});
afterAll(() => erp.close());

const ask = (args: string, legalEntities = ["*"], permissions: readonly string[] = ALL_PERMISSIONS) => run(schema, erp.as({ permissions, legalEntities }), `{ seen: erpReadAuditEntries${args} { nodes { actorName type fields keys keyCount at } totalCount } }`);

describe("Query.erpReadAuditEntries", () => {
  it("tells who saw which fields of whom, newest first, by type, field, record, person and time", async () => {
    const later = new Date(NOW.getTime() + 1_000).toISOString();
    const ines = { actorName: "Ines", type: "Customer", fields: ["name", "openBalance"], keys: ["C-1", "C-2"], keyCount: 2, at: NOW.toISOString() };
    expect((await ask("")).data.seen.nodes.map(({ actorName }: { actorName: string }) => actorName)).toEqual(["Bo", "Ines"]);
    for (const args of [`(type: "Customer")`, `(key: "C-2")`, `(subject: "user:ines")`, `(type: "Customer", key: "C-1", subject: "user:ines")`, `(field: "openBalance")`, `(from: "${NOW.toISOString()}", until: "${later}")`]) expect((await ask(args)).data.seen, args).toEqual({ nodes: [ines], totalCount: 1 });
    expect((await ask(`(from: "${later}")`)).data.seen.nodes.map(({ actorName }: { actorName: string }) => actorName)).toEqual(["Bo"]);
    expect((await ask(`(key: "C-9")`)).data.seen).toEqual({ nodes: [], totalCount: 0 });
  });
  it("meets four callers: it is for who may read it and sees all companies", async () => {
    const others = ALL_PERMISSIONS.filter((one) => one !== "erp-read-audit:read");
    expect([(await ask("", ["*"], [])).errors, (await ask("", ["*"], others)).errors]).toEqual([refusedFor("erp-read-audit:read"), refusedFor("erp-read-audit:read")]);
    expect((await ask("", ["NHFR"])).data.seen).toEqual({ nodes: [], totalCount: 0 });
    expect((await ask("")).data.seen.totalCount).toBe(2);
  });
});
