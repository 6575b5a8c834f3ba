import { useRef, useState } from "react";
import { failureSentence } from "../client/act.ts";
import { parseTyped } from "../format/decimal.ts";
import { formatDay, readTypedDay } from "../format/dates.ts";
import { formatDecimal, separators } from "../format/money.ts";
import { Refusal } from "../parts/Refusal.tsx";
import type { CellEdit, Column } from "./columns.tsx";

/** Where the cursor goes when a cell is left. */
export type EditMove = "down" | "next" | "back" | "stay" | "leave";

function shownText(kind: CellEdit<unknown>["kind"], value: string): string {
  if (value === "") return "";
  if (kind === "figure") return formatDecimal(value, { least: value.split(".")[1]?.length ?? 0 });
  return kind === "date" ? formatDay(value, { year: "always" }) : value;
}

/** What was typed, as a value, or the reason it is none. */
export function readTyped(kind: CellEdit<unknown>["kind"], typed: string): { value: string } | { wrong: string } {
  const text = typed.trim();
  if (kind === "text" || text === "") return { value: text };
  if (kind === "date") {
    const day = readTypedDay(text);
    return day ? { value: day } : { wrong: "This is not a day. Write it like 18 Nov." };
  }
  const figure = parseTyped(text, separators());
  return figure === undefined ? { wrong: "This is not a figure. Write it like 1,250.00." } : { value: figure };
}

/** A cell being edited: Enter saves and goes down, Tab saves and goes on, Esc restores. A refusal keeps it open and says why. */
export function CellEditor<Row>({ column, edit, row, typed, onStop }: { column: Column<Row>; edit: CellEdit<Row>; row: Row; typed: string | undefined; onStop: (how: EditMove) => void }) {
  const before = edit.value(row);
  const [draft, setDraft] = useState(() => typed ?? shownText(edit.kind, before));
  const [refused, setRefused] = useState<string>();
  const [saving, setSaving] = useState(false);
  const done = useRef(false);

  const commit = async (how: EditMove) => {
    if (done.current || saving) return;
    const read = readTyped(edit.kind, draft);
    if ("wrong" in read) {
      setRefused(read.wrong);
      return;
    }
    if (read.value !== before) {
      setSaving(true);
      const result = await edit.save(row, read.value);
      setSaving(false);
      if (result && !result.ok) {
        setRefused(result.userErrors[0]?.message ?? (result.failure ? failureSentence(result.failure) : "This was not saved."));
        return;
      }
    }
    done.current = true;
    onStop(how);
  };

  return (
    <Refusal text={refused} id="cell-refused">
      <input
        autoFocus
        aria-label={column.head}
        aria-invalid={refused !== undefined || undefined}
        aria-describedby={refused ? "cell-refused" : undefined}
        inputMode={edit.kind === "figure" ? "decimal" : undefined}
        value={draft}
        readOnly={saving}
        onFocus={(event) => {
          if (typed === undefined) event.currentTarget.select();
        }}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setRefused(undefined);
        }}
        onBlur={() => {
          if (refused) {
            done.current = true;
            onStop("leave");
          } else void commit("leave");
        }}
        onKeyDown={(event) => {
          const how: EditMove | undefined = event.key === "Enter" && !event.ctrlKey && !event.metaKey ? "down" : event.key === "Tab" ? (event.shiftKey ? "back" : "next") : undefined;
          if (how) {
            event.preventDefault();
            void commit(how);
          } else if (event.key === "Escape") {
            event.preventDefault();
            event.stopPropagation();
            done.current = true;
            onStop("stay");
          }
        }}
      />
    </Refusal>
  );
}
