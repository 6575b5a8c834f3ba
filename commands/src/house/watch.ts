import { watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { reasonOf } from "../complaint.ts";
import { clientTypes } from "../schema/client-types.ts";
import { apiSchemaOf } from "../schema/compose.ts";
import { settle } from "../schema/files.ts";
import { root } from "./places.ts";
import type { Supervised } from "./supervisor.ts";

const SETTLE_MS = 150;

/** Which services run code of which folder. */
const served: [folder: string, services: string[]][] = [
  ["subgraphs/kit/src", ["erp", "crm", "lists", "gateway"]],
  ["subgraphs/erp/src", ["erp"]],
  ["subgraphs/crm/src", ["crm"]],
  ["subgraphs/lists/src", ["lists"]],
  ["gateway/src", ["gateway"]],
];

/** Starts services again when what they run has changed, and derives the pages' documents anew when those have. */
export function watchSources(services: readonly Supervised[], say: (line: string) => void): void {
  const due = new Set<string>();
  let documentsDue = false;
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();

  for (const [folder, names] of served) {
    onChange(folder, /\.(?:ts|graphql)$/, () => {
      for (const name of names) due.add(name);
    });
  }
  for (const folder of ["web-crm/src", "web-erp/src"]) onChange(folder, /^(?!gql[/\\]).*\.tsx?$/, () => (documentsDue = true));

  /** Several changes at once count as one. */
  function onChange(folder: string, which: RegExp, note: () => void): void {
    watch(join(root, folder), { recursive: true }, (_event, file) => {
      if (!file || !which.test(file) || /\.test\.tsx?$/.test(file)) return;
      note();
      clearTimeout(timer);
      timer = setTimeout(() => (working = working.then(catchUp)), SETTLE_MS);
    });
  }

  async function catchUp(): Promise<void> {
    try {
      if (documentsDue && (await documentsChanged())) due.add("gateway");
      documentsDue = false;
      const changed = services.filter((service) => due.has(service.name));
      due.clear();
      for (const service of changed) {
        await service.restart();
        say(`${service.name} runs the changed source.`);
      }
    } catch (error) {
      say(`${reasonOf(error)}\nIt is tried again at the next change.`);
    }
  }

  /** The gateway trusts the pages' documents by a list; a new document needs a new list. */
  async function documentsChanged(): Promise<boolean> {
    const supergraph = await readFile(join(root, "gateway/supergraph.graphql"), "utf8");
    const written = await settle(await clientTypes(apiSchemaOf(supergraph)), false);
    return written.some((file) => file.endsWith("persisted-documents.json"));
  }
}
