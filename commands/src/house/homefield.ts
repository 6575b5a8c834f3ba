import { demoState, setDemoState } from "../demo/state.ts";
import { buildWebs, websIn } from "../web/build.ts";
import type { House } from "./launch.ts";
import { migrateAll } from "./migrations.ts";
import type { Progress } from "./progress.ts";
import { serviceProgram } from "./service.ts";
import { type Addresses, homefieldServices } from "./services.ts";
import type { Supervised } from "./supervisor.ts";

/** From an open house to a ready Homefield: tables, pages, on first run the demo company, services. */
export async function startHomefield(house: House, progress: Progress, { buildsWebs = true } = {}): Promise<{ addresses: Addresses; services: Supervised[] }> {
  const { settings, databases } = house;
  const { places } = settings;
  if ((await demoState(databases.crm)) === "seeding") {
    await progress.step("The demo company was left half made; starting it over", () => house.emptyDatabases("The demo company was left half made"));
  }
  await progress.step("Tables", (note) => migrateAll(databases, note));
  const [webs] = await Promise.all([buildsWebs ? buildWebs(places.web, progress, house.guard) : websIn(places.web), makeDemoCompanyOnce(house, progress)]);
  const { services, addresses } = await homefieldServices(house, webs);
  const running = await progress.step("Services", () => Promise.all(services.map((service) => house.start(serviceProgram(service, places.log(service.name))))));
  await house.tellOthers({ url: addresses.gateway, gatewayInside: addresses.gatewayInside });
  return { addresses, services: running };
}

/** Before the services start, so that nothing else acts meanwhile. */
async function makeDemoCompanyOnce({ settings, databases }: House, progress: Progress): Promise<void> {
  if ((await demoState(databases.crm)) !== "untouched") return;
  if (!settings.demo) return setDemoState(databases.crm, "declined");
  await setDemoState(databases.crm, "seeding");
  // Only the first start needs it, and it brings both sides' code along.
  const { seedDemo } = await import("../demo/seed.ts");
  await progress.step("Demo company", (note) => seedDemo({ databases, progress: note }));
  await setDemoState(databases.crm, "seeded");
}
