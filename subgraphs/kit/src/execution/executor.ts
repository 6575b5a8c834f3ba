import { type DocumentNode, getOperationAST, getVariableValues, type GraphQLError, type GraphQLFormattedError, type GraphQLSchema, type OperationDefinitionNode, parse, validate } from "graphql";
import { Lru } from "../lru.ts";
import { resolveColumns } from "./columns.ts";
import { compileOperation, type ContextOfCaller, flagsOf, type Operation } from "./operation.ts";
import { Writer } from "./writer.ts";

/** A request as the gateway sends it. */
export interface Request { query: string; operationName: string | undefined; variables: Record<string, unknown> }
interface Known {
  document: DocumentNode;
  flags: readonly string[];
  /** By operation name and the variables in its @skip and @include. */
  operations: Lru<Operation | "declined">;
  length: number;
}
/** Documents kept, by the length of their text: a compiled one takes some fifty times as much memory. */
const CACHED_CHARACTERS = 500_000;
const OPERATIONS_PER_DOCUMENT = 32;

/**
 * Answers queries like graphql-js, from a compiled form: level by level, permissions and arguments once per field, text written directly.
 * What it does not carry out it declines before anything is asked, and the caller turns to graphql-js.
 */
export class Executor {
  readonly #schema: GraphQLSchema;
  readonly #format: (error: GraphQLError) => GraphQLFormattedError;
  readonly #known = new Lru<Known | "declined">(CACHED_CHARACTERS, (known) => (known === "declined" ? 1_000 : known.length));

  constructor(schema: GraphQLSchema, format: (error: GraphQLError) => GraphQLFormattedError) {
    this.#schema = schema;
    this.#format = format;
  }

  /** The answer as JSON, or null: not for us. */
  answer(body: unknown, ctx: ContextOfCaller): Promise<string> | null {
    const request = requestIn(body);
    const known = request && this.#document(request.query);
    if (!request || !known || known === "declined") return null;
    const definition = getOperationAST(known.document, request.operationName);
    if (!definition) return null;
    const { coerced } = getVariableValues(this.#schema, definition.variableDefinitions ?? [], request.variables);
    if (!coerced) return null;
    const operation = this.#operation(known, definition, coerced);
    return operation?.fits(coerced) ? this.#run(operation, coerced, ctx) : null;
  }
  async #run({ root }: Operation, variables: Record<string, unknown>, ctx: ContextOfCaller): Promise<string> {
    const { columns, done } = resolveColumns(root, [undefined], { ctx, variables });
    await done;
    const writer = new Writer();
    const data = writer.root(root, columns);
    return writer.errors.length === 0 ? `{"data":${data}}` : `{"errors":${JSON.stringify(writer.errors.map(this.#format))},"data":${data}}`;
  }
  #document(text: string): Known | "declined" {
    let known = this.#known.get(text);
    if (!known) {
      known = read(text, this.#schema);
      this.#known.set(text, known);
    }
    return known;
  }
  #operation({ document, flags, operations }: Known, definition: OperationDefinitionNode, variables: Record<string, unknown>): Operation | null {
    const key = `${definition.name?.value ?? ""} ${flags.map((name) => JSON.stringify(variables[name] ?? null)).join()}`;
    const known = operations.get(key);
    if (known !== undefined) return known === "declined" ? null : known;
    const operation = compileOperation(this.#schema, document, definition, variables);
    operations.set(key, operation ?? "declined");
    return operation;
  }
}

function read(text: string, schema: GraphQLSchema): Known | "declined" {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch {
    return "declined"; // graphql-js says what is wrong with it
  }
  return validate(schema, document).length > 0 ? "declined" : { document, flags: flagsOf(document), operations: new Lru(OPERATIONS_PER_DOCUMENT), length: text.length };
}
function requestIn(body: unknown): Request | null {
  if (typeof body !== "object" || body === null) return null;
  const { query, operationName, variables, extensions } = body as Record<string, unknown>;
  if (typeof query !== "string" || (operationName != null && typeof operationName !== "string") || (variables != null && (typeof variables !== "object" || Array.isArray(variables))) || extensions != null) return null;
  return { query, operationName: operationName ?? undefined, variables: (variables ?? {}) as Record<string, unknown> };
}
