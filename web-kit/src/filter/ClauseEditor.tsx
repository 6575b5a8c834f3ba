import { useEffect, useMemo, useState } from "react";
import { Button, SegmentedControl, Select } from "@mantine/core";
import { DateField, FigureField } from "../form/fields.tsx";
import { needsValue, OP_WORDS, opsOf, whyNotUsable, type FilterClause, type FilterField, type FilterOp, type FilterOption } from "./filters.ts";
import { rememberNames } from "./value-words.ts";

/** How a condition compares, and with what. */
export function ClauseEditor({ clause, field, onDone, onOr }: { clause: FilterClause; field: FilterField; onDone: (clause: FilterClause) => void; onOr?: () => void }) {
  const [draft, setDraft] = useState(clause);
  const value = draft.values[0] ?? "";
  const ops = opsOf(field);
  const why = whyNotUsable(draft, field);
  const one = (next: string) => setDraft({ ...draft, values: next === "" ? [] : [next] });
  return (
    <form
      className="filteredit"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        if (!why) onDone(draft);
      }}
    >
      {ops.length > 1 && (
        <Select
          aria-label="How to compare"
          data={ops.map((op) => ({ value: op, label: OP_WORDS[op] }))}
          value={draft.op}
          onChange={(op) => op && setDraft({ ...draft, op: op as FilterOp, values: op === "any" || op === "not" ? draft.values : draft.values.slice(0, 1) })}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
        />
      )}
      {needsValue(draft.op) && <ValueEditor field={field} op={draft.op} values={draft.values} value={value} onOne={one} onMany={(values) => setDraft({ ...draft, values })} />}
      <div className="row">
        <Button type="submit" variant="filled" disabled={why !== undefined}>
          Apply
        </Button>
        {why && <span className="t3 s">{why}</span>}
        {onOr && !why && (
          <button type="button" className="link s end" onClick={onOr}>
            Or…
          </button>
        )}
      </div>
    </form>
  );
}

interface ValueEditorProps {
  field: FilterField;
  op: FilterOp;
  values: readonly string[];
  value: string;
  onOne: (value: string) => void;
  onMany: (values: string[]) => void;
}

function ValueEditor({ field, op, values, value, onOne, onMany }: ValueEditorProps) {
  switch (field.kind) {
    case "number":
    case "money":
      return <FigureField label="Value" value={value} onChange={onOne} unit={field.unit} autoFocus />;
    case "date":
      return <DateField label="Day" value={value} onChange={onOne} autoFocus />;
    case "boolean":
      return (
        <SegmentedControl
          aria-label={field.label}
          data={[
            { value: "yes", label: "Yes" },
            { value: "no", label: "No" },
          ]}
          value={value || "yes"}
          onChange={onOne}
        />
      );
    case "enum":
    case "person":
      return <Choices field={field} many={op === "any" || op === "not"} values={values} onChange={onMany} />;
    case "text":
      return <input className="cellin l" style={{ height: 28 }} aria-label="Value" autoFocus data-autofocus value={value} onChange={(event) => onOne(event.currentTarget.value)} />;
  }
}

function Choices({ field, many, values, onChange }: { field: FilterField; many: boolean; values: readonly string[]; onChange: (values: string[]) => void }) {
  const [text, setText] = useState("");
  const [found, setFound] = useState<readonly FilterOption[]>(field.options ?? []);
  const [failed, setFailed] = useState(false);
  const { search, options } = field;
  useEffect(() => {
    if (!search) return undefined;
    let here = true;
    const timer = setTimeout(() => {
      search(text).then(
        (answer) => {
          if (!here) return;
          setFailed(false);
          setFound(answer);
          rememberNames(field, answer);
        },
        () => here && setFailed(true),
      );
    }, 160);
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [search, text, field]);
  const shown = useMemo(() => {
    const pool = search ? found : (options ?? []);
    const wanted = text.trim().toLowerCase();
    return search || wanted === "" ? pool : pool.filter((option) => option.label.toLowerCase().includes(wanted));
  }, [search, found, options, text]);
  return (
    <>
      {(search || (options?.length ?? 0) > 8) && (
        <input className="cellin l" style={{ height: 28 }} aria-label={`Search ${field.label}`} placeholder="Search" autoFocus data-autofocus value={text} onChange={(event) => setText(event.currentTarget.value)} />
      )}
      <div className="optlist" role="group" aria-label={field.label}>
        {shown.map((option) => {
          const on = values.includes(option.value);
          return (
            <label key={option.value}>
              <input
                type={many ? "checkbox" : "radio"}
                className={many ? "ck" : "ck round"}
                name={`filter-${field.id}`}
                checked={on}
                onChange={() => onChange(many ? (on ? values.filter((one) => one !== option.value) : [...values, option.value]) : [option.value])}
              />
              <span className="cut">{option.label}</span>
              {option.hint && <span className="t3 xs cut end">{option.hint}</span>}
            </label>
          );
        })}
        {shown.length === 0 && <span className="t3 s">{failed ? "The search is not answering." : "Nothing found."}</span>}
      </div>
    </>
  );
}
