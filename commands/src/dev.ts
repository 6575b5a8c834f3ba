import { join } from "node:path";
import { runCommand } from "./complaint.ts";
import { banner } from "./house/banner.ts";
import { startHomefield } from "./house/homefield.ts";
import { refuseTakenPort } from "./house/ports.ts";
import { runHouse } from "./house/run.ts";
import { serviceProgram } from "./house/service.ts";
import { readSettings } from "./house/settings.ts";
import { watchSources } from "./house/watch.ts";

/** The same system, with services that start again when their source changes and pages that change under the eyes. */
await runCommand(async () => {
  const settings = readSettings(process.env);
  const front = { host: settings.host, port: settings.port || 4000 };
  await refuseTakenPort(front.port, front.host);
  const publicUrl = settings.publicUrl ?? `http://localhost:${front.port}`;
  await runHouse({
    // The gateway moves to a free port behind the server that also makes the pages; the world sees one origin as before.
    settings: { ...settings, host: "127.0.0.1", port: 0, publicUrl },
    command: "dev",
    async bring(house, progress) {
      const { addresses, services } = await startHomefield(house, progress, { buildsWebs: false });
      const pages = {
        name: "pages",
        file: join(import.meta.dirname, "web/dev-server.ts"),
        essential: true,
        environment: { HOST: front.host, PORT: String(front.port), GATEWAY_URL: addresses.gatewayInside },
      };
      await progress.step("Pages with hot reload", () => house.start(serviceProgram(pages, settings.places.log("pages"))));
      watchSources(services, progress.say);
      return banner(addresses, house);
    },
  });
});
