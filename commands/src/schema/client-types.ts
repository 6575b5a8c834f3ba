import { addTypenameSelectionDocumentTransform, preset } from "@graphql-codegen/client-preset";
import { type GraphQLSchema, printSchema } from "graphql";
import { generated } from "./codegen.ts";
import type { DerivedFile } from "./files.ts";

/** Typed documents for both UIs, and the manifest of documents the gateway trusts. */
export async function clientTypes(schema: GraphQLSchema): Promise<DerivedFile[]> {
  const sdl = printSchema(schema);
  const files: DerivedFile[] = [];
  for (const web of ["web-crm", "web-erp"]) {
    files.push(
      ...(await generated({
        schema: sdl,
        ignoreNoDocuments: true,
        documents: [`${web}/src/**/*.{ts,tsx}`, `!${web}/src/gql/**`],
        generates: {
          [`${web}/src/gql/`]: {
            preset,
            // The screens' cache tells objects apart by type and key, and a trusted document is sent by its hash alone.
            documentTransforms: [addTypenameSelectionDocumentTransform],
            presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: "sha256" } },
            config: {
              importExtension: ".ts",
              enumsAsTypes: true,
              useTypeImports: true,
              // Everything is text once it is JSON.
              scalars: { ID: "string", Date: "string", DateTime: "string", Decimal: "string", CurrencyCode: "string", CustomerSet: "string" },
            },
          },
        },
      })),
    );
  }
  return files;
}
