import type pg from "pg";
import { apiKeyHash, permissionsInKey } from "./api-keys.ts";
import type { Auth } from "./auth.ts";
import { type Caller, permissionKeyOf, userColumns, type UserRow } from "./caller.ts";
import { Lru } from "@homefield/kit/lru";
import { permissionsOf, type Roles } from "./roles.ts";
import type { Tokens } from "./tokens.ts";

type KeyRow = UserRow & { keyId: string; keyName: string | null; keyPermissions: string | null; stale: boolean };

const usersByKey = `SELECT k.id AS "keyId", k.name AS "keyName", k.permissions AS "keyPermissions", ${userColumns},
    coalesce(k."lastRequest" < now() - interval '1 minute', true) AS stale
  FROM apikey k JOIN "user" u ON u.id = k."referenceId"
  WHERE k.enabled AND (k."expiresAt" IS NULL OR k."expiresAt" > now()) AND NOT u.disabled`;

/** Which caller a request comes from. Asked of the database each time, so that a sign-out or a disabled user counts at once. */
export class Callers {
  readonly #auth: Auth;
  readonly #pool: pg.Pool;
  readonly #tokens: Tokens;
  readonly #roles: Roles;
  /** Signed cookie → session token. Only the signature is remembered, never whether the session still lives. */
  readonly #verifiedCookies = new Lru<string>(10_000);

  constructor(auth: Auth, pool: pg.Pool, tokens: Tokens, roles: Roles) {
    this.#auth = auth;
    this.#pool = pool;
    this.#tokens = tokens;
    this.#roles = roles;
  }

  async byCookie(cookieHeader: string): Promise<Caller | null> {
    const token = await this.#sessionToken(cookieHeader);
    if (token === null) return null;
    const { rows } = await this.#pool.query<UserRow & { sessionId: string }>({
      name: "session-by-token",
      text: `SELECT s.id AS "sessionId", ${userColumns} FROM session s JOIN "user" u ON u.id = s."userId" WHERE s.token = $1 AND s."expiresAt" > now() AND NOT u.disabled`,
      values: [token],
    });
    return rows[0] ? this.#user(rows[0], rows[0].sessionId, "session") : null;
  }

  async byBearer(jwt: string): Promise<Caller | null> {
    const claims = await this.#tokens.verify(jwt);
    if (claims === null) return null;
    const { rows } = await this.#pool.query<UserRow>({
      name: "session-by-id",
      text: `SELECT ${userColumns} FROM session s JOIN "user" u ON u.id = s."userId" WHERE s.id = $1 AND u.id = $2 AND s."expiresAt" > now() AND NOT u.disabled`,
      values: [claims.sessionId, claims.subject],
    });
    return rows[0] ? this.#user(rows[0], claims.sessionId, "bearer") : null;
  }

  async byApiKey(key: string): Promise<Caller | null> {
    const { rows } = await this.#pool.query<KeyRow>({ name: "user-by-api-key", text: `${usersByKey} AND k.key = $1`, values: [await apiKeyHash(key)] });
    const row = rows[0];
    if (!row) return null;
    // When a key was last used is good to know to the minute; a write per request would be too dear for it.
    if (row.stale) await this.#pool.query('UPDATE apikey SET "lastRequest" = now() WHERE id = $1', [row.keyId]);
    return this.#program(row);
  }

  /** The same callers as they are now; null for who is not let in any more. Two statements, however many. */
  async again(callers: readonly Caller[]): Promise<(Caller | null)[]> {
    const sessionIds = callers.flatMap(({ sessionId }) => sessionId ?? []);
    const keyIds = callers.flatMap(({ via, subject }) => (via === "api-key" ? [subject] : []));
    const sessions = await this.#pool.query<UserRow & { sessionId: string }>({
      name: "sessions-by-id",
      text: `SELECT s.id AS "sessionId", ${userColumns} FROM session s JOIN "user" u ON u.id = s."userId" WHERE s.id = ANY($1) AND s."expiresAt" > now() AND NOT u.disabled`,
      values: [sessionIds],
    });
    const keys = keyIds.length === 0 ? [] : (await this.#pool.query<KeyRow>({ name: "users-by-key-id", text: `${usersByKey} AND k.id = ANY($1)`, values: [keyIds] })).rows;
    const bySession = new Map(sessions.rows.map((row) => [row.sessionId, row]));
    const byKey = new Map(keys.map((row) => [row.keyId, row]));
    return callers.map(({ via, sessionId, subject }) => {
      const row = bySession.get(sessionId ?? "");
      if (row) return this.#user(row, row.sessionId, via);
      const key = via === "api-key" ? byKey.get(subject) : undefined;
      return key ? this.#program(key) : null;
    });
  }

  async #sessionToken(cookieHeader: string): Promise<string | null> {
    const cookie = sessionCookie(cookieHeader);
    if (cookie === null) return null;
    const known = this.#verifiedCookies.get(cookie);
    if (known !== undefined) return known;
    const session = await this.#auth.api.getSession({ headers: new Headers({ cookie: cookieHeader }), query: { disableRefresh: true } });
    if (!session) return null;
    this.#verifiedCookies.set(cookie, session.session.token);
    return session.session.token;
  }

  #program(row: KeyRow): Caller {
    const held = permissionsOf(row.roles, this.#roles);
    const permissions = new Set(permissionsInKey(row.keyPermissions).filter((permission) => held.has(permission)));
    return {
      ...this.#user(row, null, "api-key"),
      kind: "api-key",
      subject: row.keyId,
      name: `${row.keyName ?? "API key"} (${row.name})`,
      permissions,
      permissionKey: permissionKeyOf(permissions),
    };
  }

  #user(row: UserRow, sessionId: string | null, via: Caller["via"]): Caller {
    const permissions = permissionsOf(row.roles, this.#roles);
    const { id, name, email, employeeNumber, roles, teams, legalEntities } = row;
    return { kind: "user", via, subject: id, userId: id, sessionId, name, email, employeeNumber, roles, teams, legalEntities, permissions, permissionKey: permissionKeyOf(permissions) };
  }
}

/** The session cookie under either of its names: browsers insist on the prefix where cookies are secure. */
export function sessionCookie(cookieHeader: string): string | null {
  for (const part of cookieHeader.split(";")) {
    const [name, value] = part.trim().split("=", 2) as [string, string | undefined];
    if ((name === "homefield.session_token" || name === "__Secure-homefield.session_token") && value) return value;
  }
  return null;
}
