import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { processingOf, recordOfProcessing } from "./record.ts";
import { entitiesAtHome, isPersonal, ownershipRegister } from "./register.ts";

const text = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const homes = ["crm", "erp"].map((name) => ({ name, entities: entitiesAtHome(text(`subgraphs/${name}/schema.graphql`)) }));
const { fields } = ownershipRegister(text("gateway/supergraph.graphql"), (type) => homes.find(({ entities }) => entities.has(type))?.name);

describe("the record of processing", () => {
  it("holds every personal field of the graph once, each with owner, retention and who sees it", () => {
    const record = processingOf(fields);
    expect(record.flatMap((one) => one.fields).sort()).toEqual(fields.filter(({ personalData }) => isPersonal(personalData)).map(({ field }) => field).sort());
    expect(record.filter(({ purpose, owner, retention, recipients }) => !purpose || !owner || !retention || recipients.length === 0).map((one) => [one.owner, one.purpose, one.fields])).toEqual([]);
  });
  it("says of a balance whose it is, how long it is kept and who sees it", () => {
    const balance = processingOf(fields).find((one) => one.fields.includes("Customer.openBalance"))!;
    expect([balance.purpose, balance.owner, balance.personalData]).toEqual(["Credit control", "erp", "FINANCIAL"]);
    expect(balance.retention).toContain("bookkeeping law");
    expect([balance.recipients.includes("sales"), balance.recipients.includes("admin")]).toEqual([true, false]);
    expect(recordOfProcessing(fields)).toContain("## Credit control: financial, kept by the ERP");
  });
});
