import { fork } from "node:child_process";
import { closeSync } from "node:fs";
import { join } from "node:path";
import { Complaint } from "../complaint.ts";
import type { House } from "../house/launch.ts";
import { logAt } from "../house/logs.ts";
import type { Progress } from "../house/progress.ts";
import { demoState, setDemoState } from "./state.ts";

/** Makes the demo company on the first start; before the services start, so that nothing else acts meanwhile. */
export async function makeDemoCompanyOnce(house: House, progress: Progress): Promise<void> {
  const { settings, databases } = house;
  if ((await demoState(databases.crm)) !== "untouched") return;
  if (!settings.demo) return setDemoState(databases.crm, "declined");
  await setDemoState(databases.crm, "seeding");
  await progress.step("Demo company", (note) => seed(house, note));
  await setDemoState(databases.crm, "seeded");
}

/** Removes what an interrupted seed left: half a company would break every promise the demo makes. */
export async function clearHalfMadeDemo(house: House, progress: Progress): Promise<void> {
  if ((await demoState(house.databases.crm)) !== "seeding") return;
  await progress.step("The demo company was left half made; clearing it", () => house.emptyDatabases("The demo company was left half made"));
}

function seed(house: House, note: (text: string) => void): Promise<void> {
  const log = logAt(house.settings.places.log("demo"));
  const output = log.open();
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, "seed-process.ts"), [], {
      env: { ...process.env, CRM_DATABASE_URL: house.databases.crm, ERP_DATABASE_URL: house.databases.erp },
      execArgv: [],
      stdio: ["ignore", output, output, "ipc"],
    });
    closeSync(output);
    house.guard(child);
    child.on("message", (message: { progress: string }) => note(message.progress));
    child.once("error", reject);
    child.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Complaint(`The demo company could not be made: ${log.lastWords().replace(/\.$/, "") || "the process was ended"}. The whole story is in ${log.path}; the next start begins it anew.`));
    });
  });
}
