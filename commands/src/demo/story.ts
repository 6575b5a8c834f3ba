import { addDays, type CalendarDate, daysBetween } from "@homefield/kit";

/** 10:00 to 16:59 in the house's time zone on a day: office hours. */
export const officeHour = (day: CalendarDate, minute: number): Date => new Date(`${day}T${String(8 + (Math.floor(minute / 60) % 7)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00Z`);

/**
 * Days of one side's story in order, each with what happens on it. One act after the other: who comes first gets the number and the last
 * piece, so the story is the same each time it is told.
 */
export class Calendar {
  readonly #days = new Map<CalendarDate, (() => Promise<void>)[]>();
  readonly #waiting: { day: CalendarDate; go: () => void }[] = [];
  #lived: CalendarDate;
  readonly from: CalendarDate;
  readonly today: CalendarDate;
  constructor(from: CalendarDate, today: CalendarDate) {
    this.from = from;
    this.today = today;
    this.#lived = addDays(from, -1);
  }
  /** What lies in the future has not happened: it is left out. */
  on(day: CalendarDate, what: () => Promise<void>): void {
    if (day > this.today || day < this.from) return;
    const list = this.#days.get(day);
    if (list) list.push(what);
    else this.#days.set(day, [what]);
  }
  /** Lives through all days. What is planned on the way for a later day happens then. */
  async live(day: { begins?: (day: CalendarDate) => Promise<void>; ended?: (day: CalendarDate, share: number) => void }): Promise<void> {
    const length = Math.max(1, daysBetween(this.from, this.today));
    for (let date = this.from; date <= this.today; date = addDays(date, 1)) {
      await day.begins?.(date);
      const acts = this.#days.get(date) ?? [];
      // An act may add to the day it happens on.
      for (const act of acts) await act();
      this.#days.delete(date);
      this.#lived = date;
      for (const { go } of this.#waiting.filter((waiting) => waiting.day <= date)) go();
      day.ended?.(date, daysBetween(this.from, date) / length);
    }
  }
  /** Resolves when a day is over here. */
  over(day: CalendarDate): Promise<void> {
    return this.#lived >= day ? Promise.resolve() : new Promise((go) => this.#waiting.push({ day, go }));
  }
}
