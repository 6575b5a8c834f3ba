/** What one owner hands to the other through somebody else's hands: signed, bound to the caller and the request and to a minute. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { GraphQLError } from "graphql";

const LIFE_SECONDS = 60;

/** `requestId`: the set is good for this request only; null where whoever carries it may not tell which request it is. */
export interface Bound { secret: string; subject: string; requestId: string | null; now: Date }

/** Parts of text with the end of their life and a signature over all of it. */
export function sealed(parts: readonly string[], bound: Bound): string {
  const text = ["v2", Math.floor(bound.now.getTime() / 1000) + LIFE_SECONDS, ...parts].join(".");
  return `${text}.${signature(text, bound)}`;
}
/** The parts, the first of which is one of `kinds`. */
export function opened(sealedText: string, kinds: readonly string[], parts: number, bound: Bound): string[] {
  const end = sealedText.lastIndexOf(".");
  const text = sealedText.slice(0, Math.max(end, 0));
  const [version, expires, ...rest] = text.split(".");
  const expected = Buffer.from(signature(text, bound));
  const given = Buffer.from(sealedText.slice(end + 1));
  const isOurs = version === "v2" && rest.length === parts && kinds.includes(rest[0]!) && expected.length === given.length && timingSafeEqual(expected, given);
  if (!isOurs || Number(expires) * 1000 < bound.now.getTime()) {
    throw new GraphQLError("This selection has expired or was not made for you. Ask for it again.", { extensions: { code: "SELECTION_EXPIRED" } });
  }
  return rest;
}
const signature = (text: string, { secret, subject, requestId }: Bound): string => createHmac("sha256", secret).update(`${subject}\n${requestId ?? ""}\n${text}`).digest("base64url");
