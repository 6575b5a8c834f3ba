import { describe, expect, it } from "vitest";
import { fit, highlight } from "./commands.ts";

describe("finding commands", () => {
  it("finds by beginnings of words, without accents, in any order", () => {
    expect(fit({ label: "Jörgen Ødegård" }, "ode jor")).toBeGreaterThan(0);
    expect(fit({ label: "New account", words: "create" }, "create")).toBeGreaterThan(0);
    expect(fit({ label: "New account" }, "quote")).toBe(0);
    expect(fit({ label: "Account" }, "acc")).toBeGreaterThan(fit({ label: "New account" }, "acc"));
  });
  it("marks what was typed, and nothing rather than the wrong letters", () => {
    expect(highlight("Brightwater Utilities", "bright")).toEqual([["Bright", true], ["water Utilities", false]]);
    expect(highlight("Straße 1", "1")).toEqual([["Straße 1", false]]);
  });
});
