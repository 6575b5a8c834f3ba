import { type ConstDirectiveNode, Kind, parse } from "graphql";

/** What the schema says about the personal data in one field. */
export interface PersonalData { class: string; purpose: string | null; retention: string | null }
/** How long personal data is kept where the schema names nothing else. */
export const RETENTION: Record<"crm" | "erp", string> = {
  crm: "3 years after the last touch, or until the person asks",
  erp: "as long as bookkeeping law asks: 5 years after the fiscal year in Denmark, 10 in France",
};

/** Reads `@personalData` of every field of an owner's schema, by "Contact.email". */
export function personalDataOf(sdl: string): Map<string, PersonalData> {
  const found = new Map<string, PersonalData>();
  for (const type of parse(sdl, { noLocation: true }).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const field of type.fields ?? []) {
      const [own, ofType] = [directive(field.directives), directive(type.directives)];
      const said = own ?? ofType;
      if (said) found.set(`${type.name.value}.${field.name.value}`, { class: argument(said, "class")!, purpose: argument(own, "purpose") ?? argument(ofType, "purpose"), retention: argument(own, "retention") ?? argument(ofType, "retention") });
    }
  }
  return found;
}
const directive = (directives: readonly ConstDirectiveNode[] | undefined): ConstDirectiveNode | undefined => directives?.find(({ name }) => name.value === "personalData");
function argument(node: ConstDirectiveNode | undefined, name: string): string | null {
  const value = node?.arguments?.find((one) => one.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : null;
}

/** One fact about a person: where it stands, what it is, and why it is kept. */
export interface SubjectItem { source: string; key: string; value: string; personalData: string; purpose: string; retention: string; owner: "crm" | "erp" }
/** Turns rows into items; what has no value is no fact. */
export function subjectItems(owner: "crm" | "erp", known: ReadonlyMap<string, PersonalData>, type: string, rows: readonly { key: string; facts: Record<string, unknown> }[]): SubjectItem[] {
  return rows.flatMap(({ key, facts }) => Object.entries(facts).flatMap(([field, value]) => {
    if (value === null || value === undefined || value === "") return [];
    const said = known.get(`${type}.${field}`);
    if (!said) throw new Error(`${type}.${field} is not in the schema, so nothing says why it is kept`);
    return [{ source: `${type}.${field}`, key, value: value instanceof Date ? value.toISOString() : String(value), personalData: said.class, purpose: said.purpose ?? "Operating the business", retention: said.retention ?? RETENTION[owner], owner }];
  }));
}
