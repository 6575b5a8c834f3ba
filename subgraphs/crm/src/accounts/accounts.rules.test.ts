import { Refused } from "@homefield/kit";
import { describe, expect, it } from "vitest";
import { factsOf } from "./accounts.rules.ts";

const refusals = (work: () => unknown): string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.userErrors.map(({ code, path }) => `${code} ${path?.join(".")}`);
    throw error;
  }
  return [];
};

describe("facts of an account, as given", () => {
  it("leaves what is absent and clears what is null", () => {
    expect(factsOf({ segment: null, tags: null, meetingAddress: null })).toEqual({ segment: null, tags: [], meetingLine1: null, meetingPostalCode: null, meetingCity: null, country: null });
    expect(factsOf({})).toEqual({});
  });
  it("trims, spells countries in capitals and drops labels given twice", () => {
    expect(factsOf({ name: "  Havnens Hotel ", meetingAddress: { city: " Køge ", country: "dk" }, tags: ["VIP", " VIP", "fair"] })).toEqual({
      name: "Havnens Hotel", meetingLine1: null, meetingPostalCode: null, meetingCity: "Køge", country: "DK", tags: ["VIP", "fair"],
    });
  });
  it("names everything that is wrong at once, each with its place", () => {
    expect(refusals(() => factsOf({ name: " ", phone: "call me", website: "javascript:alert(1)", meetingAddress: { country: "XX" }, tags: ["ok", ""] }))).toEqual([
      "EMPTY input.name", "BAD_WEBSITE input.website", "BAD_PHONE input.phone", "BAD_COUNTRY input.meetingAddress.country", "EMPTY input.tags.1",
    ]);
    expect(refusals(() => factsOf({ name: "x".repeat(201), segment: "y".repeat(101), tags: Array.from({ length: 21 }, (_, i) => `tag ${i}`) }))).toEqual(["TOO_LONG input.name", "TOO_LONG input.segment", "TOO_MANY input.tags"]);
    expect(refusals(() => factsOf({ name: "a\u0000b" }))).toEqual(["BAD_CHARACTERS input.name"]);
  });
  it.each(["example.com", "https://example.com/om-os?x=1", "http://Ærø.example", "møbler.example:8080"])("takes %s for a home page", (website) => {
    expect(factsOf({ website })).toEqual({ website });
  });
  it.each(["javascript:alert(1)", "ftp://example.com", "data:text/html,x", "localhost", "https://user:secret@example.com", "two words.example", "https://"])("does not take %s for a home page", (website) => {
    expect(refusals(() => factsOf({ website }))).toEqual(["BAD_WEBSITE input.website"]);
  });
  it.each(["+45 33 12 34 56", "(0)40/123-456", "1 (11) 500 555-0190", "697-555-0142 ext. 12"])("takes %s for a telephone number", (phone) => {
    expect(factsOf({ phone })).toEqual({ phone });
  });
});
