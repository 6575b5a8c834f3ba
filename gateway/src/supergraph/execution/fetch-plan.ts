import type { FetchNode, PlanNode, QueryPlan } from "@apollo/query-planner";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import type { GraphContext } from "../context.ts";
import { askedFields } from "./asked-fields.ts";
import { applyRewrites } from "./rewrites.ts";
import { type Fields, merge, objectsAt, own, type Path, placesOf } from "./data.ts";
import { compileRepresentation } from "./representation.ts";

/** One question to one source, as far as it is the same each time. */
export interface Question {
  source: string;
  query: string;
  mutation: boolean;
  /** The beginning of the request's JSON, up to the variables. */
  head: string;
}

export interface SourceAnswer {
  data?: Fields | null;
  errors?: readonly GraphQLFormattedError[];
  /** Why there is no answer at all. */
  failure?: GraphQLFormattedError;
}

/** Asks a source; `variables` is the JSON of an object. Never throws for a source that is silent. */
export type Ask = (question: Question, variables: string, context: GraphContext) => Promise<SourceAnswer>;

/** One operation under way. */
export interface Run {
  context: GraphContext;
  /** As the client sent them. */
  sent: Readonly<Fields>;
  /** With defaults. */
  variables: Readonly<Fields>;
  root: Fields;
  errors: GraphQLError[];
}

export type Step = (run: Run, objects: readonly Fields[]) => Promise<void>;

interface Compiling {
  supergraph: GraphQLSchema;
  ask: Ask;
}

/** A query plan as functions, so that what is the same each time is done once. */
export function compilePlan(plan: QueryPlan, compiling: Compiling): Step | null {
  if (!plan.node) return null;
  if (plan.node.kind === "Subscription") throw new GraphQLError("Subscriptions are not served here. Listen to /events instead.", { extensions: { code: "BAD_REQUEST" } });
  return compileNode(plan.node, [], compiling);
}

function compileNode(node: PlanNode, path: readonly string[], compiling: Compiling): Step {
  switch (node.kind) {
    case "Fetch":
      return contained(node.serviceName, path, node.requires ? compileEntityFetch(node, path, compiling) : compileRootFetch(node, path, compiling));
    case "Sequence": {
      const steps = node.nodes.map((inner) => compileNode(inner, path, compiling));
      return async (run, objects) => {
        for (const step of steps) await step(run, objects);
      };
    }
    case "Parallel": {
      const steps = node.nodes.map((inner) => compileNode(inner, path, compiling));
      return async (run, objects) => void (await Promise.all(steps.map((step) => step(run, objects))));
    }
    case "Flatten": {
      const below = node.path.map(String);
      const step = compileNode(node.node, [...path, ...below], compiling);
      return async (run, objects) => {
        const found: Fields[] = [];
        for (const object of objects) objectsAt(object, below, found);
        if (found.length > 0) await step(run, found);
      };
    }
    case "Condition": {
      const yes = node.ifClause && compileNode(node.ifClause, path, compiling);
      const no = node.elseClause && compileNode(node.elseClause, path, compiling);
      return async (run, objects) => await (run.variables[node.condition] === true ? yes : no)?.(run, objects);
    }
    case "Defer":
      throw new GraphQLError("Answers in parts are not served here. Leave out @defer.", { extensions: { code: "BAD_REQUEST" } });
  }
}

/** What breaks here takes its own part of the answer with it and no more. */
function contained(source: string, path: readonly string[], step: Step): Step {
  const list = path.indexOf("@");
  const place = list === -1 ? path : path.slice(0, list);
  return async (run, objects) => {
    try {
      await step(run, objects);
    } catch (error) {
      run.errors.push(sourceError({ message: error instanceof Error ? error.message : String(error), extensions: { code: "INTERNAL" } }, source, place));
    }
  };
}

function questionOf({ serviceName, operation, operationName, operationKind, contextRewrites }: FetchNode): Question {
  if (contextRewrites?.length) throw new Error("@context is used by the supergraph and not carried out by this executor.");
  const name = operationName === undefined ? "" : `,"operationName":${JSON.stringify(operationName)}`;
  return { source: serviceName, query: operation, mutation: operationKind === "mutation", head: `{"query":${JSON.stringify(operation)}${name},"variables":` };
}

function compileRootFetch(node: FetchNode, path: readonly string[], { supergraph, ask }: Compiling): Step {
  const question = questionOf(node);
  const variables = compileVariables(node);
  return async (run, objects) => {
    const answer = await ask(question, `{${variables(run)}}`, run.context);
    const { data, errors } = answer;
    const failure = failureOf(answer);
    if (failure) {
      for (const name of askedFields(question.query)) run.errors.push(sourceError(failure, question.source, [...path, name]));
      return;
    }
    for (const error of errors ?? []) run.errors.push(sourceError(error, question.source, error.path && [...path, ...error.path]));
    if (!data) return;
    applyRewrites(supergraph, node.outputRewrites, data);
    for (const object of objects) merge(object, data);
  };
}

function compileEntityFetch(node: FetchNode, path: readonly string[], { supergraph, ask }: Compiling): Step {
  const question = questionOf(node);
  const variables = compileVariables(node);
  const represent = compileRepresentation(supergraph, node.requires ?? []);
  return async (run, objects) => {
    // The same entity found twenty times in one list is asked for once. Its text is what tells it apart.
    const texts = new Map<string, number[]>();
    for (const [place, object] of objects.entries()) {
      const representation = represent(object);
      if (!representation?.__typename) continue;
      applyRewrites(supergraph, node.inputRewrites, representation);
      const text = JSON.stringify(representation);
      const places = texts.get(text);
      if (places) places.push(place);
      else texts.set(text, [place]);
    }
    if (texts.size === 0) return;
    const given = variables(run);
    const answer = await ask(question, `{"representations":[${[...texts.keys()].join(",")}]${given ? `,${given}` : ""}}`, run.context);
    const { data, errors } = answer;
    const wanted = [...texts.values()];
    const failure = failureOf(answer);
    if (failure) {
      // They fail together, so the first stands for all.
      const first = placesOf(run.root, path)[wanted[0]?.[0] ?? 0] ?? path;
      for (const name of askedFields(question.query)) run.errors.push(sourceError(failure, question.source, [...first, name]));
      return;
    }
    if (errors?.length) run.errors.push(...entityErrors(errors, question.source, wanted, placesOf(run.root, path)));
    const entities = data && own(data, "_entities");
    if (!data || entities === null) return;
    if (!Array.isArray(entities) || entities.length !== wanted.length) throw new Error(`${question.source} was asked for ${wanted.length} entities and did not answer with as many.`);
    for (const [index, places] of wanted.entries()) {
      const entity = entities[index] as Fields | null;
      if (entity === null) continue;
      if (node.outputRewrites) {
        entity.__typename ??= objects[places[0] as number]?.__typename;
        applyRewrites(supergraph, node.outputRewrites, entity);
      }
      for (const place of places) merge(objects[place] as Fields, entity);
    }
  };
}

/** An error without a place took everything with it. */
const failureOf = ({ data, errors, failure }: SourceAnswer): GraphQLFormattedError | undefined => failure ?? (data ? undefined : errors?.find((error) => !error.path));

/** The operation's variables that a fetch uses, as the inside of a JSON object. */
function compileVariables({ variableUsages }: FetchNode): (run: Run) => string {
  const uses = (variableUsages ?? []).map((name) => ({ name, key: `${JSON.stringify(name)}:` }));
  return ({ sent }) =>
    uses
      .filter(({ name }) => own(sent, name) !== undefined)
      .map(({ name, key }) => key + JSON.stringify(sent[name]))
      .join(",");
}

/** An error in one entity is an error wherever that entity stands. */
function entityErrors(errors: readonly GraphQLFormattedError[], source: string, wanted: readonly (readonly number[])[], standing: readonly Path[]): GraphQLError[] {
  return errors.flatMap((error) => {
    const [, index, ...inside] = error.path ?? [];
    const places = typeof index === "number" ? wanted[index] : undefined;
    if (!places) return [sourceError(error, source, undefined)];
    return places.map((place) => sourceError(error, source, [...(standing[place] ?? []), ...inside]));
  });
}

/** Marked with its source, by which `publicErrors` knows that somebody else worded it. */
function sourceError({ message, extensions }: GraphQLFormattedError, source: string, path: Path | undefined): GraphQLError {
  return new GraphQLError(message, { ...(path ? { path: [...path] } : {}), extensions: { ...extensions, serviceName: source } });
}
