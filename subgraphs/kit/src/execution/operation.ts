import {
  type DocumentNode, type FieldNode, type FragmentDefinitionNode, getArgumentValues, getNamedType, type GraphQLField, type GraphQLObjectType, type GraphQLOutputType, type GraphQLSchema, isAbstractType, isListType, isNonNullType, isObjectType,
  Kind, type OperationDefinitionNode, visit,
} from "graphql";
// graphql-js's own rule for what a selection asks of an object, fragments, @skip and @include included.
import { collectFields, collectSubfields } from "graphql/execution/collectFields.js";
import { guardedField, guardedReference } from "../authorize.ts";
import type { Caller } from "../caller.ts";
import { type Complete, completing } from "./completing.ts";

export interface ContextOfCaller { caller: Caller }
type Args = Record<string, unknown>;

/** What is asked of objects of one type. */
export interface Selection { fields: readonly (TypeName | Field)[] }
/** `label` is what stands before the value in the answer. */
export interface TypeName { kind: "typename"; label: string; text: string }
export interface Field {
  kind: "field";
  name: string;
  label: string;
  nodes: readonly FieldNode[];
  definition: GraphQLField<unknown, unknown>;
  assertAllowed: (ctx: ContextOfCaller, args: Args) => void;
  /** Null: the parent's property of that name. */
  resolve: ((parent: unknown, args: Args, ctx: ContextOfCaller) => unknown) | null;
  isList: boolean;
  below: Selection | null;
  complete: Complete;
}
export interface Operation {
  root: Selection;
  /** Whether it is the right one for these variables: all references are of the one type that the document names. */
  fits: (variables: Args) => boolean;
}

/** Reasons to leave an operation to graphql-js are found here, before anything is asked; thrown and caught within this file. */
class NotForUs extends Error {}

/** Null: graphql-js has to carry it out, because it acts, asks about the schema or for types told apart only by their rows. */
export function compileOperation(schema: GraphQLSchema, document: DocumentNode, definition: OperationDefinitionNode, variables: Args): Operation | null {
  const query = schema.getQueryType();
  if (definition.operation !== "query" || !query || usesOtherDirectives(document)) return null;
  try {
    return new Compiler(schema, document, variables).operation(definition, query);
  } catch (error) {
    if (error instanceof NotForUs) return null;
    throw error;
  }
}

/** Names of the variables on which it depends what is asked. */
export function flagsOf(document: DocumentNode): string[] {
  const flags = new Set<string>();
  visit(document, { Directive: ({ arguments: given }) => void given?.forEach(({ value }) => value.kind === Kind.VARIABLE && flags.add(value.name.value)) });
  return [...flags].sort();
}
function usesOtherDirectives(document: DocumentNode): boolean {
  let found = false;
  visit(document, { Directive: ({ name }) => void (found ||= name.value !== "skip" && name.value !== "include") });
  return found;
}

class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #variables: Args;
  readonly #fragments: Record<string, FragmentDefinitionNode>;
  readonly #fits: Operation["fits"][] = [];
  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Args) {
    this.#schema = schema;
    this.#variables = variables;
    this.#fragments = Object.fromEntries(document.definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [])));
  }
  operation(definition: OperationDefinitionNode, query: GraphQLObjectType): Operation {
    const asked = collectFields(this.#schema, this.#fragments, this.#variables, query, definition.selectionSet);
    const root = this.#selection(query, asked);
    return { root, fits: (variables) => this.#fits.every((fits) => fits(variables)) };
  }
  #selection(type: GraphQLObjectType, asked: Map<string, readonly FieldNode[]>): Selection {
    return { fields: [...asked].map(([name, nodes]) => this.#field(type, name, nodes)) };
  }
  #field(parentType: GraphQLObjectType, name: string, nodes: readonly FieldNode[]): TypeName | Field {
    const fieldName = nodes[0]!.name.value;
    const label = `${JSON.stringify(name)}:`;
    if (fieldName === "__typename") return { kind: "typename", label, text: JSON.stringify(parentType.name) };
    if (fieldName === "_entities") return this.#entities(parentType, name, nodes);
    const definition = parentType.getFields()[fieldName];
    if (!definition || fieldName.startsWith("_")) throw new NotForUs("a question about the schema");
    const { assertAllowed, resolve } = guardedField(definition);
    // A resolver with a fourth parameter wants graphql-js's own account of the execution.
    if (resolve && resolve.length > 3) throw new NotForUs(`${parentType.name}.${fieldName} asks how it is executed`);
    const named = getNamedType(definition.type);
    if (isAbstractType(named) || (isObjectType(named) && listDepth(definition.type) > 1)) throw new NotForUs(`${parentType.name}.${fieldName} is of a type that its rows decide`);
    const below = isObjectType(named) ? this.#selection(named, collectSubfields(this.#schema, this.#fragments, this.#variables, named, nodes)) : null;
    return {
      kind: "field", name, label, nodes, definition, assertAllowed, resolve: (resolve as Field["resolve"] | undefined) ?? null, isList: listDepth(definition.type) > 0, below,
      complete: completing(definition.type, `${parentType.name}.${fieldName}`),
    };
  }
  /** Entities by reference, as @apollo/subgraph resolves them, where all are of one type. */
  #entities(parentType: GraphQLObjectType, name: string, nodes: readonly FieldNode[]): Field {
    const definition = parentType.getFields()["_entities"]!;
    const type = this.#onlyType(nodes);
    this.#fits.push((variables) => (getArgumentValues(definition, nodes[0]!, variables)["representations"] as ({ __typename?: unknown } | null)[]).every((reference) => reference?.__typename === type.name));
    const { assertAllowed, resolve: resolveReference } = guardedReference(type);
    if (resolveReference && resolveReference.length > 2) throw new NotForUs(`${type.name} asks how it is executed`);
    const below = this.#selection(type, collectSubfields(this.#schema, this.#fragments, this.#variables, type, nodes));
    const resolve: Field["resolve"] = (_root, args, ctx) => {
      const references = args["representations"] as unknown[];
      if (references.length > 0) assertAllowed(ctx, args);
      return references.map((reference) => resolveReference ? resolveReference(reference, ctx, undefined) : reference);
    };
    return { kind: "field", name, label: `${JSON.stringify(name)}:`, nodes, definition, assertAllowed: () => undefined, resolve, isList: true, below, complete: completing(definition.type, `${parentType.name}._entities`) };
  }
  #onlyType(nodes: readonly FieldNode[]): GraphQLObjectType {
    const selections = nodes.flatMap((node) => node.selectionSet?.selections ?? []);
    const names = new Set(selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return []; // __typename, the only one that all entities have
      return [selection.kind === Kind.INLINE_FRAGMENT ? selection.typeCondition?.name.value : this.#fragments[selection.name.value]?.typeCondition.name.value];
    }));
    const [only] = names;
    const type = only === undefined ? undefined : this.#schema.getType(only);
    if (names.size !== 1 || !isObjectType(type)) throw new NotForUs("entities of several types");
    return type;
  }
}

const listDepth = (type: GraphQLOutputType): number => (isNonNullType(type) ? listDepth(type.ofType) : isListType(type) ? 1 + listDepth(type.ofType) : 0);
