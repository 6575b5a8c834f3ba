import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { Refusal } from "../restrict.ts";
import { type Fields, isObject, own } from "./data.ts";

/** A null where none may be, or a field the caller may not have. Its path is filled in on the way up, from the end. */
interface Problem {
  reversedPath: (string | number)[];
  message: string;
  /** Null: a fault that only shows here. */
  permission: string | null;
}

type Problems = Problem[];

/** Stands for a null that its place does not allow: the nearest nullable place above becomes null. */
const BUBBLE = Symbol("bubble");
type Complete = (value: unknown, problems: Problems) => unknown;

/** Gives what the sources sent the shape that was asked for: nothing more, in the order of the document, null where something is missing. */
export type Shape = (data: Fields, introspected: Readonly<Fields>) => { data: Fields | null; forbidden: GraphQLError[]; faults: GraphQLError[] };

export interface ShapeOptions {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** What was taken out before planning. */
  refused: ReadonlyMap<FieldNode, Refusal>;
  /** Values of the variables in `@skip` and `@include`. */
  flags: Readonly<Fields>;
}

export function compileShape({ schema, operation, fragments, refused, flags }: ShapeOptions): Shape {
  const rootType = schema.getRootType(operation.operation) as GraphQLObjectType;
  const complete = object(rootType, [operation.selectionSet]);

  function object(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): (source: Fields, problems: Problems) => Fields | typeof BUBBLE {
    const entries = [...collect(type, sets, new Map())].map(([name, nodes]) => {
      const field = nodes[0] as FieldNode;
      const fieldType = type.getFields()[field.name.value]?.type;
      return {
        name,
        typename: field.name.value === "__typename",
        introspection: field.name.value === "__schema" || field.name.value === "__type",
        refusal: refused.get(field),
        required: isNonNullType(fieldType),
        complete: fieldType && !refused.has(field) ? value(fieldType, nodes, `${type.name}.${field.name.value}`) : null,
      };
    });
    return (source, problems) => {
      const result: Fields = {};
      for (const { name, typename, introspection, refusal, required, complete: completeField } of entries) {
        if (typename) result[name] = type.name;
        else if (introspection) result[name] = source[name];
        else if (refusal) {
          problems.push({ reversedPath: [name], message: refusalSentence(refusal), permission: refusal.permission });
          if (required) return BUBBLE;
          result[name] = null;
        } else if (completeField) {
          const before = problems.length;
          const completed = completeField(own(source, name), problems);
          stepUp(problems, before, name);
          if (completed === BUBBLE) return BUBBLE;
          result[name] = completed;
        }
      }
      return result;
    };
  }

  function value(type: GraphQLOutputType, nodes: readonly FieldNode[], place: string): Complete {
    if (isNonNullType(type)) {
      const inner = value(type.ofType, nodes, place);
      return (given, problems) => {
        const completed = inner(given, problems);
        if (completed !== null) return completed;
        // What nobody sent is missing for a reason told already, or belongs to something its owner says is not there.
        if (given === null) problems.push(fault(`${place} has no value, and must have one.`));
        return BUBBLE;
      };
    }
    const inner = isListType(type) ? list(value(type.ofType, nodes, place)) : isLeafType(type) ? leaf(type, place) : composite(type, nodes, place);
    return (given, problems) => (given === null || given === undefined ? null : inner(given, problems));
  }

  function list(element: Complete): Complete {
    return (given, problems) => {
      if (!Array.isArray(given)) return nullFor(problems, "A list was expected and something else was sent.");
      const result: unknown[] = [];
      for (const [index, item] of given.entries()) {
        const before = problems.length;
        const completed = element(item, problems);
        stepUp(problems, before, index);
        if (completed === BUBBLE) return null;
        result.push(completed);
      }
      return result;
    };
  }

  function composite(type: GraphQLOutputType, nodes: readonly FieldNode[], place: string): Complete {
    const sets = nodes.flatMap((node) => node.selectionSet ?? []);
    const compiled = new Map<string, ReturnType<typeof object>>();
    const known = (name: string): ReturnType<typeof object> | undefined => {
      const runtime = schema.getType(name);
      if (!isObjectType(runtime) || (runtime !== type && !(isAbstractType(type) && schema.isSubType(type, runtime)))) return undefined;
      const made = object(runtime, sets);
      compiled.set(name, made);
      return made;
    };
    return (given, problems) => {
      if (!isObject(given)) return nullFor(problems, `${place} is not an object.`);
      const name = given.__typename === undefined && isObjectType(type) ? type.name : String(given.__typename);
      const completeObject = compiled.get(name) ?? known(name);
      // A type hidden from clients is not named here either.
      if (!completeObject) return nullFor(problems, `${place} is of a type that can't stand there.`);
      const completed = completeObject(given, problems);
      return completed === BUBBLE ? null : completed;
    };
  }

  function collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[], fields: Map<string, FieldNode[]>, spread = new Set<string>()): Map<string, FieldNode[]> {
    for (const selection of sets.flatMap((set) => set.selections)) {
      if (!isIncluded(selection, flags)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        fields.set(name, [...(fields.get(name) ?? []), selection]);
        continue;
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (spread.has(selection.name.value)) continue; // once is enough, and fragments that multiply stay cheap
        spread.add(selection.name.value);
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : (fragments.get(selection.name.value) as FragmentDefinitionNode);
      if (applies(fragment.typeCondition?.name.value, type)) collect(type, [fragment.selectionSet], fields, spread);
    }
    return fields;
  }

  function applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditionType = schema.getType(condition);
    return isAbstractType(conditionType) && schema.isSubType(conditionType, type);
  }

  return (data, introspected) => {
    const problems: Problems = [];
    const completed = complete({ ...data, ...introspected }, problems);
    const errors = problems.map(({ permission, message, reversedPath }) => ({ permission, message, path: reversedPath.toReversed() }));
    return {
      data: completed === BUBBLE ? null : completed,
      forbidden: errors.flatMap(({ permission, message, path }) => (permission === null ? [] : [new GraphQLError(message, { path, extensions: { code: "FORBIDDEN", permission } })])),
      faults: errors.flatMap(({ permission, message, path }) => (permission === null ? [new GraphQLError(message, { path, extensions: { code: "INTERNAL" } })] : [])),
    };
  };
}

function leaf(type: GraphQLLeafType, place: string): Complete {
  const isValid = validity(type);
  return (given, problems) => (isValid(given) ? given : nullFor(problems, `${place} has a value that ${type.name} does not have.`));
}

function validity(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => names.has(value);
  }
  switch (type.name) {
    case "Int":
      return Number.isInteger;
    case "Float":
      return Number.isFinite;
    case "String":
      return (value) => typeof value === "string";
    case "Boolean":
      return (value) => typeof value === "boolean";
    case "ID":
      return (value) => typeof value === "string" || Number.isInteger(value);
    default:
      return () => true; // scalars of our own are known to their owner
  }
}

const fault = (message: string): Problem => ({ reversedPath: [], message, permission: null });

function nullFor(problems: Problems, message: string): null {
  problems.push(fault(message));
  return null;
}

function stepUp(problems: Problems, from: number, step: string | number): void {
  for (let index = from; index < problems.length; index++) {
    const problem = problems[index] as Problem;
    problem.reversedPath.push(step);
  }
}

const refusalSentence = ({ permission, coordinate }: Refusal): string => `Your role does not include "${permission}", which ${coordinate} needs. Ask an administrator for it.`;

function isIncluded({ directives }: { directives?: FieldNode["directives"] }, flags: Readonly<Fields>): boolean {
  for (const directive of directives ?? []) {
    if (directive.name.value !== "skip" && directive.name.value !== "include") continue;
    const argument = directive.arguments?.[0]?.value;
    const flag = argument?.kind === Kind.VARIABLE ? flags[argument.name.value] === true : argument?.kind === Kind.BOOLEAN && argument.value;
    if (flag === (directive.name.value === "skip")) return false;
  }
  return true;
}
