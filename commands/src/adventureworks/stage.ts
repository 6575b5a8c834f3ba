import { existsSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
// pg-copy-streams: COPY over node-postgres, by its maintainers; nothing else is as quick.
import { from as copyFrom } from "pg-copy-streams";
import { type BadRecord, recordsOf } from "./records.ts";
import { columnName, type ColumnType, type SourceTable, TABLES } from "./tables.ts";

export interface BadRow extends BadRecord { file: string }
const SQL_TYPE: Record<ColumnType, string> = { text: "text", int: "int", numeric: "numeric(19, 4)", date: "date", boolean: "boolean" };
const SCHEMA = "adventureworks";

export async function openStaging(client: pg.Client): Promise<void> {
  await client.query(`drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA}`);
}
export const closeStaging = async (client: pg.Client): Promise<void> => void (await client.query(`drop schema if exists ${SCHEMA} cascade`));

/** Reads one file into the staging tables of the databases that need it. Bad rows are reported and left out. */
export async function stageFile(clients: Record<"crm" | "erp", pg.Client>, folder: string, source: SourceTable, onBad: (bad: BadRow) => void): Promise<number> {
  const path = join(folder, `${source.file}.csv`);
  const report = (bad: BadRecord): void => onBad({ file: `${source.file}.csv`, ...bad });
  const names = Object.keys(source.columns);
  const staged = `${SCHEMA}.${source.table}`;
  for (const side of source.for) {
    await clients[side].query(`create unlogged table ${staged} (line int not null, ${names.map((name) => `${columnName(name)} ${SQL_TYPE[source.columns[name]!.type]}`).join(", ")})`);
  }
  if (!existsSync(path)) {
    report({ line: 0, column: "", value: "", reason: "the file is missing" });
    return 0;
  }
  let rows = 0;
  const lines = async function* (): AsyncGenerator<string> {
    let positions: number[] | null = null;
    let width = 0;
    let batch: string[] = [];
    for await (const record of recordsOf(path, report)) {
      if (!positions) {
        width = record.cells.length;
        const head = record.cells.map((cell) => cell.trim().toLowerCase());
        const missing = names.filter((name) => !head.includes(name.toLowerCase()));
        for (const name of missing) report({ line: 1, column: name, value: "", reason: "the column is missing from the file" });
        if (missing.length > 0) return;
        positions = names.map((name) => head.indexOf(name.toLowerCase()));
        continue;
      }
      if (record.cells.length !== width) {
        report({ line: record.line, column: "", value: record.cells.join(",").slice(0, 80), reason: `it has ${record.cells.length} cells where the head has ${width}` });
        continue;
      }
      const cells = cellsOf(record.cells, positions, source, (column, value, reason) => report({ line: record.line, column, value, reason }));
      if (!cells) continue;
      rows++;
      batch.push(`${record.line}\t${cells.join("\t")}\n`);
      if (batch.length === 500) {
        yield batch.join("");
        batch = [];
      }
    }
    if (batch.length > 0) yield batch.join("");
  };
  const sql = `copy ${staged} (line, ${names.map(columnName).join(", ")}) from stdin`;
  if (source.for.length === 1) await pipeline(Readable.from(lines()), clients[source.for[0]!].query(copyFrom(sql)));
  else {
    // Small files only are needed on both sides; they are read once and copied twice.
    const read: Buffer[] = [];
    for await (const text of lines()) read.push(Buffer.from(text));
    for (const side of source.for) await pipeline(Readable.from(read), clients[side].query(copyFrom(sql)));
  }
  for (const side of source.for) await clients[side].query(`create index on ${staged} (${columnName(names[0]!)}); analyze ${staged}`);
  return rows;
}
function cellsOf(cells: string[], positions: number[], source: SourceTable, bad: (column: string, value: string, reason: string) => void): string[] | null {
  const result: string[] = [];
  let good = true;
  const columns = Object.entries(source.columns);
  for (let i = 0; i < columns.length; i++) {
    const [name, column] = columns[i]!;
    const value = cells[positions[i]!]!;
    if (value === "") {
      if (!column.optional) { bad(name, "", "it is empty"); good = false; }
      result.push("\\N");
      continue;
    }
    const read = READ[column.type](value);
    if (read === null) { bad(name, value.slice(0, 80), `it is no ${WORDS[column.type]}`); good = false; }
    else result.push(read);
  }
  return good ? result : null;
}
const WORDS: Record<ColumnType, string> = { text: "text", int: "whole number", numeric: "number", date: "date", boolean: "true or false" };
const READ: Record<ColumnType, (value: string) => string | null> = {
  text: (value) => (value.includes("\0") ? null : value.trim().replace(/\\/g, "\\\\").replace(/\t/g, "\\t").replace(/\n/g, "\\n").replace(/\r/g, "\\r")),
  int: (value) => (/^-?\d{1,9}$/.test(value) ? value : null),
  numeric: (value) => (/^-?\d{1,14}(\.\d{1,10})?$/.test(value) ? value : null),
  date: (value) => {
    const day = /^(\d{4}-\d{2}-\d{2})( \d{2}:\d{2}:\d{2}(\.\d+)?)?$/.exec(value)?.[1];
    return day && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day) ? day : null;
  },
  boolean: (value) => (/^(true|false|0|1)$/i.test(value) ? (/^(true|1)$/i.test(value) ? "t" : "f") : null),
};

/** Takes out rows whose parent is missing, again and again until none is left, and reports each with its line. */
export async function dropOrphans(client: pg.Client, side: "crm" | "erp", references: readonly [string, string, string, string][], onBad: (bad: BadRow) => void): Promise<void> {
  const here = (table: string): boolean => TABLES.some((source) => source.table === table && source.for.includes(side));
  for (let found = true; found; ) {
    found = false;
    for (const [table, column, parent, parentColumn] of references) {
      if (!here(table) || !here(parent)) continue;
      const child = columnName(column);
      const gone = await client.query<{ line: number; value: string }>(`delete from ${SCHEMA}.${table} c where c.${child} is not null and not exists (select 1 from ${SCHEMA}.${parent} p where p.${columnName(parentColumn)} = c.${child}) returning c.line, c.${child}::text as value`);
      const file = TABLES.find((source) => source.table === table)!.file;
      const parentFile = TABLES.find((source) => source.table === parent)!.file;
      for (const row of gone.rows) onBad({ file: `${file}.csv`, line: row.line, column, value: row.value, reason: `${parentFile} has no such ${parentColumn}` });
      if (gone.rowCount) found = true;
    }
  }
}
