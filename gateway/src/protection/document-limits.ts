import { Complaint } from "./complaint.ts";
import type { DocumentShape } from "./document-shape.ts";

export const limits = {
  bodyBytes: 1024 * 1024,
  documentBytes: 100 * 1024,
  tokens: 4_000,
  depth: 14,
  fields: 2_000,
  aliases: 60,
  directives: 50,
  rootFields: 20,
  pageSize: 200,
} as const;

const advice: Record<keyof DocumentShape, { code: string; what: string; instead: string }> = {
  depth: { code: "TOO_DEEP", what: "levels", instead: "Ask for what lies deeper in a second request." },
  fields: { code: "TOO_MANY_FIELDS", what: "fields, fragments written out", instead: "Ask for less, or in several requests." },
  aliases: { code: "TOO_MANY_ALIASES", what: "aliases", instead: "Use a list with a filter instead of many aliases." },
  directives: { code: "TOO_MANY_DIRECTIVES", what: "directives", instead: "Leave out what is not needed." },
  rootFields: { code: "TOO_MANY_ROOT_FIELDS", what: "fields at the root", instead: "Ask in several requests." },
};

/** Refuses a document that is too large in one way or another. */
export function refuseOversized(shape: DocumentShape): void {
  for (const [key, { code, what, instead }] of Object.entries(advice) as [keyof DocumentShape, (typeof advice)[keyof DocumentShape]][]) {
    if (shape[key] > limits[key]) throw new Complaint(400, code, `This document has ${shape[key]} ${what}; at most ${limits[key]} are allowed. ${instead}`);
  }
}
