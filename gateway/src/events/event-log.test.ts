import { describe, expect, it } from "vitest";
import { type Happening, EventLog } from "./event-log.ts";

const numbers = (happenings: Happening[] | null): unknown => happenings?.map(({ event }) => event.number) ?? null;
const filled = (log: EventLog, upTo: number): string[] => Array.from({ length: upTo }, (_, i) => log.add({ type: "Invoice", number: `I-${i + 1}` }, null).id);

describe("the log of what happened", () => {
  it("answers what came after an id, and nothing after the last", () => {
    const log = new EventLog();
    const ids = filled(log, 3);
    expect(numbers(log.after(ids[0]!))).toEqual(["I-2", "I-3"]);
    expect(log.after(log.lastId)).toEqual([]);
  });
  it("says when it does not know any more, and takes no id for its own that another process gave", () => {
    const log = new EventLog(10);
    const ids = filled(log, 35);
    expect(numbers(log.after(ids[24]!))).toHaveLength(10);
    expect(log.after(ids[23]!)).toBeNull();
    const other = new EventLog();
    filled(other, 5);
    for (const foreign of [other.lastId, "", "1", "x-1", `${log.lastId}0`, log.lastId.replace("-", "--"), ids[0]!.replace(/-.*/, "-NaN")]) {
      expect(log.knows(foreign)).toBe(false);
      expect(log.after(foreign)).toBeNull();
    }
    expect(log.knows(ids[0]!)).toBe(true);
  });
  it("knows from the start where it begins", () => {
    const log = new EventLog();
    expect(log.after(log.lastId)).toEqual([]);
    expect(log.lately(1_000)).toEqual([]);
    filled(log, 2);
    expect(numbers(log.lately(1_000))).toEqual(["I-1", "I-2"]);
  });
});
