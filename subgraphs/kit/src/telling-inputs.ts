import { type GraphQLInputType, type GraphQLSchema, getNullableType, isEnumType, isInputObjectType, isListType } from "graphql";

/** Alternatives, each a list of permissions that are all needed. */
export type Scopes = readonly (readonly string[])[];
/** What reading a field needs, all of it; null where the type has no such field. */
export type NeedsOf = (type: string, field: string) => readonly Scopes[] | null;

/**
 * Filters and orders tell a value without showing it: "customers whose open balance is above 10,000" needs the permission of the balance.
 * `XFilter.openBalance` and `OPEN_BALANCE` of `XOrderField` stand for `X.openBalance`, by name: a sum may stand in the plural, what is
 * pointed at by its key (`accountId`), what is there or not by a question (`hasNextStep`), when it is by an instant (`nextStepAt`).
 * The gateway asks this before planning, each owner again.
 */
export class TellingInputs {
  /** Input type → field, or enum → value: what naming it needs. */
  readonly #needs = new Map<string, Map<string, readonly Scopes[]>>();
  /** Input types that hold such a field, at any depth. */
  readonly #telling = new Set<string>();

  constructor(schema: GraphQLSchema, needsOf: NeedsOf) {
    for (const type of Object.values(schema.getTypeMap())) {
      const subject = /^(.+?)(Filter|OrderField)$/.exec(type.name)?.[1];
      if (subject === undefined || !(isInputObjectType(type) || isEnumType(type))) continue;
      const names = isEnumType(type) ? type.getValues().map((value) => [value.name, camelCase(value.name)] as const) : Object.keys(type.getFields()).map((name) => [name, name] as const);
      const needs = names.flatMap(([name, field]) => {
        const scopes = namesOf(field).map((one) => needsOf(subject, one)).find((found) => found !== null) ?? [];
        return scopes.length > 0 ? [[name, scopes] as const] : [];
      });
      if (needs.length > 0) {
        this.#needs.set(type.name, new Map(needs));
        this.#telling.add(type.name);
      }
    }
    this.#spread(schema);
  }

  /** Whether an argument of this type could tell anything. */
  isTelling(type: GraphQLInputType): boolean {
    return this.#telling.has(nameOf(type));
  }

  /** A permission that the given value needs and the caller lacks. */
  missing(type: GraphQLInputType, value: unknown, held: ReadonlySet<string>): string | null {
    const nullable = getNullableType(type);
    if (value === null || value === undefined || !this.isTelling(nullable)) return null;
    if (isListType(nullable)) {
      for (const item of Array.isArray(value) ? value : [value]) {
        const missing = this.missing(nullable.ofType, item, held);
        if (missing) return missing;
      }
      return null;
    }
    if (isEnumType(nullable)) return this.#missingFor(nullable.name, String(value), held);
    if (!isInputObjectType(nullable)) return null;
    for (const [name, inner] of Object.entries(value as Record<string, unknown>)) {
      const field = nullable.getFields()[name];
      // What is null says nothing.
      const missing = field && inner !== null && inner !== undefined && (this.#missingFor(nullable.name, name, held) ?? this.missing(field.type, inner, held));
      if (missing) return missing;
    }
    return null;
  }

  #missingFor(typeName: string, name: string, held: ReadonlySet<string>): string | null {
    for (const scopes of this.#needs.get(typeName)?.get(name) ?? []) {
      if (!scopes.some((all) => all.every((permission) => held.has(permission)))) return scopes[0]?.find((permission) => !held.has(permission)) ?? "nothing grants this";
    }
    return null;
  }

  #spread(schema: GraphQLSchema): void {
    for (let grown = true; grown; ) {
      grown = false;
      for (const type of Object.values(schema.getTypeMap())) {
        if (!isInputObjectType(type) || this.#telling.has(type.name)) continue;
        if (Object.values(type.getFields()).some((field) => this.isTelling(field.type))) {
          this.#telling.add(type.name);
          grown = true;
        }
      }
    }
  }
}

/** The fields a name may stand for, likeliest first. */
export function namesOf(name: string): string[] {
  const question = /^(?:has|is)([A-Z]\w*)$/.exec(name)?.[1];
  const pointed = /^(\w+?)(?:Id|Number|Code|At)$/.exec(name)?.[1];
  const asked = question ? question[0]!.toLowerCase() + question.slice(1) : undefined;
  return [name, `${name}s`, ...[pointed, asked].flatMap((one) => (one ? [one, `${one}s`, `${one}At`] : []))];
}
const camelCase = (name: string): string => name.toLowerCase().replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

function nameOf(type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  return isListType(nullable) ? nameOf(nullable.ofType) : nullable.name;
}
