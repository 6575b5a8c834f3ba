import {
  type DocumentNode,
  type FieldNode,
  getVariableValues,
  type GraphQLArgument,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { createHash } from "node:crypto";
import { Lru } from "@homefield/kit/lru";
import { TellingInputs } from "@homefield/kit/telling-inputs";
import { missingPermission, type Requirements } from "./requirements.ts";

/** An operation without the fields its caller may not have. */
export interface Restricted {
  /** What was asked for, to give the answer its shape. */
  document: DocumentNode;
  /** What is planned and sent to the subgraphs. */
  planned: DocumentNode;
  hash: string;
  /** Each field taken out, and the permission it lacks. */
  refused: ReadonlyMap<FieldNode, Refusal>;
}

export interface Refusal {
  permission: string;
  /** What needs it, e.g. "Customer.openBalance". */
  coordinate: string;
}

/** Documents kept, by the length of their text: a parsed one takes some fifty times as much memory. */
const CACHED_CHARACTERS = 1_000_000;
const lengthOf = (document: DocumentNode): number => document.loc?.end ?? 1_000;

interface Asked {
  document: DocumentNode;
  queryHash: string;
  operationName: string | null | undefined;
  variables: Readonly<Record<string, unknown>> | undefined;
}

interface Analysed {
  original: DocumentNode;
  refused: ReadonlyMap<FieldNode, Refusal>;
  /** Fields with filters or orders that could tell what the caller may not know; it depends on the variables. */
  telling: readonly { field: FieldNode; coordinate: string; args: readonly GraphQLArgument[] }[];
}

/** Takes out of an operation what the caller may not have, before it is planned. The subgraphs check again. */
export class Restrictor {
  readonly #schema: GraphQLSchema;
  readonly #requirements: Requirements;
  readonly #inputs: TellingInputs;
  readonly #analysed = new Lru<Analysed>(CACHED_CHARACTERS, ({ original }) => lengthOf(original));
  readonly #restricted = new Lru<Restricted>(CACHED_CHARACTERS, ({ document }) => lengthOf(document));

  constructor(schema: GraphQLSchema, requirements: Requirements) {
    this.#schema = schema;
    this.#requirements = requirements;
    this.#inputs = new TellingInputs(schema, (type, field) => requirements.ofFieldAlone(type, field));
  }

  /** Null: everything asked for may be answered. */
  restrict(asked: Asked, held: { permissions: ReadonlySet<string>; permissionKey: string }): Restricted | null {
    const key = `${asked.queryHash} ${held.permissionKey}`;
    let analysed = this.#analysed.get(key);
    if (!analysed) {
      analysed = this.#analyse(asked.document, held.permissions);
      this.#analysed.set(key, analysed);
    }
    const told = analysed.telling.length > 0 ? this.#told(analysed, asked, held.permissions) : [];
    if (analysed.refused.size === 0 && told.length === 0) return null;

    const restrictedKey = `${key} ${told.map(({ index, permission }) => `${index}=${permission}`).join(",")}`;
    let restricted = this.#restricted.get(restrictedKey);
    if (!restricted) {
      const { original, refused: always } = analysed;
      const refused = new Map([...always, ...told.map(({ field, ...refusal }) => [field, refusal] as const)]);
      const hash = createHash("sha256").update(restrictedKey).digest("hex");
      restricted = { document: original, planned: this.#without(original, refused), hash, refused };
      this.#restricted.set(restrictedKey, restricted);
    }
    return restricted;
  }

  #analyse(original: DocumentNode, held: ReadonlySet<string>): Analysed {
    const refused = new Map<FieldNode, Refusal>();
    const telling: Analysed["telling"][number][] = [];
    const types = new TypeInfo(this.#schema);
    visit(
      original,
      visitWithTypeInfo(types, {
        Field: (field) => {
          const parent = types.getParentType();
          const definition = types.getFieldDef();
          if (!parent || !definition || field.name.value.startsWith("__")) return undefined;
          const coordinate = `${parent.name}.${field.name.value}`;
          const permission = missingPermission(this.#requirements.ofField(parent.name, field.name.value), held);
          if (permission) {
            refused.set(field, { permission, coordinate });
            return false; // what lies below goes with it
          }
          const given = new Set(field.arguments?.map((argument) => argument.name.value));
          const args = definition.args.filter((argument) => given.has(argument.name) && this.#inputs.isTelling(argument.type));
          if (args.length > 0) telling.push({ field, coordinate: `the filter or order of ${coordinate}`, args });
          return undefined;
        },
      }),
    );
    return { original, refused, telling };
  }

  #told({ original, telling }: Analysed, asked: Asked, held: ReadonlySet<string>): (Refusal & { index: number; field: FieldNode })[] {
    const variables = this.#variables(original, asked);
    return telling.flatMap(({ field, coordinate, args }, index) => {
      for (const argument of args) {
        const node = field.arguments?.find((given) => given.name.value === argument.name);
        const permission = this.#inputs.missing(argument.type, valueFromAST(node?.value, argument.type, variables), held);
        if (permission) return [{ index, field, coordinate, permission }];
      }
      return [];
    });
  }

  #variables(document: DocumentNode, { operationName, variables }: Asked): Record<string, unknown> {
    const operations = document.definitions.filter((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION);
    const operation = operationName ? operations.find((definition) => definition.name?.value === operationName) : operations[0];
    // Variables of the wrong type are refused further on, before anything is asked.
    return getVariableValues(this.#schema, operation?.variableDefinitions ?? [], variables ?? {}).coerced ?? {};
  }

  #without(document: DocumentNode, refused: ReadonlyMap<FieldNode, Refusal>): DocumentNode {
    return visit(document, {
      Field: { enter: (field) => (refused.has(field) ? null : undefined) },
      SelectionSet: { leave: (set): SelectionSetNode | undefined => (set.selections.length === 0 ? { ...set, selections: [typenameNode] } : undefined) },
    });
  }
}

/** Something has to be asked where everything was taken out. */
const typenameNode: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };
