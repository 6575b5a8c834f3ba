import { addDays, type CalendarDate, daysBetween } from "@homefield/kit";

/** 10:00 to 16:59 in the house's time zone on a day: office hours. */
export const officeHour = (day: CalendarDate, minute: number): Date => new Date(`${day}T${String(8 + (Math.floor(minute / 60) % 7)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00Z`);

/** Days of the story in order, each with what happens on it. */
export class Calendar {
  readonly #days = new Map<CalendarDate, (() => Promise<void>)[]>();
  readonly from: CalendarDate;
  readonly today: CalendarDate;
  constructor(from: CalendarDate, today: CalendarDate) {
    this.from = from;
    this.today = today;
  }
  /** What lies in the future has not happened: it is left out. */
  on(day: CalendarDate, what: () => Promise<void>): void {
    if (day > this.today || day < this.from) return;
    const list = this.#days.get(day);
    if (list) list.push(what);
    else this.#days.set(day, [what]);
  }
  /** Lives through all days. What is planned on the way for a later day happens then. Acts of one day run side by side, in small groups. */
  async live(progress: (day: CalendarDate, share: number) => void): Promise<void> {
    const length = Math.max(1, daysBetween(this.from, this.today));
    for (let day = this.from; day <= this.today; day = addDays(day, 1)) {
      const acts = this.#days.get(day);
      while (acts && acts.length > 0) await Promise.all(acts.splice(0, 6).map((act) => act()));
      this.#days.delete(day);
      progress(day, daysBetween(this.from, day) / length);
    }
  }
}
