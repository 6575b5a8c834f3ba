import { Menu } from "@mantine/core";
import { ArrowUpRight, Ellipsis } from "lucide-react";
import { ownerName } from "../owner/owner.ts";
import { Go } from "../parts/link.tsx";
import { Kbd, Mark } from "../parts/marks.tsx";
import { useKeys } from "../keys/keys.tsx";
import type { KeyMap } from "../keys/strokes.ts";
import type { Bulk } from "./table-props.ts";

/** Roughly how wide the words are; the bar only has to know what surely fits. */
const wide = (text: string): number => text.length * 6.8;

export interface BulkBarProps<Row> {
  bulk: Bulk<Row>;
  rows: Row[];
  room: number;
  onClear: () => void;
  /** The keys are this table's. */
  active: boolean;
}

/** Count, sums, acts with keys. What does not fit goes into a menu: first the pointer home, then the acts from the right, then the sums. */
export function BulkBar<Row>({ bulk, rows, room, onClear, active }: BulkBarProps<Row>) {
  const keys: KeyMap = {};
  for (const act of bulk.acts) {
    if (act.key) keys[act.key] = { label: `${act.label}, on the selected rows`, run: () => !act.why?.(rows) && act.run(rows) };
  }
  useKeys(keys, { group: "Selection", enabled: active });

  const fixed = 12 + 90 + 13 + 48 + 24;
  let left = room - fixed - 44;
  const shown = bulk.acts.filter((act) => {
    const needs = wide(act.label) + (act.key ? 42 : 18);
    if (left < needs) left = 0;
    else left -= needs;
    return left > 0;
  });
  const rest = bulk.acts.filter((act) => !shown.includes(act));
  const sums = bulk.sums && left > 260;
  if (sums) left -= 260;
  const elsewhere = bulk.elsewhere && left > wide(bulk.elsewhere.label) + 60;

  return (
    <div className="bulk" role="toolbar" aria-label={`${rows.length} selected`}>
      <span className="m tab" role="status">
        {rows.length} selected
      </span>
      {sums && <span className="sums">{bulk.sums?.(rows)}</span>}
      <span className="sep" />
      {shown.map((act) => {
        const why = act.why?.(rows);
        return (
          <button key={act.id} type="button" disabled={Boolean(why)} title={why} className={act.danger ? "bad" : undefined} onClick={() => act.run(rows)}>
            {act.label}
            {act.key && <Kbd keys={act.key} />}
          </button>
        );
      })}
      {(rest.length > 0 || (bulk.elsewhere && !elsewhere)) && (
        <Menu position="top-end" withinPortal>
          <Menu.Target>
            <button type="button" aria-label="More">
              <Ellipsis size={14} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {bulk.sums && !sums && <Menu.Label>{bulk.sums(rows)}</Menu.Label>}
            {rest.map((act) => (
              <Menu.Item key={act.id} disabled={Boolean(act.why?.(rows))} color={act.danger ? "var(--hf-bad)" : undefined} rightSection={act.key ? <Kbd keys={act.key} /> : undefined} onClick={() => act.run(rows)}>
                {act.label}
              </Menu.Item>
            ))}
            {bulk.elsewhere && !elsewhere && (
              <Menu.Item component="a" href={`/${bulk.elsewhere.owner}${bulk.elsewhere.to}`} leftSection={<Mark of={bulk.elsewhere.owner} quiet />}>
                {bulk.elsewhere.label}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {bulk.elsewhere && elsewhere && (
        <>
          <span className="sep" />
          <Go of={bulk.elsewhere.owner} to={bulk.elsewhere.to} className="t3" title={`Opens ${ownerName(bulk.elsewhere.owner)}`}>
            <Mark of={bulk.elsewhere.owner} quiet />
            {bulk.elsewhere.label}
            <ArrowUpRight size={12} aria-hidden />
          </Go>
        </>
      )}
      <span className="sep" />
      <button type="button" aria-label="Esc: clear the selection" onClick={onClear}>
        <Kbd keys="esc" />
      </button>
    </div>
  );
}
