import { useState } from "react";
import { Menu } from "@mantine/core";
import { ChevronDown, Plus, X } from "lucide-react";
import { useKeys } from "../keys/keys.tsx";
import { ownerName, owners, type Owner } from "../owner/owner.ts";
import { Mark } from "../parts/marks.tsx";
import { ClauseChip } from "./ClauseChip.tsx";
import { isGroup, JOIN_WORDS, opsOf, type FilterClause, type FilterField, type FilterGroup, type FilterNode } from "./filters.ts";

export interface ChipRowProps {
  nodes: readonly FilterNode[];
  fields: readonly FilterField[];
  /** Why fields of an owner cannot be asked now. */
  off: (owner: Owner) => string | undefined;
  onChange: (nodes: readonly FilterNode[]) => void;
  /** The list's own row: it hears `F`, and can begin groups. */
  outermost?: boolean;
  /** Asks for the next condition at once. */
  asking?: boolean;
}

const JOINS: readonly FilterGroup["join"][] = ["any", "all", "none"];
const fresh = (field: FilterField): FilterClause => ({ field: field.id, op: opsOf(field)[0] ?? "is", values: field.kind === "boolean" ? ["yes"] : [] });

/** Conditions side by side, groups among them, and a way to add one. */
export function ChipRow({ nodes, fields, off, onChange, outermost, asking = false }: ChipRowProps) {
  const [adding, setAdding] = useState(asking);
  const [open, setOpen] = useState<number>();
  const [begun, setBegun] = useState<FilterClause>();
  const [group, setGroup] = useState<FilterGroup["join"]>();
  const [asked, setAsked] = useState<number>();
  useKeys(outermost ? { f: { label: "Add a filter", run: () => setAdding(true) }, "shift+f": { label: "Add alternatives", run: () => setGroup("any") } } : {}, { group: "List" });

  const put = (at: number, node: FilterNode | undefined) => onChange(node ? nodes.with(at, node) : nodes.toSpliced(at, 1));
  const fieldOf = (clause: FilterClause) => fields.find((one) => one.id === clause.field);
  const begunField = begun && fieldOf(begun);
  return (
    <>
      {nodes.map((node, at) => {
        if (isGroup(node)) {
          return <GroupChip key={`group ${at}`} group={node} fields={fields} off={off} asking={asked === at} onChange={(next) => put(at, next)} />;
        }
        const field = fieldOf(node);
        if (!field) return null;
        return (
          <ClauseChip
            key={`${node.field} ${at}`}
            clause={node}
            field={field}
            off={off(field.owner)}
            opened={open === at}
            onOpen={(now) => setOpen(now ? at : undefined)}
            onChange={(next) => put(at, next)}
            onRemove={() => {
              setOpen(undefined);
              put(at, undefined);
            }}
            onOr={
              outermost
                ? () => {
                    setOpen(undefined);
                    setAsked(at);
                    put(at, { join: "any", parts: [node] });
                  }
                : undefined
            }
          />
        );
      })}
      {begun && begunField && (
        <ClauseChip
          clause={begun}
          field={begunField}
          off={undefined}
          opened
          onOpen={(now) => !now && setBegun(undefined)}
          onChange={(next) => {
            setBegun(undefined);
            onChange([...nodes, next]);
          }}
          onRemove={() => setBegun(undefined)}
        />
      )}
      {group && (
        <GroupChip
          group={{ join: group, parts: [] }}
          fields={fields}
          off={off}
          asking
          onChange={(next) => {
            setGroup(undefined);
            if (next && next.parts.length > 0) onChange([...nodes, next]);
          }}
        />
      )}
      <Menu opened={adding} onChange={setAdding} position="bottom-start" withinPortal>
        <Menu.Target>
          <button type="button" className="chip ghost" aria-keyshortcuts={outermost ? "F" : undefined} aria-label={outermost ? undefined : "Add to this group"}>
            <Plus size={12} aria-hidden />
            {outermost && "Filter"}
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: "auto" }}>
          {owners.map((owner) => {
            const own = fields.filter((field) => field.owner === owner);
            const why = off(owner);
            if (own.length === 0) return null;
            return [
              <Menu.Label key={owner}>
                <span className="row g6">
                  <Mark of={owner} state={why ? "silent" : "ready"} quiet />
                  {ownerName(owner)}
                  {why && <span className="t3">{why}</span>}
                </span>
              </Menu.Label>,
              ...own.map((field) => (
                <Menu.Item key={field.id} disabled={why !== undefined} onClick={() => setBegun(fresh(field))}>
                  {field.label}
                </Menu.Item>
              )),
            ];
          })}
          {outermost && (
            <>
              <Menu.Divider />
              {(["any", "none"] as const).map((join) => (
                <Menu.Item key={join} onClick={() => setGroup(join)}>
                  {join === "any" ? "Any of\u2026" : "None of\u2026"}
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

/** Conditions that belong together: any, all or none of them. Without a condition it goes. */
function GroupChip({ group, fields, off, asking, onChange }: { group: FilterGroup; fields: readonly FilterField[]; off: (owner: Owner) => string | undefined; asking: boolean; onChange: (group: FilterGroup | undefined) => void }) {
  return (
    <span className="chipgroup" role="group" aria-label={`${JOIN_WORDS[group.join]} these`}>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <button type="button" className="join" aria-label={`${JOIN_WORDS[group.join]}: change`}>
            {JOIN_WORDS[group.join]}
            <ChevronDown size={11} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {JOINS.map((join) => (
            <Menu.Item key={join} onClick={() => onChange({ ...group, join })}>
              {JOIN_WORDS[join]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ChipRow nodes={group.parts} fields={fields} off={off} asking={asking} onChange={(parts) => onChange(parts.length > 0 ? { ...group, parts } : undefined)} />
      <button type="button" className="x" onClick={() => onChange(undefined)} aria-label={`Remove the group: ${JOIN_WORDS[group.join]} these`}>
        <X size={12} aria-hidden />
      </button>
    </span>
  );
}
