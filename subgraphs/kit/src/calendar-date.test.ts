import { describe, expect, it } from "vitest";
import { addDays, addMonths, assertSensibleDate, dayIn, daysBetween, endOfMonth, isCalendarDate, laterOf, nextWorkday, startOfMonth } from "./calendar-date.ts";
import { fc } from "./properties.fixture.ts";

const date = fc.integer({ min: 0, max: 60_000 }).map((days) => addDays("1950-01-01", days));
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

describe("calendar days", () => {
  it("know which days there are", () => {
    expect(["2024-02-29", "2000-02-29", "2026-12-31"].map(isCalendarDate)).toEqual([true, true, true]);
    expect(["2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "26-04-01", "2026-04-01T00:00", ""].map(isCalendarDate)).toEqual(Array(9).fill(false));
  });
  it("count forth and back to the same day, over leap days and clock changes", () => {
    fc.assert(fc.property(date, fc.integer({ min: -40_000, max: 40_000 }), (day, n) => {
      expect(addDays(addDays(day, n), -n)).toBe(day);
      expect(daysBetween(day, addDays(day, n))).toBe(n);
    }));
  });
  it("compare as text as they do as days", () => {
    fc.assert(fc.property(date, date, (a, b) => {
      expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0);
      expect(laterOf(a, b)).toBe(daysBetween(a, b) > 0 ? b : a);
    }));
  });
  it("add months to the same day or the month's last", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
    expect(addMonths("2026-11-30", 3)).toBe("2027-02-28");
    fc.assert(fc.property(date, fc.integer({ min: -240, max: 240 }), (day, months) => {
      const [year, month, of] = day.split("-").map(Number) as [number, number, number];
      const moved = addMonths(day, months);
      expect(Number(moved.slice(0, 4)) * 12 + Number(moved.slice(5, 7))).toBe(year * 12 + month + months);
      expect(Number(moved.slice(8))).toBe(Math.min(of, Number(endOfMonth(moved).slice(8))));
    }));
  });
  it("find the ends of a month", () => {
    fc.assert(fc.property(date, (day) => {
      expect(startOfMonth(day).slice(8)).toBe("01");
      expect(addDays(endOfMonth(day), 1)).toBe(startOfMonth(addDays(endOfMonth(day), 1)));
      expect(startOfMonth(day) <= day && day <= endOfMonth(day)).toBe(true);
    }));
  });
  it("move weekends to Monday and leave workdays alone", () => {
    fc.assert(fc.property(date, (day) => {
      const moved = nextWorkday(day);
      expect([1, 2, 3, 4, 5]).toContain(weekday(moved));
      expect(daysBetween(day, moved)).toBe(weekday(day) === 6 ? 2 : weekday(day) === 0 ? 1 : 0);
    }));
  });
});

describe("which day it is", () => {
  it("depends on the place", () => {
    const newYear = new Date("2025-12-31T23:30:00Z");
    expect([dayIn("UTC", newYear), dayIn("Europe/Copenhagen", newYear), dayIn("Asia/Shanghai", newYear), dayIn("America/New_York", newYear)]).toEqual(["2025-12-31", "2026-01-01", "2026-01-01", "2025-12-31"]);
  });
  it("follows summer time", () => {
    expect(dayIn("Europe/Paris", new Date("2026-07-01T21:59:00Z"))).toBe("2026-07-01");
    expect(dayIn("Europe/Paris", new Date("2026-07-01T22:00:00Z"))).toBe("2026-07-02");
    expect(dayIn("Europe/Paris", new Date("2026-12-01T22:30:00Z"))).toBe("2026-12-01");
  });
});

describe("absurd days", () => {
  it("are refused with the year to check", () => {
    expect(() => assertSensibleDate("0026-03-01", "2026-03-16", ["date"], "The day")).toThrow("ABSURD_DATE: The day is 0026-03-01, which can't be meant. Check the year.");
    expect(() => assertSensibleDate("2062-03-01", "2026-03-16", ["date"], "The day")).toThrow("ABSURD_DATE");
    expect(() => assertSensibleDate("2046-03-16", "2026-03-16", ["date"], "The day")).not.toThrow();
    expect(() => assertSensibleDate("1990-01-01", "2026-03-16", ["date"], "The day")).not.toThrow();
  });
});
