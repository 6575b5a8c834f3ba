import { watch } from "node:fs";
import { join } from "node:path";
import { root } from "./places.ts";
import type { Supervised } from "./supervisor.ts";

const SETTLE_MS = 150;

/** Which services run code of which folder. */
const sources: [folder: string, services: string[]][] = [
  ["subgraphs/kit/src", ["erp", "crm", "gateway"]],
  ["subgraphs/erp/src", ["erp"]],
  ["subgraphs/crm/src", ["crm"]],
  ["gateway", ["gateway"]],
];

/** Starts services again when what they run has changed; several changes at once count as one. */
export function watchSources(services: readonly Supervised[], say: (line: string) => void): void {
  const due = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let restarting = Promise.resolve();
  for (const [folder, names] of sources) {
    watch(join(root, folder), { recursive: true }, (_event, file) => {
      if (!file || !/\.(?:ts|graphql)$/.test(file) || /\.test\.ts$|node_modules/.test(file)) return;
      for (const name of names) due.add(name);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const changed = services.filter((service) => due.has(service.name));
        due.clear();
        restarting = restarting.then(() => restart(changed));
      }, SETTLE_MS);
    });
  }

  async function restart(changed: readonly Supervised[]): Promise<void> {
    for (const service of changed) {
      try {
        await service.restart();
        say(`${service.name} runs the changed source.`);
      } catch (error) {
        say(`${error instanceof Error ? error.message : String(error)} It is tried again at the next change.`);
      }
    }
  }
}
