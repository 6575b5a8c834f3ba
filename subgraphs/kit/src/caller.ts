import { GraphQLError } from "graphql";

/** Who asks, as the gateway vouched for. */
export interface Caller {
  /** Stable id of the user, API key or service. */
  subject: string;
  /** The human behind it: one for a user's sessions and API keys. The subject itself for a service. */
  person: string;
  name: string;
  email: string | null;
  employeeNumber: string | null;
  roles: readonly string[];
  permissions: ReadonlySet<string>;
  /** Teams whose CRM rows are visible; "*" for all. */
  teams: readonly string[];
  /** Legal entities whose ERP rows are visible; "*" for all. */
  legalEntities: readonly string[];
  kind: "user" | "api-key" | "service";
}
export const can = (who: { caller: Caller }, permission: string): boolean => who.caller.permissions.has(permission);

export function forbidden(permission: string, what: string): GraphQLError {
  return new GraphQLError(`Your role does not include "${permission}", which ${what} needs. Ask an administrator for it.`, { extensions: { code: "FORBIDDEN", permission } });
}
