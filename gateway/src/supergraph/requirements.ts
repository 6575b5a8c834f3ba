import { type ConstDirectiveNode, type DocumentNode, Kind, parse, type TypeNode } from "graphql";

/** Any of these sets of permissions is enough; of a set all are needed. */
export type Scopes = readonly (readonly string[])[];

/** Several conditions, all of which must hold. */
export type Requirement = readonly Scopes[];

interface TypeRequirements {
  own: Scopes | null;
  fields: Map<string, { own: Scopes | null; returns: string }>;
}

/** Which permissions the supergraph asks for, read once from its `@requiresScopes`. */
export class Requirements {
  readonly #types: ReadonlyMap<string, TypeRequirements>;
  /** Interface → object types that implement it. */
  readonly #implementors: ReadonlyMap<string, readonly string[]>;
  readonly #known = new Map<string, Requirement>();

  constructor(supergraphSdl: string) {
    const document = parse(supergraphSdl, { noLocation: true });
    this.#types = readTypes(document);
    this.#implementors = readImplementors(document);
  }

  /** Every permission the graph asks for. */
  all(): Set<string> {
    const all = new Set<string>();
    for (const { own, fields } of this.#types.values()) {
      for (const scopes of [own, ...[...fields.values()].map((field) => field.own)]) scopes?.flat().forEach((permission) => all.add(permission));
    }
    return all;
  }

  /** What a field needs: what it names itself, what its type names, and what the type it returns names. */
  ofField(typeName: string, fieldName: string): Requirement {
    const key = `${typeName}.${fieldName}`;
    const known = this.#known.get(key);
    if (known) return known;
    // Asked through an interface, the row may be of any type that implements it: what each needs is needed.
    const holders = [typeName, ...(this.#implementors.get(typeName) ?? [])].map((name) => this.#types.get(name));
    const requirement = holders.flatMap((type) => {
      const field = type?.fields.get(fieldName);
      return [type?.own, field?.own, field && this.#ofReturned(field.returns)];
    });
    const distinct = [...new Map(requirement.filter((scopes) => scopes != null).map((scopes) => [JSON.stringify(scopes), scopes])).values()];
    this.#known.set(key, distinct);
    return distinct;
  }

  /** What an object of a type needs to be read at all; null when the supergraph has no such type or asks nothing for it. */
  ofType(typeName: string): Requirement | null {
    const own = this.#types.get(typeName)?.own;
    return own ? [own] : null;
  }

  /** What a filter or order by a field would tell: the field itself and what it returns. Null where there is no such field. */
  ofFieldAlone(typeName: string, fieldName: string): Requirement | null {
    const field = this.#types.get(typeName)?.fields.get(fieldName);
    return field ? [field.own, this.#ofReturned(field.returns)].filter((scopes) => scopes !== null) : null;
  }

  /** A page of rows needs what a row needs: how many there are is already an answer. */
  #ofReturned(typeName: string): Scopes | null {
    const type = this.#types.get(typeName);
    if (type?.own) return type.own;
    const row = typeName.endsWith("Connection") ? type?.fields.get("nodes")?.returns : undefined;
    return row === undefined ? null : (this.#types.get(row)?.own ?? null);
  }
}

/** A permission the caller lacks and would need, or null when the requirement is met. */
export function missingPermission(requirement: Requirement, held: ReadonlySet<string>): string | null {
  for (const scopes of requirement) {
    if (scopes.some((all) => all.every((permission) => held.has(permission)))) continue;
    return scopes[0]?.find((permission) => !held.has(permission)) ?? "nothing grants this";
  }
  return null;
}

function readTypes(document: DocumentNode): Map<string, TypeRequirements> {
  const types = new Map<string, TypeRequirements>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const fields = (definition.fields ?? []).map((field) => [field.name.value, { own: scopesOf(field.directives), returns: namedType(field.type) }] as const);
    types.set(definition.name.value, { own: scopesOf(definition.directives), fields: new Map(fields) });
  }
  return types;
}

function readImplementors(document: DocumentNode): Map<string, string[]> {
  const implementors = new Map<string, string[]>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name } of definition.interfaces ?? []) implementors.set(name.value, [...(implementors.get(name.value) ?? []), definition.name.value]);
  }
  return implementors;
}

function scopesOf(directives: readonly ConstDirectiveNode[] | undefined): Scopes | null {
  const all = (directives ?? []).filter((directive) => directive.name.value === "requiresScopes");
  const sets = all.flatMap((directive) => {
    const value = directive.arguments?.find((argument) => argument.name.value === "scopes")?.value;
    if (value?.kind !== Kind.LIST) return [];
    return value.values.map((set) => (set.kind === Kind.LIST ? set.values.map((scope) => (scope.kind === Kind.STRING ? scope.value : "")) : []));
  });
  return all.length === 0 ? null : sets;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
