/** The figures of customers that lists read from an index, and the day they are for. Triggers keep them; only the calendar does not come by itself. */
import { type CalendarDate, dayIn, HOUSE_TIME_ZONE, type Logger } from "@homefield/kit";
import { type Kysely, sql } from "kysely";
import type { DB } from "../../generated/tables.ts";

const LOOK_EVERY_MS = 10_000;
/** What `figures_are_of` in the database raises. */
export const FIGURES_OF_ANOTHER_DAY = "HF020";

const figureDay = async (db: Kysely<DB>): Promise<CalendarDate> => (await sql<{ asOf: CalendarDate }>`select as_of from customer_figure_day`.execute(db)).rows[0]!.asOf;
/** Moves the figures to a day: what fell due since counts as past due. Waits for acts under way and keeps new ones waiting meanwhile. */
export const rollFigures = async (db: Kysely<DB>, day: CalendarDate): Promise<void> => void (await sql`select roll_customer_figures(${day}::date)`.execute(db));

export interface FigureKeeper { day(): CalendarDate | null; stop(): Promise<void> }
/** Moves them on when a day begins. Until then, and when it fails, lists add up afresh. */
export function keepFigures(db: Kysely<DB>, log: Logger): FigureKeeper {
  let day: CalendarDate | null = null;
  const look = async (): Promise<void> => {
    const today = dayIn(HOUSE_TIME_ZONE, new Date());
    if (day !== null && day >= today) return;
    try {
      if ((await figureDay(db)) < today) await rollFigures(db, today);
      day = await figureDay(db);
    } catch (error) {
      log.warn({ err: error }, "the figures of customers stay at their day and are tried again");
    }
  };
  let looking = look();
  const timer = setInterval(() => (looking = looking.then(look)), LOOK_EVERY_MS);
  timer.unref();
  return {
    day: () => day,
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
