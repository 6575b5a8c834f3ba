import { describe, expect, it } from "vitest";
import { decide, strokeOf, type KeyAct, type KeyLayer } from "./strokes.ts";

const event = (key: string, over: Partial<Parameters<typeof strokeOf>[0]> = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...over });
const act = (label: string, over: Partial<KeyAct> = {}): KeyAct => ({ label, run: () => undefined, ...over });
const label = (decision: ReturnType<typeof decide>) => (decision && "act" in decision ? decision.act.label : decision);

describe("strokes", () => {
  it("are one for Ctrl and \u2318, and take signs as they were written", () => {
    expect([strokeOf(event("k", { ctrlKey: true })), strokeOf(event("k", { metaKey: true }))]).toEqual(["mod+k", "mod+k"]);
    expect([strokeOf(event("?", { shiftKey: true })), strokeOf(event("X", { shiftKey: true })), strokeOf(event("ArrowDown")), strokeOf(event(" "))]).toEqual(["?", "shift+x", "down", "space"]);
  });
});

describe("deciding", () => {
  const page: KeyLayer = { map: { j: act("next"), "mod+k": act("search"), "g a": act("accounts"), escape: act("page back") } };
  it("waits for the second stroke of a sequence, and forgets one that leads nowhere", () => {
    expect(decide([page], "g", "", false)).toEqual({ waitFor: "g" });
    expect(label(decide([page], "a", "g", false))).toBe("accounts");
    expect(label(decide([page], "j", "g", false))).toBe("next");
  });
  it("keeps letters out of fields but not Ctrl, Escape and acts meant for fields", () => {
    expect(decide([page], "j", "", true)).toBeUndefined();
    expect(decide([page], "g", "", true)).toBeUndefined();
    expect(label(decide([page], "mod+k", "", true))).toBe("search");
    expect(label(decide([page], "escape", "", true))).toBe("page back");
    expect(label(decide([{ map: { j: act("typed", { inFields: true }) } }], "j", "", true))).toBe("typed");
  });
  it("lets the part that came last win, and hears nothing below a dialog", () => {
    const part: KeyLayer = { map: { j: act("part") } };
    const dialog: KeyLayer = { map: { escape: act("close") }, barrier: true };
    expect(label(decide([page, part], "j", "", false))).toBe("part");
    expect(decide([page, part, dialog], "j", "", false)).toBeUndefined();
    expect(decide([page, dialog], "g", "", false)).toBeUndefined();
    expect(label(decide([page, dialog], "escape", "", false))).toBe("close");
  });
});
