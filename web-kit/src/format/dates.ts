/** A day without a time, as the graph answers it: "2026-11-18". */
export type DayText = string;
/** A moment as the graph answers it, in UTC: "2026-11-18T13:02:11Z". */
export type MomentText = string;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const MONTHS_LONG = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
] as const;
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const WEEKDAYS_LONG = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

const pad = (n: number) => String(n).padStart(2, "0");

/** Today in the reader's own time zone. */
export function today(now: Date = new Date()): DayText {
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

function parts(day: DayText): [number, number, number] | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: DayText, to: DayText): number {
  const a = parts(from);
  const b = parts(to);
  if (!a || !b) return Number.NaN;
  return Math.round((Date.UTC(b[0], b[1] - 1, b[2]) - Date.UTC(a[0], a[1] - 1, a[2])) / 86_400_000);
}

export function addDays(day: DayText, count: number): DayText {
  const p = parts(day);
  if (!p) return day;
  const at = new Date(Date.UTC(p[0], p[1] - 1, p[2] + count));
  return at.toISOString().slice(0, 10);
}

/** `18 Nov`, in another year `18 Nov 2025`. */
export function formatDay(day: DayText, options: { today?: DayText; year?: "auto" | "always" } = {}): string {
  const p = parts(day);
  if (!p) return day;
  const thisYear = Number((options.today ?? today()).slice(0, 4));
  const short = `${p[2]} ${MONTHS[p[1] - 1]}`;
  return options.year === "always" || p[0] !== thisYear ? `${short} ${p[0]}` : short;
}

/** A due day reads `Today` on the day itself. */
export function formatDueDay(day: DayText, now: DayText = today()): string {
  return day.slice(0, 10) === now ? "Today" : formatDay(day, { today: now });
}

/** What a date slipped by: `+2 d`, `−1 d`, or nothing. */
export function formatSlip(was: DayText, is: DayText): string {
  const days = daysBetween(was, is);
  if (!days || Number.isNaN(days)) return "";
  return days > 0 ? `+${days} d` : `\u2212${-days} d`;
}

/** `14:02`, always on 24 hours, in the reader's own time zone. */
export function formatTime(moment: MomentText | Date, options: { seconds?: boolean } = {}): string {
  const at = typeof moment === "string" ? new Date(moment) : moment;
  if (Number.isNaN(at.getTime())) return "";
  const text = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
  return options.seconds ? `${text}:${pad(at.getSeconds())}` : text;
}

/** `14:02` today, `17 Nov, 16:12` otherwise. */
export function formatMoment(moment: MomentText | Date, options: { now?: Date; always?: boolean; weekday?: boolean } = {}): string {
  const at = typeof moment === "string" ? new Date(moment) : moment;
  if (Number.isNaN(at.getTime())) return "";
  const now = today(options.now);
  const day = today(at);
  if (day === now && !options.always) return formatTime(at);
  const weekday = options.weekday ? `${WEEKDAYS[at.getDay()]} ` : "";
  return `${weekday}${formatDay(day, { today: now })}, ${formatTime(at)}`;
}

/** The head above a day's events: `Today, 18 November`, `Yesterday`, `Friday 13 November`. */
export function formatDayHead(day: DayText, now: DayText = today()): string {
  const p = parts(day);
  if (!p) return day;
  const away = daysBetween(now, day);
  const year = p[0] === Number(now.slice(0, 4)) ? "" : ` ${p[0]}`;
  const long = `${p[2]} ${MONTHS_LONG[p[1] - 1]}${year}`;
  if (away === 0) return `Today, ${long}`;
  if (away === -1) return "Yesterday";
  if (away === 1) return "Tomorrow";
  return `${WEEKDAYS_LONG[new Date(Date.UTC(p[0], p[1] - 1, p[2])).getUTCDay()]} ${long}`;
}

/** `November 2026` for a month written as "2026-11". */
export function formatMonth(month: string): string {
  const match = /^(\d{4})-(\d{2})/.exec(month);
  return match ? `${MONTHS_LONG[Number(match[2]) - 1] ?? month} ${match[1]}` : month;
}

/** The day a moment falls on for the reader. */
export function dayOf(moment: MomentText): DayText {
  return moment.length <= 10 ? moment : today(new Date(moment));
}

/** A typed day: `2026-11-18`, `18 Nov`, `18 November 2026`, `18.11.2026`, `18/11`. Day before month, as the screens write it. */
export function readTypedDay(typed: string, now: Date = new Date()): DayText | undefined {
  const text = typed.trim().toLowerCase();
  const day = (y: number, m: number, d: number): DayText | undefined => {
    const at = new Date(Date.UTC(y, m - 1, d));
    const same = at.getUTCFullYear() === y && at.getUTCMonth() === m - 1 && at.getUTCDate() === d;
    return same ? at.toISOString().slice(0, 10) : undefined;
  };
  const year = (part: string | undefined) => (part === undefined ? now.getFullYear() : part.length === 2 ? 2000 + Number(part) : Number(part));
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const words = /^(\d{1,2})\.?\s*([a-z]{3,})\.?\s*(\d{4}|\d{2})?$/.exec(text);
  if (words) {
    const month = MONTHS.findIndex((name) => words[2]?.startsWith(name.toLowerCase()));
    return month >= 0 ? day(year(words[3]), month + 1, Number(words[1])) : undefined;
  }
  const figures = /^(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})?)?$/.exec(text);
  return figures ? day(year(figures[3]), Number(figures[2]), Number(figures[1])) : undefined;
}
