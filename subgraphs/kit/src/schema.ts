import { buildSubgraphSchema } from "@apollo/subgraph";
import { type GraphQLSchema, isObjectType, parse } from "graphql";
import { guardSchema } from "./authorize.ts";
import { moneyResolver, scalarResolvers } from "./scalars.ts";

// Resolvers come from many modules with rows of many shapes; the schema decides what is read of them.
// oxlint-disable-next-line typescript/no-explicit-any
export type Resolvers = Record<string, any>;

/** Builds the subgraph's schema and guards it. A resolver the schema does not know, or a root field without one, is an error. */
export function buildGuardedSchema(sdl: string, modules: readonly Resolvers[]): GraphQLSchema {
  const resolvers: Resolvers = { ...scalarResolvers, ...(sdl.includes("type Money") && { Money: moneyResolver }) };
  if (!sdl.includes("scalar CustomerSet")) delete resolvers["CustomerSet"];
  for (const module of modules) {
    for (const [type, fields] of Object.entries(module)) {
      const known = (resolvers[type] ??= {});
      for (const field of Object.keys(fields as object)) {
        if (field in known) throw new Error(`${type}.${field} has two resolvers`);
      }
      Object.assign(known, fields);
    }
  }
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  assertComplete(schema, resolvers);
  guardSchema(schema);
  return schema;
}
function assertComplete(schema: GraphQLSchema, resolvers: Resolvers): void {
  const missing: string[] = [];
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.keys(root?.getFields() ?? {})) {
      if (!field.startsWith("_") && !resolvers[root!.name]?.[field]) missing.push(`${root!.name}.${field}: no resolver`);
    }
  }
  for (const [name, fields] of Object.entries(resolvers)) {
    const type = schema.getType(name);
    if (!type) missing.push(`${name}: resolvers for a type the schema does not know`);
    else if (isObjectType(type)) {
      for (const field of Object.keys(fields as object)) if (!field.startsWith("__") && !type.getFields()[field]) missing.push(`${name}.${field}: a resolver for an unknown field`);
    }
  }
  if (missing.length > 0) throw new Error(`Schema and resolvers differ:\n  ${missing.join("\n  ")}`);
}
