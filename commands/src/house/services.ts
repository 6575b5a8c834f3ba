import { join } from "node:path";
import { freePorts } from "./ports.ts";
import { root } from "./places.ts";
import type { Web } from "../web/build.ts";
import type { House } from "./launch.ts";
import type { Service } from "./service.ts";

export interface Addresses {
  /** As the world calls it. */
  gateway: string;
  /** As processes on this machine reach it. */
  gatewayInside: string;
  crm: string;
  erp: string;
  lists: string;
}

/** What runs, in the order it is started; stopping goes the other way. */
export async function homefieldServices(house: House, webs: Record<Web, string>): Promise<{ services: Service[]; addresses: Addresses }> {
  const { settings, secrets, databases } = house;
  const [anyGateway, anyCrm, anyErp, anyLists] = (await freePorts(4)) as [number, number, number, number];
  const ports = { gateway: settings.port || anyGateway, crm: settings.servicePorts.crm || anyCrm, erp: settings.servicePorts.erp || anyErp, lists: settings.servicePorts.lists || anyLists };
  const shownHost = settings.host === "127.0.0.1" || settings.host === "0.0.0.0" || settings.host === "::" ? "localhost" : settings.host;
  // Subgraphs ask for the gateway's keys from the inside, whatever the world calls it.
  const inside = settings.host === "0.0.0.0" || settings.host === "::" ? "127.0.0.1" : settings.host;
  const addresses = {
    gatewayInside: `http://${inside}:${ports.gateway}`,
    gateway: settings.publicUrl ?? `http://${shownHost}:${ports.gateway}`,
    crm: `http://127.0.0.1:${ports.crm}`,
    erp: `http://127.0.0.1:${ports.erp}`,
    lists: `http://127.0.0.1:${ports.lists}`,
  };
  const IDENTITY_JWKS_URL = `${addresses.gatewayInside}/auth/jwks`;
  const common = { NODE_ENV: "production", LOG_LEVEL: settings.logLevel };
  const source = { ...common, HOST: "127.0.0.1", IDENTITY_JWKS_URL, SUBGRAPH_EXECUTION: settings.subgraphExecution };
  const subgraph = { ...source, HANDOVER_SECRET: secrets.handoverSecret };
  const services: Service[] = [
    {
      name: "erp",
      file: join(root, "subgraphs/erp/src/main.ts"),
      environment: { ...subgraph, PORT: String(ports.erp), ERP_DATABASE_URL: databases.erp },
    },
    {
      name: "crm",
      file: join(root, "subgraphs/crm/src/main.ts"),
      environment: { ...subgraph, PORT: String(ports.crm), CRM_DATABASE_URL: databases.crm, ERP_URL: addresses.erp },
    },
    {
      // Holds nothing, so it knows no database and no secret.
      name: "lists",
      file: join(root, "subgraphs/lists/src/main.ts"),
      environment: { ...source, PORT: String(ports.lists), CRM_URL: addresses.crm, ERP_URL: addresses.erp },
    },
    {
      name: "gateway",
      file: join(root, "gateway/src/main.ts"),
      essential: true,
      environment: {
        ...common,
        HOST: settings.host,
        PORT: String(ports.gateway),
        PUBLIC_URL: addresses.gateway,
        IDENTITY_DATABASE_URL: databases.identity,
        IDENTITY_SECRET: secrets.identitySecret,
        CRM_URL: addresses.crm,
        ERP_URL: addresses.erp,
        LISTS_URL: addresses.lists,
        HOMEFIELD_DEMO: settings.demo ? "1" : "0",
        DEMO_PASSWORD: settings.demo ? secrets.demoPassword : "",
        WEB_CRM_DIST: webs.crm,
        WEB_ERP_DIST: webs.erp,
        WEB_EXPLORER_DIST: webs.explorer,
      },
    },
  ];
  return { services, addresses };
}
