import { Popover } from "@mantine/core";
import { X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Mark } from "../parts/marks.tsx";
import { ClauseEditor } from "./ClauseEditor.tsx";
import { needsValue, OP_WORDS, type FilterClause, type FilterField } from "./filters.ts";
import { useNames, valueWords } from "./value-words.ts";

export interface ClauseChipProps {
  clause: FilterClause;
  field: FilterField;
  /** Why it cannot be asked now: its owner is silent. */
  off: string | undefined;
  opened: boolean;
  onOpen: (open: boolean) => void;
  onChange: (clause: FilterClause) => void;
  onRemove: () => void;
  /** Makes it one of several alternatives. */
  onOr?: () => void;
}

/** One condition: whose field, how it compares, with what. Delete removes it, Enter changes it. */
export function ClauseChip({ clause, field, off, opened, onOpen, onChange, onRemove, onOr }: ClauseChipProps) {
  useNames(field, clause.values);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Delete" && event.key !== "Backspace") return;
    event.preventDefault();
    onRemove();
  };
  return (
    <Popover opened={opened} onChange={onOpen} position="bottom-start" withinPortal withRoles={false} trapFocus returnFocus>
      <Popover.Target>
        <span className={`chip${off ? " off" : ""}`} title={off}>
          <span className="f">
            <Mark of={field.owner} state={off ? "silent" : "ready"} />
            {field.label}
          </span>
          <button type="button" className="op" aria-haspopup="dialog" aria-expanded={opened} onKeyDown={keys} onClick={() => onOpen(!opened)} aria-label={`${field.label} ${OP_WORDS[clause.op]} ${valueWords(clause, field)}: change`}>
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
            onOr={onOr}
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
