import { refuse } from "./refusal.ts";

/** A day without time or zone, "2026-11-22". Compares as text. */
export type CalendarDate = string;

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY = 86_400_000;
const utc = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`);
const fromUtc = (ms: number): CalendarDate => new Date(ms).toISOString().slice(0, 10);

export function isCalendarDate(text: string): boolean {
  const parts = FORM.exec(text);
  if (!parts) return false;
  const ms = utc(text);
  return !Number.isNaN(ms) && fromUtc(ms) === text;
}
export const addDays = (date: CalendarDate, days: number): CalendarDate => fromUtc(utc(date) + days * DAY);
/** Whole days from a to b; negative when b is earlier. */
export const daysBetween = (a: CalendarDate, b: CalendarDate): number => Math.round((utc(b) - utc(a)) / DAY);
/** The same day of a later month, or that month's last day. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return fromUtc(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}
export const startOfMonth = (date: CalendarDate): CalendarDate => `${date.slice(0, 8)}01`;
export const endOfMonth = (date: CalendarDate): CalendarDate => addDays(addMonths(startOfMonth(date), 1), -1);
export const laterOf = (a: CalendarDate, b: CalendarDate): CalendarDate => (a > b ? a : b);
/** Saturday and Sunday move to Monday: nothing leaves a warehouse on a weekend. */
export function nextWorkday(date: CalendarDate): CalendarDate {
  const weekday = new Date(utc(date)).getUTCDay();
  return weekday === 6 ? addDays(date, 2) : weekday === 0 ? addDays(date, 1) : date;
}
/** Which day it is at an instant in a time zone. */
export function dayIn(timeZone: string, at: Date): CalendarDate {
  // A formatter costs more to make than to use a hundred times.
  let formatter = formatters.get(timeZone);
  if (!formatter) formatters.set(timeZone, (formatter = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" })));
  return formatter.format(at);
}
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Refuses days nobody means: before 1990 or more than 20 years ahead. */
export function assertSensibleDate(date: CalendarDate, today: CalendarDate, path: string[], what: string): void {
  if (date < "1990-01-01" || date > addMonths(today, 240)) {
    refuse("ABSURD_DATE", `${what} is ${date}, which can't be meant. Check the year.`, path);
  }
}
