import { csvOf, downloadText } from "../format/csv.ts";
import { today } from "../format/dates.ts";
import { ownerName, type Owner } from "../owner/owner.ts";
import type { Owned } from "../owner/owned.ts";
import type { Column } from "./columns.tsx";
import { bandReady } from "./table-model.ts";

/** The shown columns of the loaded rows as CSV. A borrowed column says whose it is; one that is not shown is not written. */
export function tableCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[], owned?: Partial<Record<Owner, Owned>>): string {
  const written = columns.filter((column) => column.value && bandReady(column.owner, owned));
  return csvOf(
    written.map((column) => (column.owner ? `${column.head} (${ownerName(column.owner)})` : column.head)),
    rows.map((row) => written.map((column) => column.value?.(row))),
  );
}

/** Writes rows that are here into a file. The whole of a list that comes in pages is `TableTools`’ to export. */
export function downloadTable<Row>(file: string, columns: readonly Column<Row>[], rows: readonly Row[], owned?: Partial<Record<Owner, Owned>>): void {
  downloadText(`${file}-${today()}.csv`, tableCsv(columns, rows, owned));
}
