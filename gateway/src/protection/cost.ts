import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type InlineFragmentNode,
  isCompositeType,
  isLeafType,
  isListType,
  isObjectType,
  isInterfaceType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from "graphql";
import { Complaint } from "./complaint.ts";

type Variables = Readonly<Record<string, unknown>>;

/** Rows expected of a list that says nothing else. */
const ASSUMED_LIST_SIZE = 10;
const ASSUMED_PAGE_SIZE = 50;
const MUTATION_WEIGHT = 10;
/** Written-out fields looked at before giving up. */
const MOST_STEPS = 20_000;

interface FieldCost {
  weight: number | null;
  assumedSize: number | null;
  slicingArguments: readonly string[];
  sizedFields: readonly string[];
}

/**
 * Estimates how many objects an answer may have. `@cost` and `@listSize` of the supergraph count where they stand; elsewhere an object
 * weighs one, a connection has as many rows as `first` says, and a plain list ten.
 */
export class CostModel {
  readonly #schema: GraphQLSchema;
  readonly #declared: ReadonlyMap<string, FieldCost>;

  constructor(schema: GraphQLSchema, supergraphSdl: string) {
    this.#schema = schema;
    this.#declared = readDeclared(parse(supergraphSdl, { noLocation: true }));
  }

  estimate(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): number {
    const fragments = new Map(document.definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [])));
    const defaults = new Map(operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue?.kind === Kind.INT ? Number(defaultValue.value) : undefined]));
    let steps = 0;

    const sizeGiven = (field: FieldNode, names: readonly string[]): number | undefined => {
      const sizes = (field.arguments ?? []).flatMap(({ name, value }) => {
        if (!names.includes(name.value)) return [];
        const size = value.kind === Kind.INT ? Number(value.value) : value.kind === Kind.VARIABLE ? (variables[value.name.value] ?? defaults.get(value.name.value)) : undefined;
        return typeof size === "number" ? [Math.max(size, 0)] : [];
      });
      return sizes.length > 0 ? Math.max(...sizes) : undefined;
    };

    const ofSet = (set: SelectionSetNode, parent: GraphQLNamedType | undefined, sized: ReadonlyMap<string, number>): number => {
      let sum = 0;
      for (const selection of set.selections) {
        if (++steps > MOST_STEPS) throw new Complaint(400, "TOO_COSTLY", "This document is too large once its fragments are written out. Ask for less, or in several requests.");
        if (selection.kind === Kind.FIELD) sum += ofField(selection, parent, sized);
        else {
          const fragment: InlineFragmentNode | FragmentDefinitionNode | undefined = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
          if (fragment) sum += ofSet(fragment.selectionSet, fragment.typeCondition ? this.#schema.getType(fragment.typeCondition.name.value) : parent, sized);
        }
      }
      return sum;
    };

    const ofField = (field: FieldNode, parent: GraphQLNamedType | undefined, sized: ReadonlyMap<string, number>): number => {
      const name = field.name.value;
      const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
      if (!definition || !parent) return 0;
      const type = getNamedType(definition.type);
      const declared = this.#declared.get(`${parent.name}.${name}`);
      const fromArguments = sizeGiven(field, declared?.slicingArguments.length ? declared.slicingArguments : ["first"]) ?? declared?.assumedSize ?? undefined;
      const sizedFields = declared?.sizedFields.length ? declared.sizedFields : type.name.endsWith("Connection") ? ["nodes", "edges"] : [];
      const inner = new Map(sizedFields.map((sizedField) => [sizedField, fromArguments ?? defaultOf(definition.args) ?? ASSUMED_PAGE_SIZE]));
      const size = isListType(getNullableType(definition.type)) ? (sized.get(name) ?? fromArguments ?? ASSUMED_LIST_SIZE) : 1;
      const weight = declared?.weight ?? (parent === this.#schema.getMutationType() ? MUTATION_WEIGHT : isLeafType(type) ? 0 : 1);
      const below = field.selectionSet && isCompositeType(type) ? ofSet(field.selectionSet, type, inner) : 0;
      return size * (weight + below);
    };

    return Math.ceil(ofSet(operation.selectionSet, this.#schema.getRootType(operation.operation) ?? undefined, new Map()));
  }
}

const defaultOf = (args: readonly { name: string; defaultValue?: unknown }[]): number | undefined => {
  const value = args.find((argument) => argument.name === "first")?.defaultValue;
  return typeof value === "number" ? value : undefined;
};

function readDeclared(document: DocumentNode): Map<string, FieldCost> {
  const declared = new Map<string, FieldCost>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      const listSize = argumentsOf(field.directives, "listSize");
      const cost = argumentsOf(field.directives, "cost");
      if (!listSize && !cost) continue;
      declared.set(`${definition.name.value}.${field.name.value}`, {
        weight: cost ? Number(cost.get("weight")?.[0]) : null,
        assumedSize: listSize?.has("assumedSize") ? Number(listSize.get("assumedSize")?.[0]) : null,
        slicingArguments: listSize?.get("slicingArguments") ?? [],
        sizedFields: listSize?.get("sizedFields") ?? [],
      });
    }
  }
  return declared;
}

function argumentsOf(directives: readonly ConstDirectiveNode[] | undefined, name: string): Map<string, string[]> | null {
  const directive = directives?.find((candidate) => candidate.name.value === name);
  if (!directive) return null;
  return new Map(
    directive.arguments?.map(({ name: argument, value }) => {
      const values = value.kind === Kind.LIST ? value.values : [value];
      return [argument.value, values.flatMap((item) => (item.kind === Kind.INT || item.kind === Kind.STRING || item.kind === Kind.FLOAT ? [item.value] : []))];
    }),
  );
}
