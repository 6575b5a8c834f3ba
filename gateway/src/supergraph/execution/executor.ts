import { operationFromDocument, type Schema, type Supergraph } from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import {
  type DocumentNode,
  executeSync,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from "graphql";
import { Lru } from "@homefield/kit/lru";
import type { GraphContext } from "../context.ts";
import type { Refusal } from "../restrict.ts";
import type { Fields } from "./data.ts";
import { type Ask, compilePlan, type Run, type Step } from "./fetch-plan.ts";
import { compileShape, type Shape } from "./shape.ts";

export interface Asked {
  /** As the client wrote it. */
  document: DocumentNode;
  /** What is to be planned: the same, or without what the caller may not have. */
  planned: DocumentNode;
  refused: ReadonlyMap<FieldNode, Refusal>;
  /** Tells apart what is planned. */
  hash: string;
  operationName: string | null | undefined;
  variables: Readonly<Fields>;
  context: GraphContext;
}

interface Compiled {
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  steps: Step | null;
  /** Variables that decide what is skipped. */
  flags: readonly string[];
  /** One shape for each combination of them that has occurred. */
  shapes: Lru<Shape>;
  introspection: DocumentNode | null;
  length: number;
}

/** Compiled operations kept, by the length of their text. */
const CACHED_CHARACTERS = 1_000_000;
const SHAPES_PER_OPERATION = 32;
const none: ReadonlyMap<FieldNode, Refusal> = new Map();

/** Plans with Apollo's planner; asks, merges and shapes by itself: compiled once per operation, run for each request. */
export class Executor {
  readonly #api: Schema;
  readonly #schema: GraphQLSchema;
  readonly #supergraph: GraphQLSchema;
  readonly #planner: QueryPlanner;
  readonly #ask: Ask;
  readonly #compiled = new Lru<Compiled>(CACHED_CHARACTERS, ({ length }) => length);

  constructor(supergraph: Supergraph, schema: GraphQLSchema, ask: Ask) {
    this.#api = supergraph.apiSchema();
    this.#schema = schema;
    this.#supergraph = supergraph.schema.toGraphQLJSSchema();
    this.#planner = new QueryPlanner(supergraph);
    this.#ask = ask;
  }

  async execute(asked: Asked): Promise<ExecutionResult<Fields>> {
    const compiled = this.#compile(asked);
    const coerced = getVariableValues(this.#schema, compiled.operation.variableDefinitions ?? [], asked.variables);
    if (coerced.errors) return { errors: coerced.errors.map(({ message, nodes }) => new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: "BAD_USER_INPUT" } })) };
    const run: Run = { context: asked.context, sent: asked.variables, variables: coerced.coerced, root: {}, errors: [] };
    await compiled.steps?.(run, [run.root]);
    const introspected = compiled.introspection ? this.#introspect(compiled.introspection, asked) : {};
    const { data, forbidden, faults } = this.#shape(compiled, asked, run.variables)(run.root, introspected);
    // A fault that follows from an error told already would only tell it twice.
    const errors = [...run.errors, ...forbidden, ...(run.errors.length === 0 ? faults : [])];
    return errors.length > 0 ? { data, errors } : { data };
  }

  #compile({ document, planned, hash, operationName }: Asked): Compiled {
    const key = `${hash} ${operationName ?? ""}`;
    const known = this.#compiled.get(key);
    if (known) return known;
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new GraphQLError("There is no such operation in this document.", { extensions: { code: "OPERATION_RESOLUTION_FAILURE" } });
    const fragments = new Map(document.definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [])));
    refuseReservedNames(document);
    const plan = this.#planner.buildQueryPlan(operationFromDocument(this.#api, planned, operationName ? { operationName } : {}));
    const compiled: Compiled = {
      operation,
      fragments,
      steps: compilePlan(plan, { supergraph: this.#supergraph, ask: this.#ask }),
      flags: flagsOf(document),
      shapes: new Lru(SHAPES_PER_OPERATION),
      introspection: introspectionOf(operation, fragments),
      length: document.loc?.end ?? 1_000,
    };
    this.#compiled.set(key, compiled);
    return compiled;
  }

  #shape({ operation, fragments, flags, shapes }: Compiled, { refused }: Asked, variables: Readonly<Fields>): Shape {
    const key = flags.map((name) => (variables[name] === true ? "1" : "0")).join("");
    let shape = shapes.get(key);
    if (!shape) {
      shape = compileShape({ schema: this.#schema, operation, fragments, refused: refused ?? none, flags: variables });
      shapes.set(key, shape);
    }
    return shape;
  }

  #introspect(document: DocumentNode, { variables }: Asked): Fields {
    const { data, errors } = executeSync({ schema: this.#schema, document, variableValues: variables });
    if (errors?.[0]) throw errors[0];
    return data ?? {};
  }
}

function flagsOf(document: DocumentNode): string[] {
  const flags = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given }) => {
      const value = given?.[0]?.value;
      if ((name.value === "skip" || name.value === "include") && value?.kind === Kind.VARIABLE) flags.add(value.name.value);
    },
  });
  return [...flags].sort();
}

/** The questions about the schema itself, which no source is asked. */
function introspectionOf(operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): DocumentNode | null {
  const aboutSchema = (set: OperationDefinitionNode["selectionSet"]): FieldNode[] =>
    set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === "__schema" || selection.name.value === "__type" ? [selection] : [];
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      return fragment ? aboutSchema(fragment.selectionSet) : [];
    });
  const selections = aboutSchema(operation.selectionSet);
  if (selections.length === 0) return null;
  return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } }, ...fragments.values()] };
}

/** No answer could have such a name: it means an object's prototype. */
function refuseReservedNames(document: DocumentNode): void {
  visit(document, {
    Field: ({ alias }) => {
      if (alias?.value === "__proto__") throw new GraphQLError("__proto__ is no name for a field. Choose another alias.", { extensions: { code: "BAD_USER_INPUT" } });
    },
  });
}
