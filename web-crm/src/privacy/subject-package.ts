import type { SubjectAccessMutation } from "../gql/graphql.ts";

export type SignedPackage = NonNullable<SubjectAccessMutation["subjectAccess"]["subjectPackage"]>;

/** One fact of a package, as its document says it. */
export interface KeptFact {
  source: string;
  owner: "crm" | "erp";
  key: string;
  value: string;
  personalData: string;
  purpose: string;
  retention: string;
}

/** The facts of a package: the CRM's first, and those of one type together. */
export function factsOf({ document }: Pick<SignedPackage, "document">): KeptFact[] {
  const { items } = JSON.parse(document) as { items: KeptFact[] };
  return items.toSorted((a, b) => a.owner.localeCompare(b.owner) || typeOf(a).localeCompare(typeOf(b)));
}

/** `Contact` of `Contact.name`. */
export const typeOf = (fact: Pick<KeptFact, "source">): string => fact.source.split(".", 1)[0] ?? fact.source;

/** What is handed out: the document as it was signed, byte for byte, and what it is checked with. */
export function packageFile({ document, signature, publicKey }: Pick<SignedPackage, "document" | "signature" | "publicKey">): string {
  return `${JSON.stringify({ algorithm: "Ed25519", publicKey, signature, document }, undefined, 2)}\n`;
}
