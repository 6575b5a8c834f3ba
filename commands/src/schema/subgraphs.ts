import { join } from "node:path";
import { loadSdl } from "@homefield/kit";
import { listsSdl } from "@homefield/lists/sdl.ts";
import { root } from "../house/places.ts";

export interface Subgraph {
  name: "crm" | "erp" | "lists";
  sdl: string;
  /** Relative to the checkout, as all paths of derived files. */
  schemaFile: string;
  generatedFolder: string;
  /** Whether it keeps anything of its own. */
  hasTables: boolean;
}

const note = `# Written by npm run schema from the modules' *.graphql files. Change those.\n\n`;

export function readSubgraphs(): Subgraph[] {
  const crm = loadSdl(join(root, "subgraphs/crm/src"));
  const erp = loadSdl(join(root, "subgraphs/erp/src"));
  const subgraph = (name: Subgraph["name"], sdl: string): Subgraph => ({
    name,
    sdl: note + sdl,
    schemaFile: `subgraphs/${name}/schema.graphql`,
    generatedFolder: `subgraphs/${name}/src/generated`,
    hasTables: name !== "lists",
  });
  return [subgraph("crm", crm), subgraph("erp", erp), subgraph("lists", listsSdl({ crm, erp }))];
}
