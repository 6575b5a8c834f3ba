import { getArgumentValues } from "graphql";
import type { ContextOfCaller, Field, Selection } from "./operation.ts";

/** What a resolver threw, kept in the value's place until the answer is written. */
export class Failure {
  readonly error: unknown;
  constructor(error: unknown) { this.error = error; }
}
/** The values of one field, for each object of a level. */
export interface Column { values: unknown[]; children: Children | null }
/** The objects that a column leads to. The same object in several places is resolved once. */
export interface Children {
  selection: Selection;
  columns: Column[];
  /** Of each value: how many children stand before its own. */
  starts: number[];
  /** Of each child, in the order of the values: which of the distinct objects it is. */
  distinct: number[];
  /** What was written for a distinct object, if that went without errors. */
  texts: (string | undefined)[];
}
export interface Run { ctx: ContextOfCaller; variables: Record<string, unknown> }

/** Resolves a selection for all its objects, and all that lies below: level by level, each field for all objects of its level. */
export function resolveColumns({ fields }: Selection, objects: readonly unknown[], run: Run): { columns: Column[]; done: Promise<unknown> | null } {
  const pending: Promise<unknown>[] = [];
  const columns = fields.map((field): Column => {
    const column: Column = { values: [], children: null };
    if (field.kind === "field") {
      const wait = fill(field, column, objects, run);
      if (wait) pending.push(wait);
    }
    return column;
  });
  return { columns, done: pending.length === 0 ? null : pending.length === 1 ? pending[0]! : Promise.all(pending) };
}

function fill(field: Field, column: Column, objects: readonly unknown[], run: Run): Promise<unknown> | null {
  const descend = (values: unknown[]): Promise<unknown> | null => {
    const settled = field.isList ? settleLists(values) : values;
    if (settled instanceof Promise) return settled.then(descend);
    column.values = settled;
    return field.below ? resolveChildren(field.below, column, run) : null;
  };
  const settled = settle(valuesOf(field, objects, run));
  return settled instanceof Promise ? settled.then(descend) : descend(settled);
}

function valuesOf(field: Field, objects: readonly unknown[], { ctx, variables }: Run): unknown[] {
  const { resolve, definition } = field;
  try {
    const args = getArgumentValues(definition, field.nodes[0]!, variables);
    field.assertAllowed(ctx, args);
    return objects.map((object) => {
      try {
        return resolve ? resolve(object, args, ctx) : property(object, definition.name, args, ctx);
      } catch (error) {
        return new Failure(error);
      }
    });
  } catch (error) {
    return Array.from(objects, () => new Failure(error));
  }
}
function property(object: unknown, name: string, args: unknown, ctx: unknown): unknown {
  if (typeof object !== "object" || object === null) return undefined;
  const value = (object as Record<string, unknown>)[name];
  return typeof value === "function" ? (value.call(object, args, ctx) as unknown) : value;
}

const isPromise = (value: unknown): value is PromiseLike<unknown> => typeof (value as { then?: unknown } | null | undefined)?.then === "function";

/** Waits for what is not there yet; what fails stays in its place. */
function settle(values: unknown[]): unknown[] | Promise<unknown[]> {
  let open = 0;
  for (const value of values) if (isPromise(value)) open++;
  if (open === 0) return values;
  return new Promise((resolve) => {
    const result = [...values];
    const put = (index: number, value: unknown): void => {
      result[index] = value;
      if (--open === 0) resolve(result);
    };
    for (const [index, value] of values.entries()) if (isPromise(value)) value.then((found) => put(index, found), (error: unknown) => put(index, new Failure(error)));
  });
}
/** Lists as arrays, with nothing in them to wait for. */
function settleLists(values: unknown[]): unknown[] | Promise<unknown[]> {
  const lists = values.map((value) => (Array.isArray(value) || !isIterable(value) ? value : [...value]));
  const settled = lists.map((list) => (Array.isArray(list) ? settle(list) : list));
  return settled.some((list) => list instanceof Promise) ? Promise.all(settled) : settled;
}
const isIterable = (value: unknown): value is Iterable<unknown> => typeof value === "object" && value !== null && Symbol.iterator in value;

function resolveChildren(selection: Selection, column: Column, run: Run): Promise<unknown> | null {
  const objects: unknown[] = [];
  const known = new Map<unknown, number>();
  const children: Children = { selection, columns: [], starts: [], distinct: [], texts: [] };
  const note = (value: unknown): void => {
    if (value === null || value === undefined || value instanceof Failure || value instanceof Error) return;
    let place = known.get(value);
    if (place === undefined) {
      place = objects.push(value) - 1;
      known.set(value, place);
    }
    children.distinct.push(place);
  };
  for (const value of column.values) {
    children.starts.push(children.distinct.length);
    if (Array.isArray(value)) value.forEach(note);
    else note(value);
  }
  if (objects.length === 0) return null;
  column.children = children;
  const { columns, done } = resolveColumns(selection, objects, run);
  children.columns = columns;
  return done;
}
