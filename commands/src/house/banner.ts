import { demoUsers } from "@homefield/gateway/identity/demo-users.ts";
import type { House } from "./launch.ts";
import type { Addresses } from "./services.ts";

/** What a newcomer needs to go on: where things are, and who may look at what. */
export function banner(addresses: Addresses, { settings, secrets }: House): string {
  const at = addresses.gateway;
  const lines = [
    "",
    `Homefield is ready: ${at}`,
    "",
    ...table([
      ["CRM", `${at}/crm`],
      ["ERP", `${at}/erp`],
      ["Graph", `${at}/graphql`],
      ["Explorer", `${at}/explorer`],
      ["Health", `${at}/health`],
      ["Logs", settings.places.logs],
    ]),
    "",
  ];
  if (settings.demo) {
    lines.push(`Demo users, all with the password ${secrets.demoPassword}`, "", ...table(demoUsers.map((user) => [user.email, `${user.name}, ${user.roles.join(", ")}`])), "");
  } else {
    lines.push("The first user is made with: npm run admin -- you@your-company.example", "");
  }
  lines.push("Ctrl-C stops everything; the next start keeps the data.");
  return lines.join("\n");
}

function table(rows: [string, string][]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
