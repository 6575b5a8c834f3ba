import type { Owner } from "../owner/owner.ts";
import { answeredAt, namesOf } from "./answered.ts";
import type { Fact } from "./facts.ts";

/** What the gateway tells of a field, read from the composed schema. */
export interface FieldProvenance {
  owner: string;
  /** Each set must be met; of a set any entry is enough, and of an entry all permissions are needed. */
  permissions: readonly (readonly (readonly string[])[])[];
  personalData: string | null;
  purpose: string | null;
  description: string | null;
}

type Provenance = Record<string, Record<string, FieldProvenance>>;

/** What a person is told of a fact. */
export interface ToldFact extends FieldProvenance {
  /** `Customer.openBalance` */
  name: string;
  /** When its owner answered. */
  asOf: string | undefined;
}

let asked: Promise<Provenance> | undefined;

/** The provenance of every field: asked for once, when somebody first wants to know. */
export function askProvenance(): Promise<Provenance> {
  asked ??= fetch("/provenance.json", { credentials: "same-origin", headers: { accept: "application/json" } }).then(async (response) => {
    if (!response.ok) throw new Error(`The server answered ${response.status}.`);
    return (await response.json()) as Provenance;
  });
  asked.catch(() => {
    asked = undefined;
  });
  return asked;
}

/** For tests. */
export function forgetProvenance(): void {
  asked = undefined;
}

/** Says of a fact whose it is and as of when: of the first of its names that has a home. */
export function tell(provenance: Provenance, fact: Fact): ToldFact | undefined {
  for (const written of fact.names) {
    const [type = "", key = ""] = written.split(".");
    for (const field of namesOf(key)) {
      const known = provenance[type]?.[field];
      if (!known) continue;
      const time = answeredAt(fact, written);
      return { ...known, name: `${type}.${field}`, asOf: time && (time.asOf[known.owner as Owner] ?? time.receivedAt) };
    }
  }
  return undefined;
}

/** The permissions in words: `customer:read and customer-balance:read`, `stock:read or item:read`. */
export function permissionWords(permissions: FieldProvenance["permissions"]): string {
  return permissions.map((set) => set.map((all) => all.join(" and ")).join(" or ")).join(" and ");
}
