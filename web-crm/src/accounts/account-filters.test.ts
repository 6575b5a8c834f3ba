import { readList, type FilterNode, type ListState } from "@homefield/web-kit";
import { describe, expect, it } from "vitest";
import { accountListSpec, accountQuestion, groupCondition, noChoices } from "./account-filters.ts";

const everything = () => true;
const spec = accountListSpec({ ...noChoices, viewerId: "u1" }, everything, async () => []);
const ask = (search: Parameters<typeof readList>[0], over = spec) => accountQuestion({ ...readList(search, over), spec: over } as ListState);

describe("what the account list asks", () => {
  it("of the CRM alone, while no fact of the ERP is in play", () => {
    const question = ask({ filter: "owner.is.u1~any(segment.is.Hotel~country.is.DK)", sort: "-PIPELINE_AMOUNT", q: "nord" });
    expect(question.needsErp).toBe(false);
    expect(question.crmOrder).toEqual([{ field: "PIPELINE_AMOUNT", direction: "DESC" }]);
    expect(question.crmFilter).toEqual({
      and: [{ and: [{ ownerId: { equals: "u1" } }, { or: [{ segment: { equals: "Hotel" } }, { country: { equals: "DK" } }] }] }, { search: { contains: "nord" } }],
    });
    expect(question.aside).toEqual([]);
  });
  it("of both, with their facts mixed as the reader mixed them", () => {
    const question = ask({ filter: "any(overdue.over.0~touch.before.2026-01-01)~none(bought.is.FJ-1)", sort: "-OVERDUE_BALANCE" });
    const then = new Date("2026-01-01T00:00:00").toISOString();
    expect(question.filter).toEqual({
      and: [
        { or: [{ customer: { overdueBalance: { greaterThan: "0" } } }, { or: [{ account: { lastTouchAt: { lessThan: then } } }, { account: { lastTouchAt: { isNull: true } } }] }] },
        { not: { or: [{ customer: { bought: { itemNumber: "FJ-1" } } }] } },
      ],
    });
    expect(question.orderBy).toEqual({ customer: "OVERDUE_BALANCE", direction: "DESC" });
    expect(question.needsErp).toBe(true);
  });
  it("keeps what the CRM answers alone apart from what it cannot, for when the ERP is silent", () => {
    const question = ask({ filter: "stage.is.CUSTOMER~overdue.over.0~any(stage.is.PROSPECT~hold.is.yes)", sort: "-OVERDUE_BALANCE" });
    expect(question.crmFilter).toEqual({ and: [{ stage: { equals: "CUSTOMER" } }] });
    expect(question.crmOrder).toEqual([{ field: "NAME", direction: "ASC" }]);
    expect(question.aside.map((node: FilterNode) => ("field" in node ? node.field : node.join))).toEqual(["overdue", "any"]);
  });
});

describe("who may not see a fact", () => {
  const seller = accountListSpec(noChoices, (permission) => permission === "account:read", async () => []);
  it("is not offered it, cannot ask for it by address, and is told that something was left out", () => {
    expect(seller.fields?.some((field) => field.owner === "erp")).toBe(false);
    expect(seller.groups?.some((group) => group.owner === "erp")).toBe(false);
    expect(readList({ filter: "overdue.over.0~stage.is.CUSTOMER" }, seller)).toMatchObject({ filters: [{ field: "stage" }], unread: 1 });
  });
});

describe("a group", () => {
  it("opens as the condition that holds for it", () => {
    expect(groupCondition("TERRITORY", "Jutland", spec)).toEqual({ field: "territory", op: "is", values: ["Jutland"] });
    expect(groupCondition("OWNER", null, spec)).toEqual({ field: "owner", op: "empty", values: [] });
    expect(groupCondition("TEAM", null, spec)).toBeUndefined();
    expect(groupCondition("CUSTOMER_GROUP", "RETAIL", spec)).toEqual({ field: "group", op: "is", values: ["RETAIL"] });
  });
});
