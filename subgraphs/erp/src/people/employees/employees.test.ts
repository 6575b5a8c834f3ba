import { run } from "@homefield/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companyResolvers } from "../../company/company.resolver.ts";
import { ALL_PERMISSIONS, anErp, fourCallers, refusedFor, schemaWith, type TestErp } from "../../erp.fixture.ts";
import { employeesResolvers } from "./employees.resolver.ts";

let erp: TestErp;
const schema = schemaWith(employeesResolvers, companyResolvers);
beforeAll(async () => {
  erp = await anErp();
  await erp.db.insertInto("employee").values([
    { number: "E-1", name: "Ines Holm", jobTitle: "Account manager", department: "Sales", legalEntity: "NHDK", hiredOn: "2020-01-01" },
    { number: "E-2", name: "Camille Moreau", jobTitle: "Account manager", department: "Sales", legalEntity: "NHFR", hiredOn: "2021-01-01" },
  ]).execute();
});
afterAll(() => erp.close());

describe("Query.employee", () => {
  it("is for who may read employees; the directory is common, the employing company is not", async () => {
    const got = await fourCallers(erp, schema, "employee:read", "NHDK", `{ employee(number: "E-1") { number name jobTitle department legalEntity { code } } }`);
    expect(got.nobody.errors).toEqual(refusedFor("employee:read"));
    expect(got.wrongRole).toEqual({ data: { employee: null }, errors: refusedFor("employee:read") });
    const ines = { number: "E-1", name: "Ines Holm", jobTitle: "Account manager", department: "Sales" };
    expect(got.otherCompany.data).toEqual({ employee: { ...ines, legalEntity: null } });
    expect(got.right.data).toEqual({ employee: { ...ines, legalEntity: { code: "NHDK" } } });
  });
  it("answers nobody for an unknown number", async () => {
    expect(await run(schema, erp.as({ permissions: ALL_PERMISSIONS }), `{ employee(number: "E-9") { name } }`)).toEqual({ data: { employee: null } });
  });
});
describe("Employee by reference", () => {
  it("takes one statement for many, and blanks the unknown", async () => {
    const before = erp.database.statements();
    const { data } = await run(schema, erp.as({ permissions: ALL_PERMISSIONS }), `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Employee { name } } }`, { of: ["E-1", "E-9", "E-2"].map((number) => ({ __typename: "Employee", number })) });
    expect(data._entities).toEqual([{ name: "Ines Holm" }, null, { name: "Camille Moreau" }]);
    expect(erp.database.statements() - before).toBe(1);
  });
});
