/**
 * A set of customer numbers that crosses between the owners for one request, instead of data: compressed, signed, bound to the caller and the
 * request and to a minute. It reveals membership, so it is only made from rows the caller may see, and only read for the same caller.
 *
 * A number the ERP drew itself (`C-10418`) crosses as its digits, as a bit or a difference to the one before; any other, taken over from
 * elsewhere, as text. SQL knows the digits as `customer_key(number)`, null for the others.
 */
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { GraphQLError } from "graphql";
import { type RawBuilder, sql } from "kysely";
import { type Bound, opened, sealed } from "./sealed.ts";
export type { Bound };

export const MOST_KEYS = 1_000_000;
/** Keys looked up one by one instead of in a bitmap. */
export const FEW_KEYS = 3_000;
const DRAWN = /^C-([1-9][0-9]{0,6})$/;
const MOST_BYTES = 64 << 20;

/** Keys in ascending order, and the numbers that have none, in ascending order. */
export interface KeySet { keys: number[]; texts: string[] }

/** The digits of a number the ERP drew itself, or null: what `customer_key` answers in SQL. */
export function customerKey(number: string): number | null {
  const digits = DRAWN.exec(number)?.[1];
  return digits === undefined ? null : Number(digits);
}
export function keySetOf(numbers: Iterable<string>): KeySet {
  const set: KeySet = { keys: [], texts: [] };
  for (const number of numbers) {
    const key = customerKey(number);
    if (key === null) set.texts.push(number);
    else set.keys.push(key);
  }
  set.keys.sort((a, b) => a - b);
  set.texts.sort();
  return set;
}

export const tooLarge = (what: string): GraphQLError => new GraphQLError(`${what} Narrow the filter.`, { extensions: { code: "SELECTION_TOO_LARGE" } });

export function writeKeySet({ keys, texts }: KeySet, bound: Bound): string {
  if (keys.length + texts.length > MOST_KEYS) throw tooLarge(`The selection has more than ${MOST_KEYS} keys.`);
  const differences = asDifferences(keys);
  const asBits = bytesOf(keys) < differences.length;
  return sealed([asBits ? "b" : "d", text64(asBits ? bitsOf(keys) : differences), text64(deflated(texts))], bound);
}
export function readKeySet(text: string, bound: Bound): KeySet {
  const [kind, body, texts] = opened(text, ["b", "d"], 3, bound) as [string, string, string];
  const bytes = Buffer.from(body, "base64url");
  return { keys: kind === "b" ? fromBits(bytes) : fromDifferences(bytes), texts: inflated(texts) };
}

/** That a row's customer is in the set; `key` and `number` are its columns. */
export function inKeySet({ keys, texts }: KeySet, key: RawBuilder<unknown>, number: RawBuilder<unknown>): RawBuilder<boolean> {
  // Few keys seek in an index; of many, each row looks up its bit, which costs the same however many there are.
  const drawn = keys.length === 0 ? sql<boolean>`false`
    : keys.length <= FEW_KEYS ? sql<boolean>`${key} = any(${keys}::int[])`
    : sql<boolean>`coalesce(case when ${key} <= ${keys.at(-1)!} then get_bit(${bitsOf(keys)}::bytea, ${key}) = 1 end, false)`;
  return texts.length === 0 ? drawn : sql<boolean>`(${drawn} or (${key} is null and ${number} = any(${texts}::text[])))`;
}

const bytesOf = (keys: readonly number[]): number => (keys.length === 0 ? 0 : (keys.at(-1)! >> 3) + 1);
/** One bit for each key, counted as PostgreSQL's get_bit does. */
export function bitsOf(keys: readonly number[]): Buffer {
  const bits = Buffer.alloc(bytesOf(keys));
  for (const key of keys) bits[key >> 3]! |= 1 << (key & 7);
  return bits;
}
function fromBits(bits: Buffer): number[] {
  const keys: number[] = [];
  for (let byte = 0; byte < bits.length; byte++) {
    for (let bit = 0, rest = bits[byte]!; rest !== 0; bit++, rest >>= 1) if (rest & 1) keys.push(byte * 8 + bit);
  }
  return keys;
}
/** Each key as what it is more than the one before, seven bits to a byte, low ones first. */
function asDifferences(keys: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(keys.length * 4);
  let length = 0;
  let before = 0;
  for (const key of keys) {
    let rest = key - before;
    before = key;
    for (; rest > 127; rest >>>= 7) bytes[length++] = (rest & 127) | 128;
    bytes[length++] = rest;
  }
  return bytes.subarray(0, length);
}
function fromDifferences(bytes: Buffer): number[] {
  const keys: number[] = [];
  let key = 0;
  for (let i = 0; i < bytes.length; ) {
    let difference = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[i++] ?? 0;
      difference |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    keys.push((key += difference));
  }
  return keys;
}
const text64 = (bytes: Buffer): string => bytes.toString("base64url");
const deflated = (texts: readonly string[]): Buffer => (texts.length === 0 ? Buffer.alloc(0) : deflateRawSync(texts.join("\n"), { level: 1 }));
function inflated(text: string): string[] {
  return text === "" ? [] : inflateRawSync(Buffer.from(text, "base64url"), { maxOutputLength: MOST_BYTES }).toString().split("\n");
}
