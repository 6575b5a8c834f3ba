import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { type Restricted, TYPENAME_ALIAS } from "./restrict.ts";

type Json = unknown;
type Fields = Record<string, Json>;
type Path = readonly (string | number)[];

/** Stands for a null that its place does not allow: the nearest nullable place above becomes null. */
const BUBBLE = Symbol("bubble");

/** Puts the answer to a restricted operation into the shape that was asked for: null and an error wherever a field was taken out. */
export function reshape(schema: GraphQLSchema, { original, refused }: Restricted, operation: OperationDefinitionNode, variables: Readonly<Fields>, data: Fields): { data: Fields | null; errors: GraphQLError[] } {
  const errors: GraphQLError[] = [];
  const fragments = new Map(original.definitions.filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION).map((fragment) => [fragment.name.value, fragment]));

  function object(type: GraphQLObjectType, sets: readonly SelectionSetNode[], source: Fields, path: Path): Fields | typeof BUBBLE {
    const result: Fields = {};
    for (const [name, nodes] of collect(type, sets, new Map())) {
      const field = nodes[0] as FieldNode;
      const refusal = refused.get(field);
      if (refusal) {
        errors.push(forbidden(refusal, [...path, name]));
        if (isNonNullType(type.getFields()[field.name.value]?.type)) return BUBBLE;
        result[name] = null;
      } else if (field.name.value.startsWith("__")) {
        result[name] = source[name];
      } else {
        const fieldType = type.getFields()[field.name.value]?.type as GraphQLOutputType;
        const completed = value(fieldType, nodes, source[name], [...path, name]);
        if (completed === BUBBLE) return BUBBLE;
        result[name] = completed;
      }
    }
    return result;
  }

  function value(type: GraphQLOutputType, nodes: readonly FieldNode[], source: Json, path: Path): Json | typeof BUBBLE {
    if (isNonNullType(type)) {
      const completed = nullable(type.ofType, nodes, source, path);
      // A null that was there before was weighed by the executor; only ours moves up.
      return completed === null && source !== null ? BUBBLE : completed;
    }
    return nullable(type, nodes, source, path);
  }

  function nullable(type: GraphQLOutputType, nodes: readonly FieldNode[], source: Json, path: Path): Json {
    if (source === null || source === undefined) return null;
    if (isListType(type)) {
      const items: Json[] = [];
      for (const [index, item] of (source as Json[]).entries()) {
        const completed = value(type.ofType, nodes, item, [...path, index]);
        if (completed === BUBBLE) return null;
        items.push(completed);
      }
      return items;
    }
    if (!isCompositeType(type)) return source;
    const sets = nodes.flatMap((node) => node.selectionSet ?? []);
    const completed = object(runtimeType(type, source as Fields), sets, source as Fields, path);
    return completed === BUBBLE ? null : completed;
  }

  function collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[], fields: Map<string, FieldNode[]>): Map<string, FieldNode[]> {
    for (const selection of sets.flatMap((set) => set.selections)) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        fields.set(name, [...(fields.get(name) ?? []), selection]);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : (fragments.get(selection.name.value) as FragmentDefinitionNode);
      if (applies(fragment.typeCondition?.name.value, type)) collect(type, [fragment.selectionSet], fields);
    }
    return fields;
  }

  function applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditionType = schema.getType(condition);
    return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
  }

  function runtimeType(type: GraphQLCompositeType, source: Fields): GraphQLObjectType {
    if (isObjectType(type)) return type;
    const runtime = schema.getType(String(source[TYPENAME_ALIAS]));
    if (!isObjectType(runtime)) throw new Error(`${type.name} was answered without its type.`);
    return runtime;
  }

  const root = schema.getRootType(operation.operation) as GraphQLObjectType;
  const completed = object(root, [operation.selectionSet], data, []);
  return { data: completed === BUBBLE ? null : completed, errors };
}

function forbidden({ permission, coordinate }: { permission: string; coordinate: string }, path: Path): GraphQLError {
  return new GraphQLError(`Your role does not include "${permission}", which ${coordinate} needs. Ask an administrator for it.`, { path: [...path], extensions: { code: "FORBIDDEN", permission } });
}

function isIncluded({ directives }: { directives?: FieldNode["directives"] }, variables: Readonly<Fields>): boolean {
  for (const directive of directives ?? []) {
    if (directive.name.value !== "skip" && directive.name.value !== "include") continue;
    const argument = directive.arguments?.[0]?.value;
    const flag = argument?.kind === Kind.VARIABLE ? variables[argument.name.value] === true : argument?.kind === Kind.BOOLEAN && argument.value;
    if (flag === (directive.name.value === "skip")) return false;
  }
  return true;
}
