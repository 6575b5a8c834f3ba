import { fileURLToPath } from "node:url";
import { buildSchema, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "../../test/house.ts";
import { provenanceOf } from "./provenance.ts";
import { readSupergraph } from "./supergraph-sdl.ts";

const file = fileURLToPath(new URL("../../supergraph.graphql", import.meta.url));

describe("provenance", () => {
  it("says of a field its owner, its permissions and its class of personal data", () => {
    const provenance = provenanceOf(`
      directive @join__type(graph: String, key: String) repeatable on OBJECT
      directive @join__field(graph: String, external: Boolean) repeatable on FIELD_DEFINITION
      type Person @join__type(graph: CRM, key: "id") @join__type(graph: ERP, key: "id") @requiresScopes(scopes: [["person:read"]]) @personalData(class: IDENTITY, purpose: "Work") {
        id: ID!
        "What they are called." name: String @join__field(graph: CRM)
        phone: String @join__field(graph: CRM) @personalData(class: CONTACT)
        owes: Money @join__field(graph: ERP) @join__field(graph: CRM, external: true) @requiresScopes(scopes: [["debt:read"]])
      }
      type Money @join__type(graph: CRM) @join__type(graph: ERP) { amount: String }
      type PersonConnection @join__type(graph: CRM) { nodes: [Person] }
    `);
    const person = { permissions: [[["person:read"]]], personalData: "IDENTITY", purpose: "Work", description: null };
    expect(provenance).toEqual({
      Person: {
        id: { ...person, owner: "crm" },
        name: { ...person, owner: "crm", description: "What they are called." },
        phone: { ...person, owner: "crm", personalData: "CONTACT", purpose: null },
        owes: { ...person, owner: "erp", permissions: [[["person:read"]], [["debt:read"]]] },
      },
    });
  });

  it("knows every described fact of the graph, and invents none", async () => {
    const sdl = await readSupergraph(file);
    const provenance = provenanceOf(sdl);
    const schema = buildSchema(sdl, { assumeValidSDL: true });
    for (const [name, fields] of Object.entries(provenance)) {
      const type = schema.getType(name);
      expect([name, isObjectType(type) && Object.keys(fields).every((field) => field in type.getFields())]).toEqual([name, true]);
    }
    expect(provenance.Account?.phone).toMatchObject({ owner: "crm", permissions: [[["account:read"]]], personalData: "CONTACT" });
    expect(provenance.Customer?.openBalance).toMatchObject({ owner: "erp", permissions: [[["customer:read"]], [["customer-balance:read"]]] });
    expect(provenance.Customer?.number?.owner).toBe("erp");
    expect(provenance.Money).toBeUndefined();
  });
});

describe("/provenance.json", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.stop());

  it("is for who is signed in, and kept by the browser until the graph changes", async () => {
    expect((await house.send("/provenance.json")).status).toBe(401);
    const cookie = await house.signIn("sales");
    const { status, headers, body } = await house.send("/provenance.json", { headers: { cookie } });
    expect([status, body.Customer.openBalance.owner, body.Account.margin.permissions]).toEqual([200, "erp", [[["account:read"]], [["account:margin"]]]]);
    expect((await house.send("/provenance.json", { headers: { cookie, "if-none-match": headers.get("etag")! } })).status).toBe(304);
    expect((await house.send("/provenance.json", { headers: { cookie }, method: "POST" })).status).toBe(405);
  });
});
