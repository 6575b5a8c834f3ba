import { clearHalfMadeDemo, makeDemoCompanyOnce } from "../demo/make.ts";
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
  await clearHalfMadeDemo(house, progress);
  await progress.step("Tables", (note) => migrateAll(databases, note));
  const [webs] = await Promise.all([buildsWebs ? buildWebs(places.web, progress, house.guard) : websIn(places.web), makeDemoCompanyOnce(house, progress)]);
  const { services, addresses } = await homefieldServices(house, webs);
  const running = await progress.step("Services", () => Promise.all(services.map((service) => house.start(serviceProgram(service, places.log(service.name))))));
  await house.tellOthers({ url: addresses.gateway, gatewayInside: addresses.gatewayInside });
  return { addresses, services: running };
}
