import { describe, expect, it } from "vitest";
import { compose } from "../schema/compose.ts";
import { entitiesAtHome, ownershipRegister } from "./register.ts";

const header = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requiresScopes", "@composeDirective"])
    @link(url: "https://homefield.example/privacy/v1.0", import: ["@personalData"])
    @composeDirective(name: "@personalData")
  directive @personalData(class: PersonalDataClass!, purpose: String) on OBJECT | FIELD_DEFINITION
  enum PersonalDataClass { NONE IDENTITY CONTACT FINANCIAL BEHAVIOUR }
`;

const crm = (fields = "") => `${header}
  type Query { account(id: ID!): Account @requiresScopes(scopes: [["account:read"]]) }
  type Account @key(fields: "id") @requiresScopes(scopes: [["account:read"]]) @personalData(class: IDENTITY, purpose: "Account management") {
    id: ID!
    phone: String @personalData(class: CONTACT)
    address: Address
    customer: Customer
    ${fields}
  }
  type Address @personalData(class: CONTACT) { city: String }
  type Customer @key(fields: "number") { number: ID! account: Account @personalData(class: NONE) }
`;
const erp = (fields = "") => `${header}
  type Query { customer(number: ID!): Customer @requiresScopes(scopes: [["customer:read"]]) }
  type Customer @key(fields: "number") @requiresScopes(scopes: [["customer:read"]]) @personalData(class: FINANCIAL) {
    number: ID!
    openBalance: String @requiresScopes(scopes: [["customer-balance:read"]])
    ${fields}
  }
`;

function registerOf(crmSdl: string, erpSdl: string) {
  const supergraph = compose([{ name: "crm", sdl: crmSdl }, { name: "erp", sdl: erpSdl }]);
  return ownershipRegister(supergraph, (type) => (entitiesAtHome(crmSdl).has(type) ? "crm" : entitiesAtHome(erpSdl).has(type) ? "erp" : undefined));
}

describe("the register of owned fields", () => {
  it("reads home, personal-data class and permission of each field from the composed supergraph", () => {
    const { fields, gaps } = registerOf(crm(), erp());
    const facts = Object.fromEntries(fields.map((each) => [each.field, [each.home, each.personalData, each.permission.join(" or ")]]));
    expect(gaps).toEqual([]);
    expect(facts).toEqual({
      "Account.id": ["crm", "IDENTITY", "account:read"],
      "Account.phone": ["crm", "CONTACT", "account:read"],
      "Account.address": ["crm", "IDENTITY", "account:read"],
      "Account.customer": ["crm", "IDENTITY", "account:read"],
      // A part has no permission of its own: who may read the account may read it.
      "Address.city": ["crm", "CONTACT", "account:read"],
      // Both sides know the number; the fact is the ERP's.
      "Customer.number": ["erp", "FINANCIAL", "customer:read"],
      "Customer.account": ["crm", "NONE", "customer:read"],
      "Customer.openBalance": ["erp", "FINANCIAL", "customer-balance:read"],
      "Query.account": ["crm", "carrier", "account:read"],
      "Query.customer": ["erp", "carrier", "customer:read"],
    });
  });

  it("names fields without a personal-data class, without a permission, and with two homes", () => {
    const { gaps } = registerOf(
      `${crm("name: String @shareable visit: Visit")} type Visit { on: String } extend type Query { nobody: String }`,
      `${erp()} type Account @key(fields: "id") { id: ID! name: String @shareable }`,
    );
    expect(gaps.sort()).toEqual(["Account.name: two homes (crm, erp)", "Query.nobody: no permission", "Visit.on: no personal-data class"]);
  });

  it("refuses subgraphs whose composition comes with a hint", () => {
    const differing = `${header} type Query { a: String } type Money @shareable { "In the account's currency." amount: String }`;
    const other = `${header} type Query { b: String } type Money @shareable { "In the order's currency." amount: String }`;
    expect(() => compose([{ name: "crm", sdl: differing }, { name: "erp", sdl: other }])).toThrow(/compose, but not cleanly/);
  });
});
