import { createHash, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign } from "node:crypto";
import { act, audit } from "@homefield/kit";
import type { CrmContext } from "../context.ts";
import type { MutationSubjectAccessArgs } from "../generated/graphql.ts";
import { erpFacts } from "./erp-privacy.ts";
import { factsAbout, subjectOf } from "./subject.ts";

export interface SubjectPackage { document: string; signature: string; publicKey: string; itemCount: number; isComplete: boolean }

/** Collects, signs and hands out; nothing of it is stored. The trail says that a package was made and its hash, not for whom. */
export async function subjectAccess(ctx: CrmContext, { subject: input }: MutationSubjectAccessArgs): Promise<{ subjectPackage: SubjectPackage }> {
  const subject = await subjectOf(ctx, input);
  const [ours, theirs] = await Promise.all([factsAbout(ctx.db, subject), erpFacts(ctx, subject)]);
  const items = [...ours, ...(theirs ?? [])];
  const document = JSON.stringify({ madeAt: ctx.now.toISOString(), asked: { contactId: input.contactId ?? null, email: input.email ?? null }, isComplete: theirs !== null, items }, undefined, 2);
  const key = signingKey(ctx.seamSecret);
  await act(ctx, { name: "subjectAccess" }, (tx) => audit(tx, ctx, {
    act: "subjectAccess", entity: "Subject", key: ctx.requestId, changes: { items: items.length, isComplete: theirs !== null, sha256: createHash("sha256").update(document).digest("hex") },
  }));
  return { subjectPackage: { document, signature: sign(null, Buffer.from(document), key).toString("base64"), publicKey: createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64"), itemCount: items.length, isComplete: theirs !== null } };
}

/** One Ed25519 key per house, made from its secret: the same after every start, and nowhere on disk. */
export function signingKey(secret: string): KeyObject {
  const seed = Buffer.from(hkdfSync("sha256", secret, "homefield", "subject access package", 32));
  // An Ed25519 key in PKCS #8 is this header and its seed.
  return createPrivateKey({ key: Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]), format: "der", type: "pkcs8" });
}
