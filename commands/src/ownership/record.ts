/** The record of processing activities (GDPR, article 30), made from the schema and the roles: nobody keeps it by hand. */
import { roles } from "@homefield/gateway/identity/roles.ts";
import { isPersonal, type OwnedField } from "./register.ts";

export interface Processing { purpose: string; owner: string; personalData: string; retention: string; recipients: string[]; fields: string[] }

/** One activity per purpose, owner, class and retention. */
export function processingOf(fields: readonly OwnedField[]): Processing[] {
  const groups = Map.groupBy(fields.filter(({ personalData }) => isPersonal(personalData)), ({ purpose, home, personalData, retention }) => JSON.stringify([purpose ?? "Operating the business", home, personalData, retention ?? ""]));
  return [...groups].map(([key, group]) => {
    const [purpose, owner, personalData, retention] = JSON.parse(key) as [string, string, string, string];
    return { purpose, owner, personalData, retention, recipients: rolesFor(group), fields: group.map(({ field }) => field).sort() };
  }).sort((a, b) => a.purpose.localeCompare(b.purpose) || a.owner.localeCompare(b.owner) || a.personalData.localeCompare(b.personalData));
}
/** Roles that may read at least one of the fields. */
function rolesFor(fields: readonly OwnedField[]): string[] {
  return Object.entries(roles).filter(([, held]) => fields.some(({ permission }) => permission.some((all) => all.split(" + ").every((one) => (held as readonly string[]).includes(one))))).map(([role]) => role);
}
export function recordOfProcessing(fields: readonly OwnedField[]): string {
  const parts = processingOf(fields).map(({ purpose, owner, personalData, retention, recipients, fields: named }) =>
    `## ${purpose}: ${personalData.toLowerCase()}, kept by the ${owner.toUpperCase()}\n\n- Kept: ${retention}\n- Seen by: ${recipients.join(", ")}\n- Fields: ${named.join(", ")}\n`);
  return `# Record of processing\n\n${parts.join("\n")}`;
}
