import { type Progress, silentProgress } from "../house/progress.ts";
import { clientTypes } from "./client-types.ts";
import { apiSchemaOf, compose } from "./compose.ts";
import type { DerivedFile } from "./files.ts";
import { graphqlTypes } from "./graphql-types.ts";
import { readSubgraphs } from "./subgraphs.ts";
import { tableTypes } from "./table-types.ts";

/** Everything that follows from the modules' SDL, the migrations and the pages' documents. */
export async function deriveAll(progress: Progress = silentProgress): Promise<DerivedFile[]> {
  const subgraphs = readSubgraphs();
  const supergraph = compose(subgraphs);
  return [
    ...subgraphs.map((subgraph) => ({ file: subgraph.schemaFile, content: subgraph.sdl })),
    { file: "gateway/supergraph.graphql", content: supergraph },
    ...(await progress.step("Types of the graph", () => graphqlTypes(subgraphs))),
    ...(await progress.step("Types of the tables", () => tableTypes(subgraphs))),
    ...(await progress.step("Types of the web pages", () => clientTypes(apiSchemaOf(supergraph)))),
  ];
}
