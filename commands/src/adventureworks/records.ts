import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
// csv-parse: the CSV parser of the Node world, strict about quotes; fed one record at a time so that a broken one takes no other with it.
import { parse } from "csv-parse/sync";

export interface RawRecord { line: number; cells: string[] }
export interface BadRecord { line: number; column: string; value: string; reason: string }

/** A quoted cell may hold line breaks, but a quote that stays open this long was never meant to. */
const LONGEST_RECORD_LINES = 40;

/** Records of a CSV file with the line each starts on. A record with a broken quote is reported and costs only its own line. */
export async function* recordsOf(path: string, onBad: (bad: BadRecord) => void): AsyncGenerator<RawRecord> {
  const lines = createInterface({ input: createReadStream(path, "utf8"), crlfDelay: Infinity });
  let number = 0;
  let held: string[] = [];
  const parsed = (text: string): string[] | null => {
    try {
      return (parse(text, { relax_column_count: true, bom: true }) as string[][])[0] ?? [];
    } catch {
      return null;
    }
  };
  const giveUp = function* (): Generator<RawRecord> {
    const start = number - held.length + 1;
    onBad({ line: start, column: "", value: held[0]!.slice(0, 80), reason: "a quotation mark is not closed, or stands in the wrong place" });
    // The lines behind it are read again, each on its own.
    const rest = held.slice(1);
    held = [];
    for (const [i, line] of rest.entries()) {
      const cells = openQuotes(line) ? null : parsed(line);
      if (cells) yield { line: start + 1 + i, cells };
      else onBad({ line: start + 1 + i, column: "", value: line.slice(0, 80), reason: "it follows a quotation mark that is not closed" });
    }
  };
  for await (const line of lines) {
    number++;
    if (held.length === 0 && line === "") continue;
    held.push(line);
    const text = held.length === 1 ? line : held.join("\n");
    if (openQuotes(text)) {
      if (held.length >= LONGEST_RECORD_LINES) yield* giveUp();
      continue;
    }
    const cells = text.includes('"') ? parsed(text) : text.split(",");
    if (cells) {
      yield { line: number - held.length + 1, cells };
      held = [];
    } else yield* giveUp();
  }
  if (held.length > 0) yield* giveUp();
}
function openQuotes(text: string): boolean {
  let open = false;
  for (let i = text.indexOf('"'); i !== -1; i = text.indexOf('"', i + 1)) open = !open;
  return open;
}
