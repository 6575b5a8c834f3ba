import { describe, expect, it } from "vitest";
import { checkVersion, isUuid, notFound, optionalEmail, optionalText, Refused, refuseAll, text } from "./refusal.ts";

const errorsOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.userErrors;
    throw error;
  }
  return [];
};
const path = ["input", "name"];

describe("given text", () => {
  it("is trimmed", () => expect(text("  Ærø  ", path, "The name")).toBe("Ærø"));
  it("is refused when nothing is left", () => expect(errorsOf(() => text(" \t ", path, "The name"))).toEqual([{ code: "EMPTY", message: "The name can't be empty.", path }]));
  it("is refused when over-long, with both lengths", () => {
    expect(errorsOf(() => text("x".repeat(201), path, "The name"))).toEqual([{ code: "TOO_LONG", message: "The name may have at most 200 characters; it has 201.", path }]);
    expect(errorsOf(() => text("x".repeat(200), path, "The name"))).toEqual([]);
  });
  it("is refused with characters no document can hold, but may have lines", () => {
    expect(errorsOf(() => text("a\u0000b", path, "The name"))).toMatchObject([{ code: "BAD_CHARACTERS" }]);
    expect(text("first\nsecond\tcolumn", path, "The note")).toBe("first\nsecond\tcolumn");
  });
  it("may be absent where it is optional", () => {
    expect([null, undefined, "", "  "].map((value) => optionalText(value, path, "The name"))).toEqual([null, null, null, null]);
  });
});
describe("e-mail addresses", () => {
  it.each(["a@b.dk", "first.last+tag@sub.example.com", "økonomi@ærø.dk"])("takes %s", (mail) => expect(optionalEmail(mail, path, "The address")).toBe(mail));
  it.each(["a", "a@b", "a b@c.dk", "@c.dk", "a@@b.dk", "a@b.dk, c@d.dk"])("refuses %j", (mail) => expect(errorsOf(() => optionalEmail(mail, path, "The address"))).toMatchObject([{ code: "BAD_EMAIL", path }]));
});
describe("refusals", () => {
  it("do not tell unknown from not yours", () => {
    expect(errorsOf(() => notFound("invoice", "INV-1", ["id"]))).toEqual([{ code: "NOT_FOUND", message: "There is no invoice INV-1 that you may see. Check the number, or ask its owner for access.", path: ["id"] }]);
  });
  it("tell which version was seen and which stands", () => {
    expect(errorsOf(() => checkVersion({ version: 3 }, 2, "order"))).toEqual([{ code: "STALE_VERSION", message: "Somebody else changed this order meanwhile (you saw version 2, it is now 3). Load it again and repeat your change.", path: ["expectedVersion"] }]);
    expect(errorsOf(() => checkVersion({ version: 3 }, 3, "order"))).toEqual([]);
  });
  it("come all at once when there are several", () => {
    const errors = [{ code: "A", message: "a", path: null }, { code: "B", message: "b", path: ["x"] }];
    expect(errorsOf(() => refuseAll(errors))).toEqual(errors);
    expect(errorsOf(() => refuseAll([]))).toEqual([]);
  });
  it("know a uuid when they see one", () => {
    expect([isUuid("0198f1c2-7a3b-7c4d-8e5f-0123456789ab"), isUuid("INV-1"), isUuid("0198f1c2-7a3b-7c4d-8e5f-0123456789ab; drop")]).toEqual([true, false, false]);
  });
});
