import { createHash } from "node:crypto";

/** Who asks, as this gateway found out for this very request. */
export interface Caller {
  kind: "user" | "api-key";
  /** How the caller proved who it is: a browser's cookie, a bearer token or an API key. */
  via: "session" | "bearer" | "api-key";
  /** Id of the user or of the API key. */
  subject: string;
  userId: string;
  /** Id of the session behind a cookie or a bearer token. */
  sessionId: string | null;
  name: string;
  email: string;
  employeeNumber: string | null;
  roles: readonly string[];
  permissions: ReadonlySet<string>;
  /** A digest of the permissions: equal for callers who may do the same. */
  permissionKey: string;
  teams: readonly string[];
  legalEntities: readonly string[];
}

/** A user as the identity database has it. */
export interface UserRow {
  id: string;
  name: string;
  email: string;
  employeeNumber: string | null;
  roles: string[];
  teams: string[];
  legalEntities: string[];
  disabled: boolean;
}

export const userColumns = 'u.id, u.name, u.email, u."employeeNumber", u.roles, u.teams, u."legalEntities", u.disabled';

export const permissionKeyOf = (permissions: ReadonlySet<string>): string => createHash("sha256").update([...permissions].sort().join(" ")).digest("base64url");
