import { runCommand } from "./complaint.ts";
import { progressOn } from "./house/progress.ts";
import { clientTypes } from "./schema/client-types.ts";
import { apiSchemaOf, compose } from "./schema/compose.ts";
import { settle } from "./schema/files.ts";
import { graphqlTypes } from "./schema/graphql-types.ts";
import { subgraphs } from "./schema/subgraphs.ts";
import { tableTypes } from "./schema/table-types.ts";

/** Writes everything that is derived from the modules' SDL and the migrations; with --check only tells what is out of date. */
await runCommand(async () => {
  const check = process.argv.includes("--check");
  const progress = progressOn(process.stdout);
  const supergraph = compose(subgraphs);
  const derived = [
    ...subgraphs.map((subgraph) => ({ file: subgraph.schemaFile, content: subgraph.sdl })),
    { file: "gateway/supergraph.graphql", content: supergraph },
    ...(await progress.step("Types of the graph", () => graphqlTypes(subgraphs))),
    ...(await progress.step("Types of the tables", () => tableTypes(subgraphs))),
    ...(await progress.step("Types of the web pages", () => clientTypes(apiSchemaOf(supergraph)))),
  ];
  const changed = await settle(derived, check);
  for (const file of changed) console.log(`${check ? "out of date" : "written"}: ${file}`);
  if (changed.length === 0) console.log("Everything is up to date.");
  if (check && changed.length > 0) console.log("Run npm run schema and commit what it writes.");
  return check && changed.length > 0 ? 1 : 0;
});
