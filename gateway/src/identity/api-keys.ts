import { defaultKeyHasher } from "@better-auth/api-key";
import type pg from "pg";
import type { Auth } from "./auth.ts";
import type { Caller } from "./caller.ts";
import { Complaint } from "../protection/complaint.ts";

export const apiKeyHash = (key: string): Promise<string> => defaultKeyHasher(key);

export interface ApiKeyFacts {
  id: string;
  name: string | null;
  /** The first characters, to tell keys apart. The rest is known to its holder alone. */
  start: string | null;
  permissions: string[];
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
}

export interface ApiKeyInput {
  name: string;
  /** What the key may do: some of what its maker may do. */
  permissions: string[];
  expiresInDays: number;
}

const MAKER_ONLY = new Set(["api-key:edit", "user:edit"]);

/** Makes a key; its text is in this answer and nowhere else. */
export async function createApiKey(auth: Auth, caller: Caller, input: ApiKeyInput): Promise<ApiKeyFacts & { key: string }> {
  const beyond = input.permissions.filter((permission) => !caller.permissions.has(permission) || MAKER_ONLY.has(permission));
  if (beyond.length > 0) throw new Complaint(403, "FORBIDDEN", `A key can do no more than you, and can't manage keys or users. Leave out ${beyond.join(", ")}.`);
  const made = await auth.api.createApiKey({
    body: { userId: caller.userId, name: input.name, permissions: byNoun(input.permissions), expiresIn: Math.round(input.expiresInDays * 24 * 3600) },
  });
  return {
    id: made.id,
    name: made.name,
    start: made.start,
    permissions: [...new Set(input.permissions)].sort(),
    createdAt: made.createdAt.toISOString(),
    expiresAt: made.expiresAt?.toISOString() ?? null,
    lastUsedAt: null,
    key: made.key,
  };
}

export async function listApiKeys(pool: pg.Pool, userId: string): Promise<ApiKeyFacts[]> {
  const { rows } = await pool.query<{ id: string; name: string | null; start: string | null; permissions: string | null; createdAt: Date; expiresAt: Date | null; lastRequest: Date | null }>(
    'SELECT id, name, start, permissions, "createdAt", "expiresAt", "lastRequest" FROM apikey WHERE "referenceId" = $1 ORDER BY "createdAt" DESC',
    [userId],
  );
  return rows.map(({ permissions, createdAt, expiresAt, lastRequest, ...row }) => ({
    ...row,
    permissions: permissionsInKey(permissions).sort(),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastRequest?.toISOString() ?? null,
  }));
}

/** True when there was such a key of this user. It is refused from the next request on. */
export async function revokeApiKey(pool: pg.Pool, userId: string, keyId: string): Promise<boolean> {
  const { rowCount } = await pool.query('DELETE FROM apikey WHERE id = $1 AND "referenceId" = $2', [keyId, userId]);
  return rowCount === 1;
}

function byNoun(permissions: readonly string[]): Record<string, string[]> {
  const result: Record<string, string[]> = {};
  for (const permission of new Set(permissions)) {
    const [noun, verb] = permission.split(":") as [string, string];
    (result[noun] ??= []).push(verb);
  }
  return result;
}

/** better-auth keeps a key's permissions as `{"invoice":["read"]}`. */
export function permissionsInKey(stored: string | null): string[] {
  const byNoun = JSON.parse(stored ?? "{}") as Record<string, string[]>;
  return Object.entries(byNoun).flatMap(([noun, verbs]) => verbs.map((verb) => `${noun}:${verb}`));
}
