import { createRequire } from "node:module";
import { buildASTSchema, type DocumentNode, Kind, parse, printSchema, visit } from "graphql";
import { generated } from "./codegen.ts";
import type { DerivedFile } from "./files.ts";
import type { Subgraph } from "./subgraphs.ts";

/** Exact values travel as text; an instant comes in parsed and may go out as either. */
const scalars = {
  ID: "string",
  Date: "string",
  DateTime: { input: "Date", output: "Date | string" },
  Decimal: "string",
  CurrencyCode: "string",
  CustomerSet: "string",
};

// By its full path: the bare name is looked up from the folder the command was called in.
const plugin = createRequire(import.meta.url).resolve("@graphql-codegen/typescript");

/** Types of arguments, inputs, enums and objects, for the resolvers of one subgraph. */
export async function graphqlTypes(subgraphs: readonly Subgraph[]): Promise<DerivedFile[]> {
  const files = await Promise.all(
    subgraphs.map((subgraph) =>
      generated({
        schema: plainSchema(subgraph.sdl),
        generates: {
          [`${subgraph.generatedFolder}/graphql.ts`]: {
            plugins: [plugin],
            config: { enumsAsTypes: true, useTypeImports: true, skipTypename: true, inputMaybeValue: "T | null | undefined", scalars },
          },
        },
      }),
    ),
  );
  return files.flat();
}

/** The shape alone: what federation adds says nothing about types. */
function plainSchema(sdl: string): string {
  const shape = visit(parse(sdl), {
    Directive: () => null,
    SchemaExtension: () => null,
    DirectiveDefinition: () => null,
  }) as DocumentNode;
  const definitions = shape.definitions.filter((definition) => definition.kind !== Kind.SCHEMA_EXTENSION);
  return printSchema(buildASTSchema({ ...shape, definitions }, { assumeValidSDL: true }));
}
