import { type GraphQLScalarType, Kind } from "graphql";
import { describe, expect, it } from "vitest";
import { dec } from "./decimal.ts";
import { scalarResolvers } from "./scalars.ts";

const { Date: day, DateTime, Decimal, CurrencyCode, CustomerSet } = scalarResolvers;
const takes = (scalar: GraphQLScalarType, value: unknown): unknown => scalar.parseValue(value);
const literal = (scalar: GraphQLScalarType, kind: Kind.STRING | Kind.INT | Kind.FLOAT, value: string): unknown => scalar.parseLiteral({ kind, value });

describe("scalars", () => {
  it("never let a float in where a decimal is meant, nor a number in a query's text", () => {
    expect(takes(Decimal, "1204.50")).toBe("1204.50");
    expect(literal(Decimal, Kind.STRING, "1204.50")).toBe("1204.50");
    for (const value of [1204.5, 12, "1e5", "", null, {}, "12,5"]) expect(() => takes(Decimal, value)).toThrow("is no exact decimal");
    expect(() => literal(Decimal, Kind.FLOAT, "1204.5")).toThrow("must be given as text in quotes");
    expect(() => literal(Decimal, Kind.INT, "1204")).toThrow("must be given as text in quotes");
  });
  it("write decimals plainly", () => {
    expect([dec("0.0000001"), "2.0000", "12"].map((value) => Decimal.serialize(value))).toEqual(["0.0000001", "2", "12"]);
  });
  it("take days that exist", () => {
    expect(takes(day, "2024-02-29")).toBe("2024-02-29");
    for (const value of ["2023-02-29", "29.02.2024", "2024-02-29T00:00:00Z", 20240229]) expect(() => takes(day, value)).toThrow("is no calendar day");
  });
  it("take instants and write them in UTC", () => {
    expect(takes(DateTime, "2026-11-22T15:02:00+01:00")).toEqual(new Date("2026-11-22T14:02:00Z"));
    expect(DateTime.serialize(new Date("2026-11-22T14:02:00Z"))).toBe("2026-11-22T14:02:00.000Z");
    for (const value of ["2026-11-22", "yesterday", 1_700_000_000, "2026-13-01T00:00:00Z"]) expect(() => takes(DateTime, value)).toThrow("is no instant");
  });
  it("take currencies there are", () => {
    expect(takes(CurrencyCode, "CNY")).toBe("CNY");
    for (const value of ["cny", "XXXX", "EURO", 978]) expect(() => takes(CurrencyCode, value)).toThrow("is no ISO 4217 currency code");
  });
  it("pass a set pointer on as it was given", () => {
    expect(takes(CustomerSet, "v1.x")).toBe("v1.x");
    expect(() => takes(CustomerSet, 1)).toThrow("passed on as it was given");
  });
});
