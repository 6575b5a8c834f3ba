import { type ConstDirectiveNode, type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode, parse } from "graphql";
import { Requirements } from "./requirements.ts";

/** Whose a field is, who may see it, and what it says. */
export interface FieldProvenance {
  /** The source that owns it. */
  owner: string;
  /** Sets of permissions of which each must be met; of a set any entry is enough, and of an entry all are needed. */
  permissions: readonly (readonly (readonly string[])[])[];
  /** The class of personal data it holds. */
  personalData: string | null;
  purpose: string | null;
  description: string | null;
}

/** By type and field, for every field with one owner. */
export type Provenance = Record<string, Record<string, FieldProvenance>>;

/** Types that pages, acts and lists are wrapped in; what they hold has a home, they themselves have none. */
const WRAPPER = /(Connection|Edge|Payload|PageInfo)$|^(Query|Mutation|UserError)$/;

/** Read from the composed schema alone: it is what the gateway enforces, so it cannot say anything else than what holds. */
export function provenanceOf(supergraphSdl: string): Provenance {
  const requirements = new Requirements(supergraphSdl);
  const provenance: Provenance = {};
  for (const definition of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION || WRAPPER.test(definition.name.value)) continue;
    const fields = (definition.fields ?? []).flatMap((field) => {
      const owner = ownerOf(field, definition);
      if (owner === null) return [];
      const personal = directive(field, "personalData") ?? directive(definition, "personalData");
      const facts: FieldProvenance = {
        owner,
        permissions: requirements.ofField(definition.name.value, field.name.value),
        personalData: argument(personal, "class"),
        purpose: argument(personal, "purpose"),
        description: field.description?.value ?? null,
      };
      return [[field.name.value, facts] as const];
    });
    if (fields.length > 0) provenance[definition.name.value] = Object.fromEntries(fields);
  }
  return provenance;
}

/** The one graph that resolves a field. What several graphs share, such as an amount of money, belongs to the field that holds it. */
function ownerOf(field: FieldDefinitionNode, type: ObjectTypeDefinitionNode): string | null {
  const joins = (field.directives ?? []).filter(({ name }) => name.value === "join__field").filter((join) => argument(join, "external") !== "true");
  const graphs = (joins.length > 0 ? joins : (type.directives ?? []).filter(({ name }) => name.value === "join__type")).map((join) => argument(join, "graph"));
  const distinct = [...new Set(graphs)];
  if (distinct.length === 1 && distinct[0]) return distinct[0].toLowerCase();
  // A key stands on both sides. It is made where the rest of the type is resolved.
  const elsewhere = (type.fields ?? []).flatMap((other) => (other.directives ?? []).filter(({ name }) => name.value === "join__field")).map((join) => argument(join, "graph"));
  const most = distinct.map((graph) => [graph, elsewhere.filter((one) => one === graph).length] as const).sort((a, b) => b[1] - a[1]);
  return most[0]?.[0] && most[0][1] > (most[1]?.[1] ?? 0) ? most[0][0].toLowerCase() : null;
}

const directive = ({ directives }: { directives?: readonly ConstDirectiveNode[] }, name: string): ConstDirectiveNode | undefined => directives?.find((one) => one.name.value === name);

function argument(node: ConstDirectiveNode | undefined, name: string): string | null {
  const value = node?.arguments?.find((one) => one.name.value === name)?.value;
  if (value?.kind === Kind.ENUM || value?.kind === Kind.STRING) return value.value;
  return value?.kind === Kind.BOOLEAN ? String(value.value) : null;
}
