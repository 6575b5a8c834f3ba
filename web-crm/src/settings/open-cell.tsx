import { column, type Column } from "@homefield/web-kit";

/** The name of a row, which opens it for change. */
export function openCell<Row>(spec: { head: string; width: number; of: (row: Row) => string; open: (row: Row) => void }): Column<Row> {
  return column.any<Row>({
    id: "name", head: spec.head, width: spec.width, grow: true, rank: 1, value: spec.of,
    cell: (row) => (
      <button type="button" className="cut m openname" onClick={() => spec.open(row)}>
        {spec.of(row)}
      </button>
    ),
  });
}
