import { createHmac, timingSafeEqual } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { GraphQLError } from "graphql";

/**
 * A set of keys of the other side that crosses the seam for one request: compressed, signed, bound to the caller and to a minute.
 * It reveals membership, so it is only made from rows the caller may see, and only read for the same caller.
 */
export const MOST_KEYS = 1_000_000;
const LIFE_SECONDS = 60;

export function writeKeySet(keys: readonly string[], bound: { secret: string; subject: string; now: Date }): string {
  if (keys.length > MOST_KEYS) throw new GraphQLError(`The selection has more than ${MOST_KEYS} keys. Narrow the filter.`, { extensions: { code: "SELECTION_TOO_LARGE" } });
  const body = deflateRawSync([...keys].sort().join("\n"), { level: 1 }).toString("base64url");
  const expires = Math.floor(bound.now.getTime() / 1000) + LIFE_SECONDS;
  return `v1.${expires}.${body}.${sign(`v1.${expires}.${body}`, bound)}`;
}
export function readKeySet(text: string, bound: { secret: string; subject: string; now: Date }): string[] {
  const [version, expires, body, signature] = text.split(".");
  const invalid = (): GraphQLError => new GraphQLError("This selection has expired or was not made for you. Ask for it again.", { extensions: { code: "SELECTION_EXPIRED" } });
  if (version !== "v1" || !expires || body === undefined || !signature) throw invalid();
  const expected = Buffer.from(sign(`v1.${expires}.${body}`, bound));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given) || Number(expires) * 1000 < bound.now.getTime()) throw invalid();
  const joined = inflateRawSync(Buffer.from(body, "base64url"), { maxOutputLength: 64 << 20 }).toString();
  return joined === "" ? [] : joined.split("\n");
}
const sign = (text: string, bound: { secret: string; subject: string }): string => createHmac("sha256", bound.secret).update(`${bound.subject}\n${text}`).digest("base64url");
