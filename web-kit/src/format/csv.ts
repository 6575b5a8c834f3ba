/** One cell of an export: text, a decimal string (marked as a figure), or nothing. */
export type CsvCell = string | number | boolean | null | undefined | { figure: string };

/**
 * A cell that begins like a formula would run in a spreadsheet. Text from a customer's name or a note is therefore led by an
 * apostrophe; figures we made ourselves stay figures.
 */
const RUNS_AS_FORMULA = /^[\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

export function csvCell(value: CsvCell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "object") return /^-?\d+(\.\d+)?$/.test(value.figure) ? value.figure : csvCell(value.figure);
  const guarded = RUNS_AS_FORMULA.test(value) ? `'${value}` : value;
  return /[",;\r\n\t]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** RFC 4180 with a byte order mark, so that Å and 上 survive a double click. */
export function csvOf(head: string[], rows: CsvCell[][]): string {
  const lines = [head.map(csvCell), ...rows.map((row) => row.map(csvCell))];
  return `\uFEFF${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
}

export function downloadText(name: string, text: string, type = "text/csv;charset=utf-8"): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
