import { csvOf } from "../format/csv.ts";
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
