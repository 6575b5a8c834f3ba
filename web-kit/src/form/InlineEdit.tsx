import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Menu } from "@mantine/core";
import { ArrowUpRight } from "lucide-react";
import { failureSentence, type ActResult } from "../client/act.ts";
import { ownerName, type Owner } from "../owner/owner.ts";
import { Go } from "../parts/link.tsx";
import type { Noted } from "../parts/figures.tsx";
import { Mark } from "../parts/marks.tsx";
import { Refusal } from "../parts/Refusal.tsx";
import type { FilterOption } from "../filter/filters.ts";

export interface InlineEditProps {
  /** Spoken name: "Phone". */
  label: string;
  /** What is edited, as text. */
  value: string;
  /** How it is shown; the value itself unless told. */
  children?: ReactNode;
  save: (value: string) => Promise<ActResult<unknown> | void>;
  kind?: "text" | "figure" | "date" | "select";
  options?: readonly FilterOption[];
  disabled?: boolean;
}

/** A fact that is edited in its place: a click or Enter starts, Enter or Tab saves, Esc restores. */
export function InlineEdit({ label, value, children, save, kind = "text", options = [], disabled }: InlineEditProps) {
  const [draft, setDraft] = useState<string>();
  const [saving, setSaving] = useState(false);
  const [refused, setRefused] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const done = useRef(false);
  const start = () => {
    done.current = false;
    setDraft(value);
    setRefused(undefined);
  };
  const stop = (refocus: boolean) => {
    done.current = true;
    setDraft(undefined);
    setRefused(undefined);
    if (refocus) requestAnimationFrame(() => button.current?.focus());
  };
  const commit = async (next: string, refocus: boolean) => {
    if (done.current || saving) return;
    if (next === value) {
      stop(refocus);
      return;
    }
    setSaving(true);
    const result = await save(next);
    setSaving(false);
    if (result && !result.ok) setRefused(result.userErrors[0]?.message ?? (result.failure ? failureSentence(result.failure) : "This was not saved."));
    else stop(refocus);
  };
  if (draft === undefined) {
    if (disabled) return <span>{children ?? value}</span>;
    return (
      <button type="button" ref={button} className="inlineshow" onClick={start}>
        <span className="sr">Edit {label}: </span>
        {children ?? (value || <span className="t3">Add</span>)}
      </button>
    );
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      event.preventDefault();
      void commit(draft, true);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      stop(true);
    }
  };
  return (
    <Refusal text={refused}>
      <span className="inlineedit">
        {kind === "select" ? (
        <select
          className="cellin l"
          aria-label={label}
          autoFocus
          value={draft}
          disabled={saving}
          onKeyDown={keys}
          onBlur={() => void commit(draft, false)}
          onChange={(event) => setDraft(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          className={`cellin${kind === "figure" ? "" : " l"}`}
          aria-label={label}
          aria-invalid={refused !== undefined || undefined}
          type={kind === "date" ? "date" : "text"}
          inputMode={kind === "figure" ? "decimal" : undefined}
          autoFocus
          value={draft}
          readOnly={saving}
          onFocus={(event) => kind !== "date" && event.currentTarget.select()}
          onKeyDown={keys}
          onBlur={() => void commit(draft, false)}
          onChange={(event) => setDraft(event.currentTarget.value)}
        />
      )}
      </span>
    </Refusal>
  );
}

/** A list of facts: names at the left, values at the right. */
export function Facts({ children, small }: { children: ReactNode; small?: boolean }) {
  return <dl className={`facts${small ? " small" : ""}`}>{children}</dl>;
}

export interface FactProps extends Noted {
  label: string;
  children?: ReactNode;
  /** Edited in place. */
  edit?: Omit<InlineEditProps, "label" | "children">;
  /** A borrowed fact has no edit; its menu points to where it is changed. */
  changeAt?: { of: Owner; to: string };
  /** Its panel's state: what is not shown there is not shown here. */
  hidden?: boolean;
}

export function Fact({ label, children, edit, changeAt, hidden, "data-fact": fact }: FactProps) {
  return (
    <div className="fact" data-fact={fact}>
      <dt>{label}</dt>
      <dd>
        {hidden ? (
          <span className="t3">Not shown</span>
        ) : edit ? (
          <InlineEdit label={label} {...edit}>
            {children}
          </InlineEdit>
        ) : changeAt ? (
          <Menu position="bottom-start" withinPortal>
            <Menu.Target>
              <button type="button" className="inlineshow borrowed">
                {children}
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item component={ChangeLink} {...changeAt} />
            </Menu.Dropdown>
          </Menu>
        ) : (
          children
        )}
      </dd>
    </div>
  );
}

function ChangeLink({ of, to, ...rest }: { of: Owner; to: string }) {
  return (
    <Go of={of} to={to} {...rest}>
      <span className="row g6">
        <Mark of={of} quiet />
        Change in {ownerName(of)}
        <ArrowUpRight size={12} aria-hidden />
      </span>
    </Go>
  );
}
