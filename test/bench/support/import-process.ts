// The importer as a process of its own, so that its memory can be told from the benchmark's.
import { importCompany } from "@homefield/commands/adventureworks/import.ts";
import type { Secrets } from "@homefield/commands/house/secrets.ts";

const { folder, databases } = JSON.parse(process.argv[2]!) as { folder: string; databases: { crm: string; erp: string; identity: string } };
const steps: { title: string; seconds: number }[] = [];
const said: string[] = [];
const from = performance.now();
const code = await importCompany({
  folder, options: [], databases, secrets: {} as Secrets,
  progress: {
    say: (line) => void said.push(line),
    async step(title, work) {
      const begun = performance.now();
      const result = await work(() => {});
      steps.push({ title, seconds: (performance.now() - begun) / 1000 });
      return result;
    },
  },
});
process.send!({ code, seconds: (performance.now() - from) / 1000, peakMiB: process.resourceUsage().maxRSS / 1024, steps, said });
process.disconnect();
