// The shortest way from `Query` to every field of a schema, so that a test can ask each of them without anybody having to list them.
import {
  type GraphQLField, type GraphQLInputType, type GraphQLNamedType, type GraphQLObjectType, type GraphQLSchema, getNamedType, isAbstractType, isEnumType, isInputObjectType, isLeafType, isListType, isNonNullType, isObjectType, isRequiredArgument,
  isRequiredInputField,
} from "graphql";

export type AnyField = GraphQLField<unknown, unknown>;
/** What an argument gets: by "Query.account.id", by its name, or by its type. Undefined leaves it out, if that is allowed. */
export type ValueOf = (coordinate: string, name: string, type: GraphQLInputType) => unknown;

export interface Step { type: GraphQLObjectType; field: AnyField; given: string }
export interface FieldPath {
  /** "Customer.openBalance" */
  coordinate: string;
  steps: readonly Step[];
  /** Where its value stands in an answer, lists and pages left out. */
  selection: string;
}

/**
 * One path to each field of each object type that can be reached by reading; what a mutation answers with is reached from there too.
 * An owner is asked for its share of an entity of the other side by `representations`, as the gateway does.
 */
export function pathsToEveryField(schema: GraphQLSchema, valueOf: ValueOf, representations: readonly ({ __typename: string } & Record<string, string>)[] = []): FieldPath[] {
  const query = schema.getQueryType()!;
  const found = new Map<string, FieldPath>();
  const ways = new Map<GraphQLObjectType, Step[]>([[query, []]]);
  for (const { __typename, ...key } of representations) {
    const given = `(representations: [{ __typename: "${__typename}", ${Object.entries(key).map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(", ")} }])`;
    ways.set(schema.getType(__typename) as GraphQLObjectType, [{ type: query, field: query.getFields()["_entities"]!, given }]);
  }
  for (const [type, way] of ways) {
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith("_")) continue;
      const steps = [...way, { type, field, given: argumentsFor(type, field, valueOf) }];
      found.set(`${type.name}.${field.name}`, { coordinate: `${type.name}.${field.name}`, steps, selection: selectionOf(steps) });
      for (const next of objectTypesOf(schema, getNamedType(field.type))) if (!ways.has(next)) ways.set(next, steps);
    }
  }
  return [...found.values()];
}
/** Object types nothing that is read leads to. */
export function unreached(schema: GraphQLSchema, paths: readonly FieldPath[]): string[] {
  const reached = new Set(paths.map(({ steps }) => steps.at(-1)!.type.name));
  const root = new Set([schema.getQueryType()!.name, schema.getMutationType()!.name]);
  return Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !/^_/.test(type.name) && !root.has(type.name) && !reached.has(type.name)).map((type) => type.name);
}
const objectTypesOf = (schema: GraphQLSchema, type: GraphQLNamedType): readonly GraphQLObjectType[] => (isObjectType(type) ? [type] : isAbstractType(type) ? schema.getPossibleTypes(type) : []);

function argumentsFor(type: GraphQLObjectType, field: AnyField, valueOf: ValueOf): string {
  const given = field.args.flatMap((arg) => {
    const value = valueOf(`${type.name}.${field.name}.${arg.name}`, arg.name, arg.type);
    if (value === undefined && !isRequiredArgument(arg)) return [];
    return [`${arg.name}: ${literal(arg.type, value ?? filled(arg.type, arg.name, valueOf))}`];
  });
  return given.length > 0 ? `(${given.join(", ")})` : "";
}
/** From the first step down to the field, and below it one leaf. Where a step answers one of several types, the one meant is named. */
function selectionOf(steps: readonly Step[]): string {
  const last = steps.at(-1)!;
  let inner = leafOf(getNamedType(last.field.type));
  for (const [i, { field, given }] of [...steps.entries()].reverse()) {
    inner = `${field.name}${given}${inner && ` { ${inner} }`}`;
    const above = steps[i - 1];
    if (above && isAbstractType(getNamedType(above.field.type))) inner = `... on ${steps[i]!.type.name} { ${inner} }`;
  }
  return inner;
}
function leafOf(type: GraphQLNamedType): string {
  if (isLeafType(type)) return "";
  if (!isObjectType(type)) return "__typename";
  const fields = Object.values(type.getFields()).filter((field) => !field.args.some((arg) => isRequiredArgument(arg)));
  const nodes = fields.find((field) => field.name === "nodes");
  if (nodes) return `nodes { ${leafOf(getNamedType(nodes.type))} }`;
  // What the field itself answers, not what a field of that asks for on top.
  const leaf = fields.find((field) => isLeafType(getNamedType(field.type)) && scopesOf(field).length === 0);
  if (leaf) return leaf.name;
  return "__typename";
}

/** A value of the type with what is required in it. */
export function filled(type: GraphQLInputType, name: string, valueOf: ValueOf): unknown {
  const known = valueOf("", name, type);
  if (known !== undefined) return known;
  if (isNonNullType(type)) return filled(type.ofType, name, valueOf);
  if (isListType(type)) return [filled(type.ofType, name, valueOf)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isInputObjectType(type)) return Object.fromEntries(Object.values(type.getFields()).filter((field) => isRequiredInputField(field)).map((field) => [field.name, filled(field.type, field.name, valueOf)]));
  return SAMPLES[getNamedType(type).name] ?? "x";
}
const SAMPLES: Record<string, unknown> = {
  ID: "00000000-0000-7000-8000-000000000000", String: "Some words", Int: 1, Float: 1, Boolean: true, Decimal: "1", Date: "2026-11-02", DateTime: "2026-11-02T10:00:00Z", CurrencyCode: "DKK",
};

/** A value as GraphQL writes it: enum values without quotes. */
export function literal(type: GraphQLInputType, value: unknown): string {
  if (value === null) return "null";
  if (isNonNullType(type)) return literal(type.ofType, value);
  if (isListType(type)) return `[${(Array.isArray(value) ? value : [value]).map((item) => literal(type.ofType, item)).join(", ")}]`;
  if (isEnumType(type)) return String(value);
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    return `{ ${Object.entries(value as object).map(([name, inner]) => `${name}: ${literal(fields[name]!.type, inner)}`).join(", ")} }`;
  }
  return JSON.stringify(value);
}

interface Noded { astNode?: { directives?: readonly { name: { value: string } }[] | undefined } | null | undefined; extensionASTNodes?: readonly { directives?: readonly { name: { value: string } }[] | undefined }[] }
/** What `@requiresScopes` asks for here: alternatives, each a list of permissions that are all needed. */
export function scopesOf(node: Noded): string[][] {
  const directive = [node.astNode, ...(node.extensionASTNodes ?? [])].flatMap((one) => one?.directives ?? []).find((one) => one.name.value === "requiresScopes") as undefined | { arguments: { value: { values: { values: { value: string }[] }[] } }[] };
  return directive?.arguments[0]!.value.values.map((all) => all.values.map(({ value }) => value)) ?? [];
}
/** All that is asked for on the way to a field and by it: each must be met. */
export function requirementsOf({ steps }: FieldPath): string[][][] {
  const all = steps.flatMap(({ type, field }) => {
    const returned = getNamedType(field.type);
    const row = isObjectType(returned) && returned.name.endsWith("Connection") ? getNamedType(returned.getFields()["nodes"]!.type) : null;
    return [scopesOf(type), scopesOf(field), scopesOf(returned as Noded), ...(row ? [scopesOf(row as Noded)] : [])];
  });
  return all.filter((scopes) => scopes.length > 0);
}
export const missing = (requirements: readonly string[][][], held: ReadonlySet<string>): string[] =>
  [...new Set(requirements.filter((scopes) => !scopes.some((all) => all.every((one) => held.has(one)))).flat(2).filter((one) => !held.has(one)))];
