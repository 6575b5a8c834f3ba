// pg + Kysely: plain rows, typed SQL. An ORM's hydration was measured at 7 × the cost of rows and would be bypassed on every list.
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Logger } from "pino";
import { camelCase, Connections } from "./connections.ts";

// Calendar days stay text; numeric and bigint are text by default, which is what money needs.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

export interface Database<DB> {
  db: Kysely<DB>;
  pool: pg.Pool;
  /** Statements run so far, for tests that hold a page to a constant number. */
  statements(): number;
  close(): Promise<void>;
}

export function openDatabase<DB>(url: string, options: { poolSize?: number; name: string; log: Logger }): Database<DB> {
  const pool = new pg.Pool({ connectionString: url, max: options.poolSize ?? 10, application_name: options.name, connectionTimeoutMillis: 5_000, idleTimeoutMillis: 30_000 });
  // A database that goes away breaks idle connections; the next query gets a new one or an error of its own.
  pool.on("error", (error) => options.log.warn({ err: error.message }, "lost an idle database connection"));
  let statements = 0;
  const db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: new Connections(pool) }),
    plugins: [camelCase],
    log: () => { statements++; },
  });
  return { db, pool, statements: () => statements, close: () => db.destroy() };
}
