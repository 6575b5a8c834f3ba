import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Button, Menu, Popover, SegmentedControl, Select } from "@mantine/core";
import { Plus, Search, X } from "lucide-react";
import { formatDay } from "../format/dates.ts";
import { formatDecimal } from "../format/money.ts";
import { DateField, FigureField } from "../form/fields.tsx";
import { useKeys } from "../keys/keys.tsx";
import type { Owned } from "../owner/owned.ts";
import { ownerName, type Owner } from "../owner/owner.ts";
import { Kbd, Mark } from "../parts/marks.tsx";
import { needsValue, OP_WORDS, opsOf, whyNotUsable, type FilterClause, type FilterField, type FilterOp, type FilterOption } from "./filters.ts";
import type { ListState } from "./list-state.ts";

export interface FilterBarProps {
  /** Holds the filters; its spec names the fields. */
  list: ListState;
  /** "24 of 214" */
  count?: ReactNode;
  /** Fields of an owner that is silent or denied cannot be chosen. */
  owned?: Partial<Record<Owner, Owned>>;
  /** A search box at the front, with this placeholder. */
  searchIn?: string;
  end?: ReactNode;
}

const NO_FIELDS: readonly FilterField[] = [];

/** Chips of what narrows a list: field, operator, value, each with its owner's mark; `F` adds one. */
export function FilterBar({ list, count, owned, searchIn, end }: FilterBarProps) {
  const fields = list.spec.fields ?? NO_FIELDS;
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<number>();
  const [fresh, setFresh] = useState<FilterClause>();
  useKeys({ f: fields.length > 0 && { label: "Add a filter", run: () => setAdding(true) } }, { group: "List" });

  const off = (owner: Owner): string | undefined => {
    const state = owned?.[owner]?.state;
    if (state === "silent" || state === "failed") return `${ownerName(owner)} is not answering`;
    return state === "denied" ? `not for your role` : undefined;
  };
  const set = (at: number, clause: FilterClause) => list.setFilters(list.filters.map((one, position) => (position === at ? clause : one)));
  const remove = (at: number) => {
    setOpen(undefined);
    list.setFilters(list.filters.toSpliced(at, 1));
  };
  const begin = (field: FilterField) => {
    setFresh({ field: field.id, op: opsOf(field)[0] ?? "is", values: field.kind === "boolean" ? ["yes"] : [] });
  };

  return (
    <div className="filters" role="group" aria-label="Filters">
      {searchIn !== undefined && <FindBox placeholder={searchIn} value={list.q} onChange={list.setQ} />}
      {list.filters.map((clause, at) => {
        const field = fields.find((one) => one.id === clause.field);
        if (!field) return null;
        return (
          <ClauseChip
            key={`${clause.field} ${at}`}
            clause={clause}
            field={field}
            off={off(field.owner)}
            opened={open === at}
            onOpen={(now) => setOpen(now ? at : undefined)}
            onChange={(next) => set(at, next)}
            onRemove={() => remove(at)}
          />
        );
      })}
      {fresh && (
        <ClauseChip
          key="fresh"
          clause={fresh}
          field={fields.find((one) => one.id === fresh.field) ?? { id: fresh.field, label: fresh.field, owner: "crm", kind: "text" }}
          off={undefined}
          opened
          onOpen={(now) => !now && setFresh(undefined)}
          onChange={(next) => {
            list.setFilters([...list.filters, next]);
            setFresh(undefined);
          }}
          onRemove={() => setFresh(undefined)}
        />
      )}
      {fields.length > 0 && (
        <Menu opened={adding} onChange={setAdding} position="bottom-start" withinPortal>
          <Menu.Target>
            <button type="button" className="chip ghost" aria-keyshortcuts="F">
              <Plus size={12} aria-hidden />
              Filter
            </button>
          </Menu.Target>
          <Menu.Dropdown mah={360} style={{ overflowY: "auto" }}>
            {fields.map((field) => {
              const why = off(field.owner);
              return (
                <Menu.Item key={field.id} leftSection={<Mark of={field.owner} state={why ? "silent" : "ready"} quiet />} rightSection={why ? <span className="t3 xs">{why}</span> : null} disabled={why !== undefined} onClick={() => begin(field)}>
                  {field.label}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      )}
      <span className="row end s t3 tab g12">
        {count !== undefined && <span role="status">{count}</span>}
        {list.filters.length > 1 && (
          <button type="button" className="link s" onClick={() => list.setFilters([])}>
            Clear
          </button>
        )}
        {end}
      </span>
    </div>
  );
}

function FindBox({ placeholder, value, onChange }: { placeholder: string; value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const box = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  useKeys({ "/": { label: "Search in this list", run: () => box.current?.focus() } }, { group: "List" });
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);
  useEffect(() => {
    if (text === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = text;
      onChange(text.trim());
    }, 220);
    return () => clearTimeout(timer);
  }, [text, onChange]);
  return (
    <span className="find">
      <Search size={13} strokeWidth={1.6} aria-hidden />
      <input
        ref={box}
        type="search"
        aria-label={placeholder}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (text === "") event.currentTarget.blur();
          else setText("");
        }}
      />
      <Kbd keys="/" />
    </span>
  );
}

const knownNames = new Map<string, string>();
const nameKey = (field: FilterField, value: string): string => `${field.id} ${value}`;

function rememberNames(field: FilterField, options: readonly FilterOption[]): void {
  for (const option of options) knownNames.set(nameKey(field, option.value), option.label);
}

/** Asks for the names of looked-up values that only an address knows so far. */
function useNames(field: FilterField, values: readonly string[]): void {
  const [, setAsked] = useState(0);
  const unknown = field.resolve ? values.filter((value) => !knownNames.has(nameKey(field, value))).join("\n") : "";
  useEffect(() => {
    if (unknown === "" || !field.resolve) return undefined;
    let here = true;
    field.resolve(unknown.split("\n")).then(
      (options) => {
        rememberNames(field, options);
        if (here) setAsked((count) => count + 1);
      },
      // The chip then shows the value itself.
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [field, unknown]);
}

/** A value as a chip shows it. */
export function valueWords(clause: FilterClause, field: FilterField): string {
  const word = (value: string): string => {
    const name = field.options?.find((one) => one.value === value)?.label ?? knownNames.get(nameKey(field, value));
    if (name !== undefined) return name;
    if (field.kind === "boolean") return value === "yes" ? "yes" : "no";
    if (field.kind === "date") return formatDay(value);
    if (field.kind === "money") return formatDecimal(value, { least: 2 });
    if (field.kind === "number") return `${formatDecimal(value)}${field.unit ? `\u00A0${field.unit}` : ""}`;
    return value;
  };
  if (clause.values.length > 2) return String(clause.values.length);
  return clause.values.map(word).join(", ");
}

interface ClauseChipProps {
  clause: FilterClause;
  field: FilterField;
  off: string | undefined;
  opened: boolean;
  onOpen: (open: boolean) => void;
  onChange: (clause: FilterClause) => void;
  onRemove: () => void;
}

function ClauseChip({ clause, field, off, opened, onOpen, onChange, onRemove }: ClauseChipProps) {
  useNames(field, clause.values);
  return (
    <Popover opened={opened} onChange={onOpen} position="bottom-start" withinPortal withRoles={false} trapFocus returnFocus>
      <Popover.Target>
        <span className={`chip${off ? " off" : ""}`} title={off}>
          <span className="f">
            <Mark of={field.owner} state={off ? "silent" : "ready"} />
            {field.label}
          </span>
          <button type="button" className="op" aria-haspopup="dialog" aria-expanded={opened} onClick={() => onOpen(!opened)} aria-label={`${field.label} ${OP_WORDS[clause.op]} ${valueWords(clause, field)}: change`}>
            {OP_WORDS[clause.op]}
          </button>
          {needsValue(clause.op) && (
            <button type="button" className="v" onClick={() => onOpen(!opened)} tabIndex={-1}>
              {valueWords(clause, field) || "\u2026"}
            </button>
          )}
          <button type="button" className="x" onClick={onRemove} aria-label={`Remove the filter ${field.label}`}>
            <X size={12} aria-hidden />
          </button>
        </span>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        {opened && (
          <ClauseEditor
            clause={clause}
            field={field}
            onDone={(next) => {
              onChange(next);
              onOpen(false);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function ClauseEditor({ clause, field, onDone }: { clause: FilterClause; field: FilterField; onDone: (clause: FilterClause) => void }) {
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
