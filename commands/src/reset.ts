import { rm } from "node:fs/promises";
import { createInterface } from "node:readline/promises";
import { existsSync } from "node:fs";
import { Complaint, runCommand } from "./complaint.ts";
import { whoIsRunning } from "./house/data-folder.ts";
import { readSettings } from "./house/settings.ts";
import { clusterHome } from "./postgres/cluster.ts";
import { stopServerIn } from "./postgres/leftover.ts";
import { clusterFolder } from "./postgres/place.ts";

/** Removes the embedded data, after asking; databases of one's own are left alone. */
await runCommand(async () => {
  const { places, ownDatabases } = readSettings(process.env);
  if (!existsSync(places.dataFolder)) {
    console.log(`There is nothing to remove: ${places.dataFolder} does not exist.`);
    return;
  }
  if (!existsSync(places.version)) throw new Complaint(`${places.dataFolder} is not a data folder of Homefield: nothing was removed.`);
  const running = await whoIsRunning(places.dataFolder);
  if (running) throw new Complaint(`Homefield is at work in ${places.dataFolder} (process ${running.launcher.pid}): stop it first.`);

  console.log(`This removes everything in ${places.dataFolder}: all accounts, orders, books and users kept there. It can't be undone.`);
  if (Object.keys(ownDatabases).length > 0) console.log("The databases named in the environment are left as they are.");
  if (!(await confirmed())) {
    console.log("Nothing was removed.");
    return 1;
  }
  const cluster = clusterFolder(places);
  await stopServerIn(cluster);
  if (cluster !== places.cluster) await rm(clusterHome({ cluster }), { recursive: true, force: true });
  await rm(places.dataFolder, { recursive: true, force: true });
  console.log("Removed. The next npm start begins anew.");
});

async function confirmed(): Promise<boolean> {
  if (process.argv.includes("--yes")) return true;
  if (!process.stdin.isTTY) throw new Complaint("There is no terminal to ask at: say npm run reset -- --yes if you mean it.");
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await ask.question('Type "remove" to go on: ')).trim() === "remove";
  } finally {
    ask.close();
  }
}
