/**
 * Enforces `@requiresScopes` in the owner and asserts at start that nothing was forgotten: every root field and every entity
 * names a permission, every field has a personal-data class.
 */
import {
  defaultFieldResolver, getNamedType, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, isObjectType, type ObjectTypeDefinitionNode, type FieldDefinitionNode, type ConstDirectiveNode,
} from "graphql";
import { type Caller, forbidden } from "./caller.ts";

type Scopes = string[][];
type ResolveReference = (reference: unknown, ctx: { caller: Caller }, info: unknown) => unknown;
const VALUE_TYPE = /(Connection|Edge|Payload)$|^(Money|PageInfo|UserError)$|^_/;

export function guardSchema(schema: GraphQLSchema): void {
  const gaps: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith("__")) continue;
    gaps.push(...gapsOf(schema, type));
    for (const field of Object.values(type.getFields())) guardField(type, field);
    guardReference(type);
  }
  if (gaps.length > 0) throw new Error(`The schema has fields without permission or personal-data class:\n  ${gaps.join("\n  ")}`);
}
/** AND of ORs over the field itself and the type it returns. */
function guardField(type: GraphQLObjectType, field: GraphQLField<unknown, { caller: Caller }>): void {
  if (field.name.startsWith("_")) return;
  const returned = getNamedType(field.type);
  const needed = [scopesOf(field.astNode?.directives), isObjectType(returned) ? scopesOf(directivesOf(returned)) : null].filter((s): s is Scopes => s !== null);
  if (needed.length === 0) return;
  const resolve = field.resolve ?? defaultFieldResolver;
  field.resolve = (parent, args, ctx, info) => {
    for (const scopes of needed) {
      const missing = missingScope(ctx.caller, scopes);
      if (missing) throw forbidden(missing, `${type.name}.${field.name}`);
    }
    return resolve(parent, args, ctx, info);
  };
}
function guardReference(type: GraphQLObjectType): void {
  const scopes = scopesOf(directivesOf(type));
  // Where @apollo/subgraph keeps `__resolveReference`.
  const entity = (type.extensions["apollo"] as { subgraph?: { resolveReference?: ResolveReference } } | undefined)?.subgraph;
  const resolve = entity?.resolveReference;
  if (!scopes || !entity || !resolve) return;
  entity.resolveReference = (reference, ctx, info) => {
    const missing = missingScope(ctx.caller, scopes);
    if (missing) throw forbidden(missing, type.name);
    return resolve(reference, ctx, info);
  };
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
