import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Logger } from "pino";
import { type Auth, createAuth } from "./auth.ts";
import { Callers } from "./callers.ts";
import { disableDemoUsers, ensureDemoUsers } from "./demo-users.ts";
import { migrateIdentity } from "./migrate.ts";
import type { Roles } from "./roles.ts";
import { SignInThrottle } from "./sign-in-throttle.ts";
import { Tokens } from "./tokens.ts";

/** Who people and programs are: one database, opened once. */
export interface Identity {
  auth: Auth;
  pool: pg.Pool;
  callers: Callers;
  tokens: Tokens;
  throttle: SignInThrottle;
  roles: Roles;
  /** The demo company's password, while the demo company is on. */
  demoPassword: string | null;
  /** Whether the database answers, soon. */
  healthy(): Promise<boolean>;
  close(): Promise<void>;
}

export interface IdentityOptions {
  databaseUrl: string;
  secret: string;
  publicUrl: string;
  roles: Roles;
  demoPassword: string | null;
  log: Logger;
}

const HEALTHY_WITHIN_MS = 1_000;

export async function openIdentity({ databaseUrl, secret, publicUrl, roles, demoPassword, log }: IdentityOptions): Promise<Identity> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10, connectionTimeoutMillis: 5_000, application_name: "homefield gateway" });
  pool.on("error", (error) => log.warn({ err: error }, "An idle connection to the identity database broke."));
  try {
    const auth = createAuth({ pool, secret, publicUrl, log });
    await migrateIdentity(auth, pool);
    await auth.api.getJwks(); // makes the first signing key, so that subgraphs find one
    if (demoPassword === null) await disableDemoUsers(pool);
    else await ensureDemoUsers(auth, pool, demoPassword);
    const tokens = new Tokens(auth);
    return {
      auth,
      pool,
      tokens,
      callers: new Callers(auth, pool, tokens, roles),
      throttle: new SignInThrottle(),
      roles,
      demoPassword,
      healthy: () => Promise.race([pool.query("SELECT 1").then(() => true, () => false), sleep(HEALTHY_WITHIN_MS, false, { ref: false })]),
      close: () => pool.end(),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
