import { graphql, type GraphQLSchema } from "graphql";
import { sql, type Kysely } from "kysely";
import type { Caller } from "./caller.ts";
import type { Context } from "./context.ts";

/** A caller for tests: everything unless narrowed down. */
export function aCaller(parts: Partial<Omit<Caller, "permissions">> & { permissions?: Iterable<string> } = {}): Caller {
  const { permissions, ...rest } = parts;
  return {
    subject: "user:test", person: parts.subject ?? "user:test", name: "Test Caller", email: "test@example.com", employeeNumber: null, roles: [], teams: ["*"], legalEntities: ["*"], kind: "user",
    ...rest, permissions: new Set(permissions ?? []),
  };
}
/** Runs an operation in process, as a caller. Data is plain JSON, as a client gets it. */
export async function run<C extends Context<any>>(schema: GraphQLSchema, ctx: C, source: string, variables: Record<string, unknown> = {}): Promise<{ data: any; errors?: { message: string; path?: unknown; code?: unknown }[] }> {
  const result = await graphql({ schema, source, variableValues: variables, contextValue: ctx });
  const errors = result.errors?.map((error) => ({ message: error.message, path: error.path, code: error.extensions["code"] }));
  return { data: JSON.parse(JSON.stringify(result.data ?? null)), ...(errors && { errors }) };
}
/** All scopes the schema asks for anywhere: what a caller who may do everything has. */
export function allPermissions(sdl: string): string[] {
  return [...new Set([...sdl.matchAll(/@requiresScopes\(scopes: \[\[([^\]]*)\]/g)].flatMap((m) => [...m[1]!.matchAll(/"([^"]+)"/g)].map((s) => s[1]!)))];
}
/** Names of `inv_…` views that show rows, with how many; a healthy database gives []. */
export async function brokenInvariants(db: Kysely<any>): Promise<{ name: string; rows: number }[]> {
  const views = await sql<{ name: string }>`select table_name as name from information_schema.views where table_name like 'inv\\_%' order by 1`.execute(db);
  const broken: { name: string; rows: number }[] = [];
  for (const { name } of views.rows) {
    const counted = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(db);
    if (counted.rows[0]!.n > 0) broken.push({ name, rows: counted.rows[0]!.n });
  }
  return broken;
}
