import { demoState, setDemoState } from "../demo/state.ts";
import { buildWebs, websIn } from "../web/build.ts";
import type { House } from "./launch.ts";
import { migrateAll } from "./migrations.ts";
import type { Progress } from "./progress.ts";
import { serviceProgram } from "./service.ts";
import { type Addresses, homefieldServices } from "./services.ts";
import type { Supervised } from "./supervisor.ts";

/** From an open house to a ready Homefield: tables, pages, services, and on first run the demo company. */
export async function startHomefield(house: House, progress: Progress, { buildsWebs = true } = {}): Promise<{ addresses: Addresses; services: Supervised[] }> {
  const { settings, databases } = house;
  const { places } = settings;
  if ((await demoState(databases.crm)) === "seeding") {
    await progress.step("The demo company was left half made; starting it over", () => house.emptyDatabases("The demo company was left half made"));
  }
  const firstRun = (await demoState(databases.crm)) === "untouched";
  await progress.step("Tables", (note) => migrateAll(databases, note));
  // Before the services: while the story is told nothing else may act, the relay of signed orders least of all.
  if (firstRun) {
    await setDemoState(databases.crm, settings.demo ? "seeding" : "declined");
    if (settings.demo) {
      // Only the first start needs it, and it brings both sides' code along.
      const { seedDemo } = await import("../demo/seed.ts");
      await progress.step("Demo company", (note) =>
        seedDemo({ databases, progress: note }),
      );
      await setDemoState(databases.crm, "seeded");
    }
  }
  const webs = buildsWebs ? await buildWebs(places.web, progress, house.guard) : websIn(places.web);
  const { services, addresses } = await homefieldServices(house, webs);
  const running = await progress.step("Services", () => Promise.all(services.map((service) => house.start(serviceProgram(service, places.log(service.name))))));
  await house.tellOthers({ url: addresses.gateway, gatewayInside: addresses.gatewayInside });
  return { addresses, services: running };
}
