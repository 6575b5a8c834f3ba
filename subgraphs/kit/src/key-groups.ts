/**
 * Customers in groups that one owner made, for the other to sum by: for each key the number of its group, so that no value of the groups
 * crosses. Signed like a key set.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type RawBuilder, sql } from "kysely";
import { customerKey, tooLarge } from "./key-set.ts";
import { type Bound, opened, sealed } from "./sealed.ts";

export const MOST_GROUPS = 1_000;
const MOST_BYTES = 64 << 20;

/** Two bytes for each key, low one first, zero for none; and the numbers that have no key. */
export interface KeyGroups { byKey: Buffer; byText: Record<string, number> }

/** Customers and the number of their group, from 1; the one after the last is of those without a value. */
export function keyGroupsOf(members: readonly { customer: string; group: number }[]): KeyGroups {
  if (members.some(({ group }) => group > MOST_GROUPS + 1)) throw tooLarge(`There are more than ${MOST_GROUPS} groups.`);
  const byText: KeyGroups["byText"] = {};
  const keyed = members.flatMap(({ customer, group }) => {
    const key = customerKey(customer);
    if (key === null) byText[customer] = group;
    return key === null ? [] : [[key, group] as const];
  });
  const byKey = Buffer.alloc(keyed.reduce((most, [key]) => Math.max(most, key + 1), 0) * 2);
  for (const [key, group] of keyed) byKey.writeUInt16LE(group, key * 2);
  return { byKey, byText };
}
export const writeKeyGroups = ({ byKey, byText }: KeyGroups, bound: Bound): string =>
  sealed(["g", deflateRawSync(byKey, { level: 1 }).toString("base64url"), Buffer.from(JSON.stringify(byText)).toString("base64url")], bound);
export function readKeyGroups(text: string, bound: Bound): KeyGroups {
  const [, byKey, byText] = opened(text, ["g"], 3, bound) as [string, string, string];
  return { byKey: inflateRawSync(Buffer.from(byKey, "base64url"), { maxOutputLength: MOST_BYTES }), byText: JSON.parse(Buffer.from(byText, "base64url").toString()) as KeyGroups["byText"] };
}
/** The number of the group a row's customer is in, 0 for none. */
export function groupOf({ byKey, byText }: KeyGroups, key: RawBuilder<unknown>, number: RawBuilder<unknown>): RawBuilder<number> {
  const most = byKey.length / 2 - 1;
  return sql<number>`coalesce(case when ${key} <= ${most} then get_byte(${byKey}::bytea, ${key} * 2) + 256 * get_byte(${byKey}::bytea, ${key} * 2 + 1)
    when ${key} is null then (${JSON.stringify(byText)}::jsonb ->> ${number})::int end, 0)`;
}
