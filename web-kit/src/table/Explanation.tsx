import { Popover } from "@mantine/core";
import { Info } from "lucide-react";
import { formatDay } from "../format/dates.ts";
import { Mark } from "../parts/marks.tsx";

/** How a list over both owners was found: `explain` of any of the graph's lists. */
export interface ListFound {
  leads: "CRM" | "ERP";
  plan: "ONE_OWNER" | "STREAM" | "KEYS" | "BITMAP" | "NARROWED";
  reason: string;
  estimatedInCrm?: number | null;
  estimatedInErp?: number | null;
  keysShipped: number;
  bytesShipped: number;
  calls: number;
  statements: number;
  asOf: string;
}

const PLAN_WORDS: Record<ListFound["plan"], string> = {
  ONE_OWNER: "One owner knows all that is asked",
  STREAM: "The leader reads in order, the other judges",
  KEYS: "The other says which, one by one",
  BITMAP: "The other says which, one bit each",
  NARROWED: "The leader sends ahead who can match at all",
};

const figure = (value: number): string => value.toLocaleString("en-GB");

/** A small button that says which owner leads a list, why, and what crossed between them. */
export function Explanation({ found }: { found: ListFound | null | undefined }) {
  if (!found) return null;
  const leader = found.leads === "CRM" ? "crm" : "erp";
  const expected = [found.estimatedInCrm, found.estimatedInErp].map((rows, at) => (rows === null || rows === undefined ? undefined : `${figure(rows)} in ${at === 0 ? "CRM" : "ERP"}`)).filter(Boolean);
  return (
    <Popover position="bottom-end" withinPortal trapFocus width={320}>
      <Popover.Target>
        <button type="button" className="seg" aria-label="How this list was found">
          <Info size={13} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className="m row g6">
          <Mark of={leader} quiet />
          {found.leads} leads
        </p>
        <p className="s t2">
          {PLAN_WORDS[found.plan]}. {found.reason}
        </p>
        <dl className="sum s">
          {expected.length > 0 && (
            <div>
              <dt className="t2">Rows expected</dt>
              <dd>{expected.join(", ")}</dd>
            </div>
          )}
          <div>
            <dt className="t2">Keys that crossed</dt>
            <dd>
              {figure(found.keysShipped)}
              {found.bytesShipped > 0 ? `, ${figure(found.bytesShipped)} bytes` : ""}
            </dd>
          </div>
          <div>
            <dt className="t2">Questions, statements</dt>
            <dd>
              {figure(found.calls)}, {figure(found.statements)}
            </dd>
          </div>
          <div>
            <dt className="t2">Overdue as of</dt>
            <dd>{formatDay(found.asOf)}</dd>
          </div>
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
