import { type ConstDirectiveNode, type FieldDefinitionNode, Kind, type ObjectTypeDefinitionNode, parse, type TypeNode, type ValueNode } from "graphql";
import { RETENTION } from "@homefield/kit";

/** Where a field lives, what kind of personal data it is, and what one must be allowed to read it. */
export interface OwnedField {
  /** "Customer.openBalance" */
  field: string;
  /** The subgraph that holds the fact; for the key that both sides know, the home of the entity. */
  home: string;
  /** Known on the other side too, as a number that points here. */
  isKey: boolean;
  /** "carrier" for types that only transport facts of others: pages, payloads, money. */
  personalData: string;
  purpose: string | undefined;
  /** How long it is kept, as the schema says; the owner's rule where it says nothing. */
  retention: string | undefined;
  /** Alternatives, each a list of permissions that are all needed. */
  permission: string[];
}

export interface Register {
  fields: OwnedField[];
  /** What is missing: "Account.phone: no personal-data class". */
  gaps: string[];
}

export const isPersonal = (kind: string | undefined): boolean => kind !== undefined && !["NONE", "carrier", "?"].includes(kind);
const CARRIER = /(Connection|Edge|Payload)$|^(Money|PageInfo|UserError)$/;
const ROOTS = new Set(["Query", "Mutation", "Subscription"]);

/** Reads ownership from the composed supergraph; `homesOf` tells in which subgraph an entity is at home, for its keys. */
export function ownershipRegister(supergraph: string, homeOf: (type: string) => string | undefined): Register {
  const types = parse(supergraph).definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
  const names = graphNames(supergraph);
  const permissions = permissionsByType(types);
  const register: Register = { fields: [], gaps: [] };
  for (const type of types) {
    for (const field of type.fields ?? []) {
      const name = `${type.name.value}.${field.name.value}`;
      const { homes, isKey } = homesOfField(type, field, names);
      const entityHome = homeOf(type.name.value);
      const home = homes.length > 1 && isKey && entityHome ? entityHome : homes.join(" + ");
      if (homes.length > 1 && !isKey && !CARRIER.test(type.name.value)) register.gaps.push(`${name}: two homes (${homes.join(", ")})`);
      const personal = personalDataOf(type, field);
      if (!personal) register.gaps.push(`${name}: no personal-data class`);
      const permission = permissionOfField(type, field, permissions);
      if (permission.length === 0) register.gaps.push(`${name}: no permission`);
      register.fields.push({ field: name, home, isKey, personalData: personal?.class ?? "?", purpose: personal?.purpose, retention: personal?.retention ?? (home in RETENTION && isPersonal(personal?.class) ? RETENTION[home as keyof typeof RETENTION] : undefined), permission });
    }
  }
  return register;
}

/** The entities a subgraph is the home of: stubs of the other side carry no personal-data class. */
export function entitiesAtHome(subgraphSdl: string): Set<string> {
  const types = parse(subgraphSdl).definitions.filter((node) => node.kind === Kind.OBJECT_TYPE_DEFINITION);
  return new Set(types.filter((type) => directive(type.directives, "personalData")).map((type) => type.name.value));
}

function graphNames(supergraph: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const node of parse(supergraph).definitions) {
    if (node.kind !== Kind.ENUM_TYPE_DEFINITION || node.name.value !== "join__Graph") continue;
    for (const value of node.values ?? []) names.set(value.name.value, text(argument(directive(value.directives, "join__graph"), "name")) ?? value.name.value);
  }
  return names;
}

function homesOfField(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode, names: Map<string, string>): { homes: string[]; isKey: boolean } {
  const joinTypes = all(type.directives, "join__type");
  const joinFields = all(field.directives, "join__field").filter((each) => argument(each, "external") === undefined && argument(each, "graph") !== undefined);
  const graphs = (joinFields.length > 0 ? joinFields : joinTypes).map((each) => text(argument(each, "graph")) ?? "");
  const keys = new Set(joinTypes.flatMap((each) => (text(argument(each, "key")) ?? "").split(/\s+/)));
  return { homes: [...new Set(graphs)].map((graph) => names.get(graph) ?? graph), isKey: keys.has(field.name.value) };
}

function personalDataOf(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode): { class: string; purpose: string | undefined; retention: string | undefined } | undefined {
  if (CARRIER.test(type.name.value) || ROOTS.has(type.name.value)) return { class: "carrier", purpose: undefined, retention: undefined };
  const found = directive(field.directives, "personalData") ?? directive(type.directives, "personalData");
  // A field that names a class of its own keeps the purpose and retention of its type, unless it names others.
  const ofType = directive(type.directives, "personalData");
  return found && { class: text(argument(found, "class")) ?? "?", purpose: text(argument(found, "purpose")) ?? text(argument(ofType, "purpose")), retention: text(argument(found, "retention")) ?? text(argument(ofType, "retention")) };
}

/** A part without a permission of its own (a line, an address) is read by whoever may read what leads to it. */
function permissionsByType(types: readonly ObjectTypeDefinitionNode[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>(types.map((type) => [type.name.value, new Set(scopesOf(type.directives))]));
  const own = new Set(types.filter((type) => scopesOf(type.directives).length > 0).map((type) => type.name.value));
  for (let grew = true; grew; ) {
    grew = false;
    for (const type of types) {
      for (const field of type.fields ?? []) {
        const target = namedType(field.type);
        const known = found.get(target);
        if (!known || own.has(target)) continue;
        const through = scopesOf(field.directives);
        for (const permission of through.length > 0 ? through : (found.get(type.name.value) ?? [])) {
          if (!known.has(permission)) grew = true;
          known.add(permission);
        }
      }
    }
  }
  return found;
}

function permissionOfField(type: ObjectTypeDefinitionNode, field: FieldDefinitionNode, byType: Map<string, Set<string>>): string[] {
  const own = scopesOf(field.directives);
  return own.length > 0 ? own : [...(byType.get(type.name.value) ?? [])].sort();
}

/** Each alternative as one text: "a:read + b:read". */
function scopesOf(directives: readonly ConstDirectiveNode[] | undefined): string[] {
  const scopes = argument(directive(directives, "requiresScopes"), "scopes");
  if (scopes?.kind !== Kind.LIST) return [];
  return scopes.values.map((alternative) => (alternative.kind === Kind.LIST ? alternative.values.map((scope) => text(scope)).join(" + ") : ""));
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function all(directives: readonly ConstDirectiveNode[] | undefined, name: string): ConstDirectiveNode[] {
  return (directives ?? []).filter((each) => each.name.value === name);
}

function directive(directives: readonly ConstDirectiveNode[] | undefined, name: string): ConstDirectiveNode | undefined {
  return all(directives, name)[0];
}

function argument(of: ConstDirectiveNode | undefined, name: string): ValueNode | undefined {
  return of?.arguments?.find((each) => each.name.value === name)?.value;
}

function text(value: ValueNode | undefined): string | undefined {
  return value && (value.kind === Kind.STRING || value.kind === Kind.ENUM) ? value.value : undefined;
}
