import { demoState, setDemoState } from "../demo/state.ts";
import { seedDemo } from "../demo/seed.ts";
import { buildWebs } from "../web/build.ts";
import type { House } from "./launch.ts";
import { migrateAll } from "./migrations.ts";
import type { Progress } from "./progress.ts";
import { serviceProgram } from "./service.ts";
import { type Addresses, homefieldServices } from "./services.ts";

/** From an open house to a ready Homefield: tables, pages, services, and on first run the demo company. */
export async function startHomefield(house: House, progress: Progress): Promise<Addresses> {
  const { settings, secrets, databases } = house;
  const { places } = settings;
  if ((await demoState(databases.crm)) === "seeding") {
    await progress.step("The demo company was left half made; starting it over", () => house.emptyDatabases("The demo company was left half made"));
  }
  const firstRun = (await demoState(databases.crm)) === "untouched";
  await progress.step("Tables", (note) => migrateAll(databases, note));
  const webs = await buildWebs(places.web, progress, house.guard);
  const { services, addresses } = await homefieldServices(house, webs);
  await progress.step("Services", () => Promise.all(services.map((service) => house.start(serviceProgram(service, places.log(service.name))))));
  if (firstRun) {
    await setDemoState(databases.crm, settings.demo ? "seeding" : "declined");
    if (settings.demo) {
      await progress.step("Demo company", (note) =>
        seedDemo({ crmUrl: addresses.crm, erpUrl: addresses.erp, gatewayUrl: addresses.gateway, databases, secrets, progress: note }),
      );
      await setDemoState(databases.crm, "seeded");
    }
  }
  await house.tellOthers({ url: addresses.gateway });
  return addresses;
}
