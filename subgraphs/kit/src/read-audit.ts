/**
 * What an answer showed of people and money: read from the document, the schema and the answer itself, so that no resolver has to think of it.
 * A field counts by its `@personalData` class; the record by its key, where the answer or the question has it.
 */
import {
  type DocumentNode, type FieldNode, getNamedType, getOperationAST, type GraphQLObjectType, type GraphQLSchema, isAbstractType, isLeafType, isObjectType, Kind, type ObjectTypeDefinitionNode, parse, type SelectionSetNode, type ConstDirectiveNode, valueFromASTUntyped,
} from "graphql";
import { Lru } from "./lru.ts";

export interface Seen { type: string; fields: string[]; keys: string[] }
interface Question { query?: string; operationName?: string; variables?: Record<string, unknown> }
const AUDITED = new Set(["IDENTITY", "CONTACT", "FINANCIAL"]);
const MOST_CHARACTERS = 500_000;
type Found = Map<string, { fields: Set<string>; keys: Set<string> }>;

export class ReadAudit {
  readonly #schema: GraphQLSchema;
  /** Documents seen; null: nothing in it is audited. */
  readonly #documents = new Lru<{ document: DocumentNode | null; size: number }>(MOST_CHARACTERS, ({ size }) => size);

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }
  seen({ query = "", operationName, variables = {} }: Question, answer: string): Seen[] {
    const document = this.#document(query);
    const operation = document && getOperationAST(document, operationName);
    if (!document || !operation || operation.operation !== "query") return [];
    const { data } = JSON.parse(answer) as { data?: Record<string, unknown> | null };
    if (!data) return [];
    const found: Found = new Map();
    this.#walk(document, operation.selectionSet, this.#schema.getQueryType()!, data, null, variables, found);
    return [...found].map(([type, { fields, keys }]) => ({ type, fields: [...fields].sort(), keys: [...keys] }));
  }

  #document(query: string): DocumentNode | null {
    let known = this.#documents.get(query);
    if (!known) {
      const document = parsed(query);
      known = { document: document && this.#mayShow(document) ? document : null, size: query.length };
      this.#documents.set(query, known);
    }
    return known.document;
  }
  /** Whether any field of that name is audited anywhere: the walk decides exactly, only for documents that may show something. */
  #mayShow(document: DocumentNode): boolean {
    const text = new Set([...JSON.stringify(document).matchAll(/"kind":"Name","value":"(\w+)"/g)].map((match) => match[1]!));
    return Object.values(this.#schema.getTypeMap()).some((type) => isObjectType(type) && Object.keys(type.getFields()).some((name) => text.has(name) && isAudited(type, name)));
  }

  #walk(document: DocumentNode, set: SelectionSetNode, type: GraphQLObjectType, data: Record<string, unknown>, above: string | null, variables: Record<string, unknown>, found: Found): void {
    const key = keyIn(type, set, data) ?? above;
    for (const selection of set.selections) {
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : document.definitions.find((one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value);
        const condition = fragment && "typeCondition" in fragment ? fragment.typeCondition?.name.value : undefined;
        if (fragment && "selectionSet" in fragment && (condition === undefined || condition === type.name || isAbstractType(this.#schema.getType(condition)))) this.#walk(document, fragment.selectionSet!, type, data, key, variables, found);
        continue;
      }
      const value = data[selection.alias?.value ?? selection.name.value];
      if (value === null || value === undefined) continue;
      if (isAudited(type, selection.name.value)) note(found, type.name, selection.name.value, key);
      this.#below(document, selection, type, value, key, variables, found);
    }
  }
  #below(document: DocumentNode, node: FieldNode, type: GraphQLObjectType, value: unknown, key: string | null, variables: Record<string, unknown>, found: Found): void {
    const definition = type.getFields()[node.name.value];
    const returned = definition && getNamedType(definition.type);
    if (!node.selectionSet || !returned || isLeafType(returned)) return;
    const given = type === this.#schema.getQueryType() ? keysGiven(node, variables) : [];
    for (const [i, row] of [value].flat().entries()) {
      if (row === null || typeof row !== "object") continue;
      const named = (row as { __typename?: string }).__typename ?? given[i]?.type;
      const actual = isObjectType(returned) ? returned : named ? this.#schema.getType(named) : undefined;
      if (isObjectType(actual)) this.#walk(document, node.selectionSet, actual, row as Record<string, unknown>, given[i]?.key ?? (given.length === 1 ? given[0]!.key : key), variables, found);
    }
  }
}
function note(found: Found, type: string, field: string, key: string | null): void {
  const entry = found.get(type) ?? { fields: new Set(), keys: new Set() };
  entry.fields.add(field);
  entry.keys.add(key ?? "?");
  found.set(type, entry);
}
/** The record's own key, where the answer has it. */
function keyIn(type: GraphQLObjectType, set: SelectionSetNode, data: Record<string, unknown>): string | null {
  const names = keyFields(type);
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD && names.has(selection.name.value)) {
      const value = data[selection.alias?.value ?? selection.name.value];
      if (typeof value === "string") return value;
    }
  }
  return null;
}
/** Records that the question names: the entities asked for by the gateway, of a type it knows without asking, or one record. */
function keysGiven(node: FieldNode, variables: Record<string, unknown>): { key: string; type?: string }[] {
  const args = Object.fromEntries((node.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value, variables)]));
  const representations = args["representations"];
  if (Array.isArray(representations)) return (representations as Record<string, string>[]).map(({ __typename: type, ...key }) => ({ key: Object.values(key)[0] ?? "?", ...(type && { type }) }));
  const one = args["number"] ?? args["id"];
  return typeof one === "string" ? [{ key: one }] : [];
}
const directivesOf = (node: { directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined, name: string): ConstDirectiveNode[] => (node?.directives ?? []).filter((one) => one.name.value === name);
const nodesOf = (type: GraphQLObjectType): readonly ObjectTypeDefinitionNode[] => [type.astNode, ...type.extensionASTNodes].filter((node) => node != null) as ObjectTypeDefinitionNode[];
const keys = new WeakMap<GraphQLObjectType, Set<string>>();
function keyFields(type: GraphQLObjectType): Set<string> {
  const known = keys.get(type);
  if (known) return known;
  const made = new Set(nodesOf(type).flatMap((node) => directivesOf(node, "key")).flatMap((directive) => textOf(directive, "fields").split(/\s+/)));
  keys.set(type, made);
  return made;
}
/** A value of a person or about money: what leads to another record is that record's business. */
function isAudited(type: GraphQLObjectType, name: string): boolean {
  const field = type.getFields()[name];
  if (!field || keyFields(type).has(name)) return false;
  const own = directivesOf(field.astNode, "personalData")[0] ?? nodesOf(type).flatMap((node) => directivesOf(node, "personalData"))[0];
  if (!own || !AUDITED.has(textOf(own, "class"))) return false;
  const returned = getNamedType(field.type);
  return isLeafType(returned) || (isObjectType(returned) && !returned.name.endsWith("Connection") && keyFields(returned).size === 0 && directivesOf(returned.astNode, "requiresScopes").length === 0);
}
function textOf(directive: ConstDirectiveNode, name: string): string {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : "";
}
function parsed(query: string): DocumentNode | null {
  try {
    return parse(query, { noLocation: true });
  } catch {
    return null;
  }
}
