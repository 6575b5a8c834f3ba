import type { QueryPlanSelectionNode } from "@apollo/query-planner";
import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from "graphql";
import { type Fields, isObject, merge, own } from "./data.ts";

/** What a source needs to know of an object to find it: its type and key, and whatever else a field of it asks for. */
export type Represent = (object: Fields) => Fields | null;

/** Null where a part is missing: then its own error has been told already, and there is nothing to ask for. */
export function compileRepresentation(schema: GraphQLSchema, selections: readonly QueryPlanSelectionNode[]): Represent {
  const parts = selections.map((selection) => ({
    name: selection.kind === "Field" ? (selection.alias ?? selection.name) : null,
    type: selection.kind === "InlineFragment" ? selection.typeCondition : undefined,
    inner: selection.selections ? compileRepresentation(schema, selection.selections) : null,
  }));
  return (object) => {
    const result: Fields = {};
    for (const { name, type, inner } of parts) {
      if (name === null) {
        const more = type !== undefined && inner && isOfType(schema, object, type) ? inner(object) : null;
        if (more) merge(result, more);
        continue;
      }
      const value = own(object, name);
      if (value === undefined) return null;
      const represent = (element: unknown): unknown => (inner && isObject(element) ? inner(element) : element);
      result[name] = Array.isArray(value) ? value.map(represent) : represent(value);
    }
    return result;
  };
}

export function isOfType(schema: GraphQLSchema, object: Fields, condition: string): boolean {
  const name = object.__typename;
  if (name === condition) return true;
  const type = typeof name === "string" ? schema.getType(name) : undefined;
  const conditionType = schema.getType(condition);
  return isAbstractType(conditionType) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(conditionType, type);
}
