// A house as `npm start` runs it, with two tiny services in place of Homefield's: for testing the launcher alone.
import { fileURLToPath } from "node:url";
import { runCommand } from "@homefield/commands/complaint";
import { freePorts } from "@homefield/commands/house/ports.ts";
import { runHouse } from "@homefield/commands/house/run.ts";
import { type Service, serviceProgram } from "@homefield/commands/house/service.ts";
import { readSettings } from "@homefield/commands/house/settings.ts";

const file = fileURLToPath(new URL("./tiny-service.ts", import.meta.url));

await runCommand(async () => {
  const settings = readSettings(process.env);
  const [north, south] = await freePorts(2);
  await runHouse({
    settings,
    command: "start",
    async bring(house) {
      const services: Service[] = [
        { name: "north", file, environment: { PORT: String(north) } },
        { name: "south", file, essential: true, environment: { PORT: String(south), TINY_FAILS: process.env.TINY_FAILS ?? "", TINY_SLOW_END: process.env.TINY_SLOW_END ?? "" } },
      ];
      const pids: Record<string, number | undefined> = {};
      for (const service of services) {
        pids[service.name] = (await house.start(serviceProgram(service, settings.places.log(service.name)))).pid();
      }
      await house.tellOthers({ url: `http://127.0.0.1:${north}` });
      return `ready ${JSON.stringify({ pids, ports: { north, south }, databases: house.databases })}`;
    },
  });
});
