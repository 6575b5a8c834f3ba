import { join } from "node:path";
import { loadSdl } from "@homefield/kit";
import { root } from "../house/places.ts";

export interface Subgraph {
  name: "crm" | "erp";
  sdl: string;
  /** Relative to the checkout, as all paths of derived files. */
  schemaFile: string;
  generatedFolder: string;
}

const note = `# Written by npm run schema from the modules' *.graphql files. Change those.\n\n`;

export function readSubgraphs(): Subgraph[] {
  return (["crm", "erp"] as const).map((name) => ({
    name,
    sdl: note + loadSdl(join(root, "subgraphs", name, "src")),
    schemaFile: `subgraphs/${name}/schema.graphql`,
    generatedFolder: `subgraphs/${name}/src/generated`,
  }));
}
