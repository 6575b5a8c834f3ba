import { sql } from "kysely";
import { type ErpContext, seesAll } from "../context.ts";

export interface InvariantRow { name: string; rule: string; violations: number; examples: string[] }

/** Every `inv_…` view, read now. Each tells its rule in its comment. */
export async function invariantChecks(ctx: ErpContext): Promise<InvariantRow[]> {
  const views = await sql<{ name: string; rule: string | null }>`
    select c.relname as name, obj_description(c.oid, 'pg_class') as rule from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind = 'v' and c.relname like 'inv\\_%' order by 1`.execute(ctx.db);
  const checks: InvariantRow[] = [];
  // One after the other: together they would take every connection from the people at work.
  for (const { name, rule } of views.rows) {
    const counted = await sql<{ violations: number; examples: string[] }>`
      with broken as materialized (select * from ${sql.id(name)})
      select (select count(*)::int from broken) as violations, array(select b::text from broken b limit 5) as examples`.execute(ctx.db);
    const { violations, examples } = counted.rows[0]!;
    // The rows may be of any legal entity: only who sees all entities sees them.
    checks.push({ name, rule: rule ?? name.slice("inv_".length).replaceAll("_", " "), violations, examples: seesAll(ctx) ? examples : [] });
  }
  return checks;
}
