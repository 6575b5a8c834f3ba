/**
 * Enforces `@requiresScopes` in the owner and asserts at start that nothing was forgotten: every root field and every entity
 * names a permission, every field has a personal-data class.
 */
import {
  defaultFieldResolver, getNamedType, type GraphQLField, type GraphQLFieldResolver, type GraphQLObjectType, type GraphQLSchema, isObjectType, type ObjectTypeDefinitionNode, type FieldDefinitionNode, type ConstDirectiveNode,
} from "graphql";
import { type Caller, forbidden } from "./caller.ts";
import { TellingInputs } from "./telling-inputs.ts";

type Scopes = string[][];
type ResolveReference = (reference: unknown, ctx: { caller: Caller }, info: unknown) => unknown;
const VALUE_TYPE = /(Connection|Edge|Payload)$|^(Money|PageInfo|UserError)$|^_/;

export function guardSchema(schema: GraphQLSchema): void {
  const gaps: string[] = [];
  const telling = new TellingInputs(schema, (type, field) => needsOf(schema, type, field));
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    gaps.push(...gapsOf(schema, type));
    for (const field of Object.values(type.getFields())) guardField(type, field, telling);
    guardReference(type);
  }
  if (gaps.length > 0) throw new Error(`The schema has fields without permission or personal-data class:\n  ${gaps.join("\n  ")}`);
}
type Resolve = GraphQLFieldResolver<unknown, { caller: Caller }>;
type Args = Record<string, unknown>;
export interface Guarded<Function> {
  /** Throws for who may not have it, or may not ask for it in this way. */
  assertAllowed: (ctx: { caller: Caller }, args: Args) => void;
  /** Without the check; undefined where the parent's property is the answer. */
  resolve: Function | undefined;
}
// What the executor of this kit asks once for many rows, where graphql-js asks for each.
const guardedFields = new WeakMap<object, Guarded<Resolve>>();
const guardedReferences = new WeakMap<object, Guarded<ResolveReference>>();
const unguarded = (): void => undefined;
export const guardedField = (field: GraphQLField<unknown, { caller: Caller }>): Guarded<Resolve> => guardedFields.get(field) ?? { assertAllowed: unguarded, resolve: field.resolve };
export const guardedReference = (type: GraphQLObjectType): Guarded<ResolveReference> => guardedReferences.get(type) ?? { assertAllowed: unguarded, resolve: apolloOf(type).subgraph?.resolveReference };

/** AND of ORs over the field itself and the type it returns, and over what its filters and orders would tell. */
function guardField(type: GraphQLObjectType, field: GraphQLField<unknown, { caller: Caller }>, telling: TellingInputs): void {
  if (field.name.startsWith("_")) return;
  const needed = scopesOfField(field);
  const questions = field.args.filter((argument) => telling.isTelling(argument.type));
  if (needed.length === 0 && questions.length === 0) return;
  const assertAllowed: Guarded<Resolve>["assertAllowed"] = (ctx, args) => {
    assertHolds(ctx.caller, needed, `${type.name}.${field.name}`);
    for (const argument of questions) {
      const missing = telling.missing(argument.type, args[argument.name], ctx.caller.permissions);
      if (missing) throw forbidden(missing, `the filter or order of ${type.name}.${field.name}`);
    }
  };
  guardedFields.set(field, { assertAllowed, resolve: field.resolve });
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (parent, args, ctx, info) => {
    assertAllowed(ctx, args as Args);
    return resolve(parent, args, ctx, info);
  };
}
function assertHolds(caller: Caller, needed: readonly Scopes[], what: string): void {
  for (const scopes of needed) {
    const missing = missingScope(caller, scopes);
    if (missing) throw forbidden(missing, what);
  }
}
/** What a field names itself and what the type it returns names; a page needs what its rows need: how many there are is already an answer. */
function scopesOfField(field: GraphQLField<unknown, { caller: Caller }>): Scopes[] {
  const returned = getNamedType(field.type);
  const row = isObjectType(returned) && returned.name.endsWith("Connection") ? returned.getFields()["nodes"] : undefined;
  const types = [returned, row && getNamedType(row.type)].filter(isObjectType);
  return [scopesOf(field.astNode?.directives), ...types.map((one) => scopesOf(directivesOf(one)))].filter((scopes) => scopes !== null);
}
function needsOf(schema: GraphQLSchema, typeName: string, fieldName: string): Scopes[] | null {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  return field ? scopesOfField(field) : null;
}
// Where @apollo/subgraph keeps `__resolveReference`.
const apolloOf = (type: GraphQLObjectType): { subgraph?: { resolveReference?: ResolveReference } } => (type.extensions["apollo"] ?? {}) as { subgraph?: { resolveReference?: ResolveReference } };
/** Where the gateway asks for an entity by its key. One without a way of its own is what it was given, and just as guarded. */
function guardReference(type: GraphQLObjectType): void {
  const scopes = scopesOf(directivesOf(type));
  if (!scopes || !has(directivesOf(type), "key")) return;
  const apollo = apolloOf(type);
  const resolve: ResolveReference = apollo.subgraph?.resolveReference ?? ((reference) => reference);
  const assertAllowed = (ctx: { caller: Caller }): void => assertHolds(ctx.caller, [scopes], type.name);
  guardedReferences.set(type, { assertAllowed, resolve });
  const guarded: ResolveReference = (reference, ctx, info) => {
    assertAllowed(ctx);
    return resolve(reference, ctx, info);
  };
  type.extensions = { ...type.extensions, apollo: { ...apollo, subgraph: { ...apollo.subgraph, resolveReference: guarded } } };
}
export function missingScope(caller: Caller, scopes: Scopes): string | null {
  if (scopes.some((all) => all.every((scope) => caller.permissions.has(scope)))) return null;
  return scopes[0]!.find((scope) => !caller.permissions.has(scope)) ?? scopes[0]![0]!;
}
const directivesOf = (type: GraphQLObjectType): readonly ConstDirectiveNode[] =>
  [type.astNode, ...type.extensionASTNodes].flatMap((node) => (node as ObjectTypeDefinitionNode | undefined)?.directives ?? []);
export function scopesOf(directives: readonly ConstDirectiveNode[] | undefined): Scopes | null {
  const found = directives?.find((directive) => directive.name.value.endsWith("requiresScopes"));
  const value = found?.arguments?.find((argument) => argument.name.value === "scopes")?.value;
  if (value?.kind !== "ListValue") return null;
  return value.values.map((inner) => (inner.kind === "ListValue" ? inner.values.map((v) => (v as { value: string }).value) : []));
}
const has = (directives: readonly ConstDirectiveNode[] | undefined, name: string): boolean => directives?.some((d) => d.name.value === name) ?? false;

function gapsOf(schema: GraphQLSchema, type: GraphQLObjectType): string[] {
  if (VALUE_TYPE.test(type.name)) return [];
  const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
  const fields = Object.values(type.getFields()).filter((field) => !field.name.startsWith("_"));
  if (isRoot) return fields.filter((field) => !scopesOf(field.astNode?.directives)).map((field) => `${type.name}.${field.name}: no @requiresScopes`);
  const directives = directivesOf(type);
  const keys = new Set(directives.filter((d) => d.name.value === "key").flatMap((d) => keyFields(d)));
  const gaps: string[] = [];
  // A stub of the other side's entity carries no permission of its own; the home's counts, and each field added here names one or its type does.
  const isStub = !has(directives, "personalData");
  if (has(directives, "key") && !isStub && !scopesOf(directives)) gaps.push(`${type.name}: an entity without @requiresScopes`);
  if (isStub) {
    for (const field of fields) {
      if (!keys.has(field.name) && !has((field.astNode as FieldDefinitionNode | undefined)?.directives, "personalData")) gaps.push(`${type.name}.${field.name}: no @personalData`);
    }
  }
  return gaps;
}
const keyFields = (directive: ConstDirectiveNode): string[] => {
  const value = directive.arguments?.find((argument) => argument.name.value === "fields")?.value;
  return value?.kind === "StringValue" ? value.value.split(/\s+/) : [];
};
