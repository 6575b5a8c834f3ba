import { DateField, FieldRow, TextField, type DayText, type MomentText } from "@homefield/web-kit";

const CLOCK = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/;

/** A moment out of a day and a time of day; nine in the morning when only the day is given. */
export function momentOf(day: DayText | "", clock: string): MomentText | null {
  if (day === "") return null;
  const [, hours = "9", minutes = "00"] = CLOCK.exec(clock.trim()) ?? [];
  return new Date(`${day}T${hours.padStart(2, "0")}:${minutes}:00`).toISOString();
}

export function clockOf(moment: MomentText | null | undefined): string {
  if (!moment) return "";
  const at = new Date(moment);
  return `${String(at.getHours()).padStart(2, "0")}:${String(at.getMinutes()).padStart(2, "0")}`;
}

export const badClock = (clock: string): string | undefined => (clock.trim() === "" || CLOCK.test(clock.trim()) ? undefined : "Write a time like 14:30.");

/** When something is due: a day, and a time if it matters. */
export function DueFields({ day, clock, onDay, onClock, label = "Due", path = "dueAt" }: { day: DayText | ""; clock: string; onDay: (day: DayText | "") => void; onClock: (clock: string) => void; label?: string; path?: string }) {
  return (
    <FieldRow columns="minmax(0,1fr) 110px">
      <DateField label={label} path={path} value={day} onChange={onDay} />
      <TextField label="At" value={clock} onChange={onClock} placeholder="09:00" error={badClock(clock)} />
    </FieldRow>
  );
}
