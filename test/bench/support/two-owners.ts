// Both owners with their company, our gateway and a stock one before them, and the floor: one database with both schemas.
import { fileURLToPath } from "node:url";
import { freePorts } from "@homefield/commands/house/ports.ts";
import { scratchDatabase } from "@homefield/kit/scratch";
import type pg from "pg";
import { type Child, send, startChild } from "./children.ts";
import { benchDatabase, foundErp, historyOfCrm, historyOfErp } from "./company.ts";
import { oneDatabase } from "./one-database.ts";
import { withServer } from "./with-server.ts";

const PASSWORD = "correct horse battery";
const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export interface TwoOwners {
  /** Answers of our gateway, of a stock one, of each owner, and of the floor. */
  ask(whom: "gateway" | "stock" | "crm" | "erp", query: string, variables: object): () => Promise<string>;
  askFloor(page: string): () => Promise<string>;
  processes: Readonly<Record<"gateway" | "stock" | "crm" | "erp" | "floor", Child>>;
  /** Superusers' connections. */
  crm: pg.Client;
  erp: pg.Client;
}

export async function withTwoOwners(work: (house: TwoOwners) => Promise<void>): Promise<void> {
  await withServer(async (superuserUrl) => {
    const children: Child[] = [];
    const [crm, erp] = await Promise.all([benchDatabase("crm", superuserUrl), benchDatabase("erp", superuserUrl)]);
    const identity = await scratchDatabase("identity");
    try {
      await foundErp(erp);
      await Promise.all([historyOfErp(erp), historyOfCrm(crm)]);
      const floorDatabase = await oneDatabase(superuserUrl, [
        { client: crm.client, tables: ["account", "crm_user", "contact", "activity", "opportunity", "stage", "quote"] },
        { client: erp.client, tables: ["customer", "invoice", "sales_order", "sales_order_line", "shipment", "item", "payment_terms", "employee"] },
      ]);
      const [gatewayPort, crmPort, erpPort, listsPort] = (await freePorts(4)) as [number, number, number, number];
      const urls = { CRM_URL: `http://127.0.0.1:${crmPort}`, ERP_URL: `http://127.0.0.1:${erpPort}`, LISTS_URL: `http://127.0.0.1:${listsPort}` };
      const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
      const subgraph = { IDENTITY_JWKS_URL: `${gatewayUrl}/auth/jwks`, HANDOVER_SECRET: "secret of the benchmark" };
      const start = async (path: string, environment: Record<string, string>): Promise<Child> => {
        const child = await startChild(file(path), environment);
        children.push(child);
        return child;
      };
      const [stock, floor, crmProcess, erpProcess, gateway] = (await Promise.all([
        start("./stock-gateway.ts", urls),
        start("./floor-server.ts", { FLOOR_DATABASE_URL: floorDatabase.url }),
        start("../../../subgraphs/crm/src/main.ts", { ...subgraph, PORT: String(crmPort), CRM_DATABASE_URL: crm.url, ERP_URL: urls.ERP_URL }),
        start("../../../subgraphs/erp/src/main.ts", { ...subgraph, PORT: String(erpPort), ERP_DATABASE_URL: erp.url }),
        start("../../../gateway/src/main.ts", { ...urls, PORT: String(gatewayPort), IDENTITY_DATABASE_URL: identity.url, IDENTITY_SECRET: "0123456789abcdef0123456789abcdef-bench", HOMEFIELD_DEMO: "1", DEMO_PASSWORD: PASSWORD, GRAPH_BUDGET_PER_MINUTE: "1000000000" }),
        start("../../../subgraphs/lists/src/main.ts", { IDENTITY_JWKS_URL: subgraph.IDENTITY_JWKS_URL, PORT: String(listsPort), CRM_URL: urls.CRM_URL, ERP_URL: urls.ERP_URL }),
      ])) as [Child, Child, Child, Child, Child, Child];
      const { token } = JSON.parse(await send(`${gatewayUrl}/auth/demo-token`, { body: JSON.stringify({ email: "sales.manager@demo.homefield.example", password: PASSWORD }) })) as { token: string };
      const processes = { gateway, stock, crm: crmProcess, erp: erpProcess, floor };
      await work({
        ask: (whom, query, variables) => {
          const body = JSON.stringify({ query, variables });
          return () => send(`http://127.0.0.1:${processes[whom].port}/graphql`, { body, token });
        },
        askFloor: (page) => () => send(`http://127.0.0.1:${floor.port}/${page}`),
        processes,
        crm: crm.client,
        erp: erp.client,
      });
    } finally {
      await Promise.all(children.map((child) => child.stop()));
      await Promise.all([crm.close(), erp.close(), identity.drop()]);
    }
  });
}
