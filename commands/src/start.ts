import { runCommand } from "./complaint.ts";
import { banner } from "./house/banner.ts";
import { startHomefield } from "./house/homefield.ts";
import { runHouse } from "./house/run.ts";
import { readSettings } from "./house/settings.ts";

await runCommand(async () => {
  await runHouse({
    settings: readSettings(process.env),
    command: "start",
    bring: async (house, progress) => banner((await startHomefield(house, progress)).addresses, house),
  });
});
