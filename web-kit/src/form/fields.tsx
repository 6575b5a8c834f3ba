import { createContext, useContext, useEffect, useId, useMemo, useRef, useState, type ReactNode } from "react";
import { Checkbox, Combobox, Input, Loader, Select, Switch, Textarea, TextInput, useCombobox } from "@mantine/core";
import { DateInput } from "@mantine/dates";
import { Calendar } from "lucide-react";
import type { UserError } from "../client/act.ts";
import { errorAt } from "../parts/say.tsx";
import { formatDay, readTypedDay, type DayText } from "../format/dates.ts";
import { formatDecimal, minorUnits, separators } from "../format/money.ts";
import { parseTyped, type Decimal } from "../format/decimal.ts";
import type { FilterOption } from "../filter/filters.ts";

export interface ErrorScope {
  errors: readonly UserError[];
  /** Fields say which paths they show, so that the rest can stand above the form. */
  claim: (path: string) => () => void;
}

export const ErrorContext = createContext<ErrorScope>({ errors: [], claim: () => () => undefined });

/** The refusal that belongs to a field, by its path in the input. */
export function useFieldError(path: string | undefined): string | undefined {
  const { errors, claim } = useContext(ErrorContext);
  useEffect(() => (path === undefined ? undefined : claim(path)), [path, claim]);
  return path === undefined ? undefined : errorAt(errors, path);
}

export interface FieldProps<Value> {
  label: string;
  /** Where the field stands in the mutation's input: `lines.0.quantity`. */
  path?: string;
  value: Value;
  onChange: (value: Value) => void;
  hint?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
  /** An error of one's own, before anything is sent. */
  error?: string;
  placeholder?: string;
  /** Spoken name where the label is left empty, as in a cell. */
  "aria-label"?: string;
}

function useCommon<Value>({ label, path, hint, required, disabled, autoFocus, error, placeholder, "aria-label": spoken }: FieldProps<Value>) {
  const refused = useFieldError(path);
  return { label, "aria-label": spoken, description: hint, required, disabled, placeholder, error: error ?? refused, "data-autofocus": autoFocus || undefined, autoFocus };
}

export function TextField(props: FieldProps<string> & { type?: "text" | "email" | "tel" | "url"; maxLength?: number }) {
  const common = useCommon(props);
  return <TextInput {...common} type={props.type ?? "text"} maxLength={props.maxLength} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)} />;
}

export function TextAreaField(props: FieldProps<string> & { rows?: number; maxLength?: number }) {
  const common = useCommon(props);
  return (
    <Textarea {...common} autosize minRows={props.rows ?? 3} maxRows={12} maxLength={props.maxLength} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)} />
  );
}

/** A figure as a decimal string; what is typed may use the reader's own separators. `currency` or `unit` stands at the right. */
export function FigureField(props: FieldProps<Decimal | ""> & { currency?: string; unit?: string }) {
  const common = useCommon(props);
  const least = props.currency ? minorUnits(props.currency) : 0;
  const written = (value: string) => (value === "" ? "" : formatDecimal(value, { least }));
  const [text, setText] = useState(() => written(props.value));
  const [wrong, setWrong] = useState(false);
  const given = useRef(props.value);
  if (given.current !== props.value) {
    given.current = props.value;
    const parsed = parseTyped(text, separators());
    if ((parsed ?? "") !== props.value) setText(written(props.value));
  }
  return (
    <TextInput
      {...common}
      error={wrong ? "This is not a figure. Write it like 1,250.00." : common.error}
      classNames={{ input: "figurein" }}
      inputMode="decimal"
      rightSection={props.currency || props.unit ? <span className="t3 s">{props.currency ?? props.unit}</span> : undefined}
      rightSectionWidth={props.currency || props.unit ? 44 : undefined}
      value={text}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        setWrong(false);
        const parsed = parseTyped(typed, separators());
        if (parsed !== undefined || typed.trim() === "") {
          given.current = parsed ?? "";
          props.onChange(parsed ?? "");
        }
      }}
      onBlur={() => {
        const parsed = parseTyped(text, separators());
        if (parsed === undefined && text.trim() !== "") setWrong(true);
        else setText(written(parsed ?? ""));
      }}
    />
  );
}

/** A day. Typing `18 nov`, `18.11.` or `2026-11-18` works, and so does the calendar. */
export function DateField(props: FieldProps<DayText | ""> & { min?: DayText; max?: DayText }) {
  const common = useCommon(props);
  return (
    <DateInput
      {...common}
      value={props.value || null}
      onChange={(value) => props.onChange(value ?? "")}
      dateParser={(typed) => readTypedDay(typed) ?? null}
      valueFormat="D MMM YYYY"
      minDate={props.min}
      maxDate={props.max}
      firstDayOfWeek={1}
      highlightToday
      rightSection={<Calendar size={14} strokeWidth={1.6} aria-hidden />}
      rightSectionPointerEvents="none"
      popoverProps={{ withinPortal: true }}
      getDayProps={(day) => ({ "aria-label": formatDay(day, { year: "always" }) })}
    />
  );
}

export function SelectField(props: FieldProps<string> & { options: readonly FilterOption[]; clearable?: boolean }) {
  const common = useCommon(props);
  return (
    <Select
      {...common}
      data={props.options.map(({ value, label }) => ({ value, label }))}
      value={props.value || null}
      onChange={(value) => props.onChange(value ?? "")}
      allowDeselect={props.clearable ?? !props.required}
      clearable={props.clearable}
      searchable={props.options.length > 8}
      comboboxProps={{ withinPortal: true }}
      maxDropdownHeight={280}
    />
  );
}

export function CheckField(props: Omit<FieldProps<boolean>, "placeholder">) {
  const { label, hint, disabled } = props;
  const refused = useFieldError(props.path);
  return (
    <Checkbox label={label} description={hint} disabled={disabled} error={props.error ?? refused} checked={props.value} onChange={(event) => props.onChange(event.currentTarget.checked)} />
  );
}

export function SwitchField(props: Omit<FieldProps<boolean>, "placeholder">) {
  const refused = useFieldError(props.path);
  return (
    <Switch size="xs" label={props.label} description={props.hint} disabled={props.disabled} error={props.error ?? refused} checked={props.value} onChange={(event) => props.onChange(event.currentTarget.checked)} />
  );
}

/** A record that is looked up while one types: a person, an item. The value is the chosen option, with its label. */
export function SearchField(props: FieldProps<FilterOption | undefined> & { search: (text: string) => Promise<readonly FilterOption[]>; nothing?: string; leftSection?: ReactNode }) {
  const common = useCommon(props);
  const { search } = props;
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [text, setText] = useState(props.value?.label ?? "");
  const [found, setFound] = useState<readonly FilterOption[]>([]);
  const [state, setState] = useState<"idle" | "asking" | "failed">("idle");
  const asked = useRef(0);
  const id = useId();
  const shown = props.value?.label;
  useEffect(() => setText(shown ?? ""), [shown]);
  const ask = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    return (typed: string) => {
      clearTimeout(timer);
      const turn = ++asked.current;
      setState("asking");
      timer = setTimeout(async () => {
        try {
          const options = await search(typed);
          if (turn !== asked.current) return;
          setFound(options);
          setState("idle");
        } catch {
          if (turn === asked.current) setState("failed");
        }
      }, 160);
    };
  }, [search]);
  return (
    <Combobox
      store={combobox}
      withinPortal
      onOptionSubmit={(value) => {
        const option = found.find((one) => one.value === value);
        if (option) {
          props.onChange(option);
          setText(option.label);
        }
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          {...common}
          id={id}
          role="combobox"
          aria-expanded={combobox.dropdownOpened}
          aria-controls={combobox.listId ?? undefined}
          leftSection={props.leftSection}
          rightSection={state === "asking" ? <Loader size={12} /> : undefined}
          value={text}
          autoComplete="off"
          onFocus={() => {
            combobox.openDropdown();
            ask(text === shown ? "" : text);
          }}
          onBlur={() => {
            combobox.closeDropdown();
            setText(shown ?? "");
          }}
          onChange={(event) => {
            setText(event.currentTarget.value);
            if (props.value && event.currentTarget.value === "") props.onChange(undefined);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
            ask(event.currentTarget.value);
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0 && state === "asking"}>
        <Combobox.Options mah={280} style={{ overflowY: "auto" }} aria-label={props.label}>
          {found.map((option) => (
            <Combobox.Option value={option.value} key={option.value}>
              <span className="row">
                <span className="cut">{option.label}</span>
                {option.hint && <span className="t3 s cut end">{option.hint}</span>}
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && state === "idle" && <Combobox.Empty>{props.nothing ?? "Nothing found."}</Combobox.Empty>}
          {state === "failed" && <Combobox.Empty>The search is not answering. Type again to retry.</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** A label above anything, with the kit's place for a refusal below. */
export function Labelled({ label, path, hint, children }: { label: string; path?: string; hint?: ReactNode; children: ReactNode }) {
  const refused = useFieldError(path);
  return (
    <Input.Wrapper label={label} description={hint} error={refused}>
      {children}
    </Input.Wrapper>
  );
}

export interface Fields<Values extends object> {
  values: Values;
  set: <Name extends keyof Values & string>(name: Name, value: Values[Name]) => void;
  /** Spread onto a field: path, value and change in one. */
  bind: <Name extends keyof Values & string>(name: Name) => { path: Name; value: Values[Name]; onChange: (value: Values[Name]) => void };
  changed: boolean;
  /** Only what was changed: the input of an update, where absent means leave. */
  changes: Partial<Values>;
  reset: (values?: Values) => void;
}

/** The values of a form: `const f = useFields({ name: "" })`, then `<TextField label="Name" {...f.bind("name")} />`. */
export function useFields<Values extends object>(initial: Values): Fields<Values> {
  const [first, setFirst] = useState(initial);
  const [values, setValues] = useState(initial);
  return useMemo(() => {
    const names = Object.keys(values) as (keyof Values & string)[];
    const changed = names.filter((name) => !Object.is(values[name], first[name]));
    const set = <Name extends keyof Values & string>(name: Name, value: Values[Name]) => setValues((before) => ({ ...before, [name]: value }));
    return {
      values,
      set,
      bind: <Name extends keyof Values & string>(name: Name) => ({ path: name, value: values[name], onChange: (value: Values[Name]) => set(name, value) }),
      changed: changed.length > 0,
      changes: Object.fromEntries(changed.map((name) => [name, values[name]])) as Partial<Values>,
      reset: (next) => {
        setFirst(next ?? first);
        setValues(next ?? first);
      },
    };
  }, [values, first]);
}
