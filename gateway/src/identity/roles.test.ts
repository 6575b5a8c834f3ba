import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Requirements } from "../supergraph/requirements.ts";
import { assertPermissionsFit } from "./permission-check.ts";
import { gatewayPermissions, homeOf, roles } from "./roles.ts";

const crmNouns = new Set(["account", "contact", "opportunity", "activity", "quote", "signed-order", "crm-user", "crm-settings", "crm-audit"]);
const isCrm = (permission: string) => crmNouns.has(permission.split(":")[0] ?? "");
const isOwn = (permission: string) => (gatewayPermissions as readonly string[]).includes(permission);
const changes = (permission: string) => !/:(read|ask)$/.test(permission);

describe("roles", () => {
  it("fit the supergraph", () => {
    const asked = new Requirements(readFileSync(new URL("../../supergraph.graphql", import.meta.url), "utf8")).all();
    expect(() => assertPermissionsFit(asked, gatewayPermissions, roles)).not.toThrow();
  });

  it.each(["sales", "sales-manager", "support", "marketing"] as const)("%s changes nothing in the ERP but lines of a draft order", (role) => {
    expect(roles[role].filter((permission) => !isCrm(permission) && changes(permission)).filter((permission) => permission !== "sales-order-lines:edit")).toEqual([]);
  });

  it.each(["accountant", "controller", "planner", "buyer", "warehouse"] as const)("%s changes nothing in the CRM", (role) => {
    expect(roles[role].filter((permission) => isCrm(permission) && changes(permission))).toEqual([]);
  });

  it("let an analyst change nothing, and only an integrator both sides", () => {
    expect(roles.analyst.filter((permission) => changes(permission) && !isOwn(permission))).toEqual([]);
    const changesBoth = Object.entries(roles).filter(([, permissions]) => {
      const changed = permissions.filter((permission) => changes(permission) && !isOwn(permission) && permission !== "sales-order-lines:edit");
      return changed.some(isCrm) && changed.some((permission) => !isCrm(permission));
    });
    expect(changesBoth.map(([role]) => role)).toEqual(["integrator"]);
  });

  it("lead to the house they work in", () => {
    expect([["sales"], ["marketing"], ["accountant"], ["admin"], []].map(homeOf)).toEqual(["/crm", "/crm", "/erp", "/erp", "/crm"]);
  });
});

describe("assertPermissionsFit", () => {
  it("names what nobody holds and what nothing asks for", () => {
    expect(() => assertPermissionsFit(new Set(["a:read", "b:read"]), ["own:do"], { one: ["a:read", "c:read"] })).toThrow(
      /No role holds b:read, own:do: .*\nNothing in the graph asks for one → c:read:/,
    );
    expect(() => assertPermissionsFit(new Set(["a:read"]), [], { one: ["a:read"] })).not.toThrow();
  });
});
