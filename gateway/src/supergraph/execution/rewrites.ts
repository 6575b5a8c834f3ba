import type { FetchDataRewrite } from "@apollo/query-planner";
import type { GraphQLSchema } from "graphql";
import { type Fields, isObject, own } from "./data.ts";
import { isOfType } from "./representation.ts";

const ON = "... on ";

/** Changes the planner wants on what goes to a source or comes from it: another type name, or a field under another name. */
export function applyRewrites(schema: GraphQLSchema, rewrites: readonly FetchDataRewrite[] | undefined, value: unknown): void {
  for (const rewrite of rewrites ?? []) {
    const field = rewrite.path.at(-1);
    if (field === undefined || field.startsWith(ON)) continue;
    atPath(schema, rewrite.path.slice(0, -1), value, (object) => {
      if (rewrite.kind === "ValueSetter") object[field] = rewrite.setValueTo;
      else if (own(object, field) !== undefined) {
        object[rewrite.renameKeyTo] = object[field];
        delete object[field];
      }
    });
  }
}

function atPath(schema: GraphQLSchema, path: readonly string[], value: unknown, change: (object: Fields) => void): void {
  if (Array.isArray(value)) {
    for (const element of value) atPath(schema, path, element, change);
    return;
  }
  if (!isObject(value)) return;
  const [step, ...rest] = path;
  if (step === undefined) change(value);
  else if (!step.startsWith(ON)) atPath(schema, rest, own(value, step), change);
  // Not every object was asked for its type; one that was not is of the type the plan says.
  else if (value.__typename === undefined || isOfType(schema, value, step.slice(ON.length))) atPath(schema, rest, value, change);
}
