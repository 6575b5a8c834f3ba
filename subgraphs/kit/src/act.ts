import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Context, Tx } from "./context.ts";
import { refuse, Refused, type UserError } from "./refusal.ts";

export interface ActOptions {
  /** Name of the act, e.g. "invoicePost". */
  name: string;
  idempotencyKey?: string | null | undefined;
  /** What the key stands for: the arguments of the mutation. */
  body?: unknown;
}

const RETRIES = 4;
const isRace = (error: unknown): boolean => ["40001", "40P01"].includes((error as { code?: string }).code ?? "");

/**
 * One act, one transaction. With an idempotency key the answer's reference is stored in the same transaction:
 * the same key and body get the same reference again, another body is refused.
 */
export async function act<DB, Ref>(ctx: Context<DB>, options: ActOptions, work: (tx: Tx<DB>) => Promise<Ref>): Promise<Ref> {
  const key = options.idempotencyKey ?? null;
  if (key !== null && (key.length < 1 || key.length > 200)) refuse("BAD_IDEMPOTENCY_KEY", "An idempotency key has 1 to 200 characters.", ["idempotencyKey"]);
  for (let attempt = 1; ; attempt++) {
    try {
      const ref = await ctx.db.transaction().execute(async (tx) => {
        const known = key === null ? null : await claimKey(tx, ctx, options.name, key, hashOf(options.body));
        if (known) return known.ref as Ref;
        trails.set(tx, []);
        const done = await work(tx);
        await writeDown(tx, ctx, trails.get(tx)!, key === null ? null : { act: options.name, key, ref: done });
        return done;
      });
      // What was loaded before the act may have changed by it.
      ctx.loaders.clear();
      return ref;
    } catch (error) {
      if (isRace(error) && attempt < RETRIES) continue;
      throw translate(error);
    }
  }
}

/** Inserts the key, or waits for the one who holds it and returns its answer. */
async function claimKey<DB>(tx: Tx<DB>, ctx: Context<DB>, name: string, key: string, bodyHash: string): Promise<{ ref: unknown } | null> {
  const inserted = await sql`insert into idempotency_key (subject, act, key, body_hash, ref, created_at)
    values (${ctx.caller.subject}, ${name}, ${key}, ${bodyHash}, 'null', ${ctx.now}) on conflict do nothing`.execute(tx);
  if (inserted.numAffectedRows === 1n) return null;
  const found = await sql<{ bodyHash: string; ref: unknown }>`select body_hash, ref from idempotency_key where subject = ${ctx.caller.subject} and act = ${name} and key = ${key}`.execute(tx);
  const row = found.rows[0];
  if (!row) throw Object.assign(new Error("the key vanished: its first holder rolled back"), { code: "40001" });
  if (row.bodyHash !== bodyHash) {
    refuse("IDEMPOTENCY_KEY_REUSED", "This idempotency key was used before with other arguments. Use a new key for a new act.", ["idempotencyKey"]);
  }
  return { ref: row.ref };
}
function hashOf(body: unknown): string {
  return createHash("sha256").update(canonical(body)).digest("hex");
}
function canonical(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const fields = Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(",")}}`;
}

// The database's own guards (SQLSTATE HF…) as sentences; reached when a race slips past the checks in code.
const GUARDS: Record<string, Omit<UserError, "path">> = {
  HF001: { code: "IMMUTABLE", message: "This is in the books for good and can't be changed. Correct it with a reversal or a credit note." },
  HF003: { code: "UNBALANCED", message: "Debits and credits differ. Make them equal before posting." },
  HF004: { code: "NO_PERIOD", message: "The posting date lies in no fiscal period. Choose another date or have the fiscal year opened." },
  HF005: { code: "PERIOD_CLOSED", message: "The period of this posting date is closed. Choose a later date or ask a controller to open the period." },
  HF010: { code: "CYCLE", message: "An account can't stand above itself. Choose another parent." },
};
function translate(error: unknown): unknown {
  const guard = GUARDS[(error as { code?: string }).code ?? ""];
  return guard ? new Refused([{ ...guard, path: null }]) : error;
}

/** Resolver helper: the payload of a mutation, or its refusals. */
export async function answer<P extends object>(work: () => Promise<P>): Promise<P & { userErrors: UserError[] } | { userErrors: UserError[] }> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (error instanceof Refused) return { userErrors: error.userErrors };
    throw error;
  }
}

interface AuditEntry { act: string; entity: string; key: string; changes?: object }
/** What acts under way have done, until they write it down at their end. */
const trails = new WeakMap<object, AuditEntry[]>();

/** Notes who did what to which record; it is written in the transaction of the act. `changes` holds field → [old, new] or what was given. */
export async function audit<DB>(tx: Tx<DB>, ctx: Context<DB>, entry: AuditEntry): Promise<void> {
  const trail = trails.get(tx);
  if (trail) trail.push(entry);
  else await writeDown(tx, ctx, [entry], null);
}
/** The act's trail and the answer of its key, in one statement. */
async function writeDown<DB>(tx: Tx<DB>, ctx: Context<DB>, trail: readonly AuditEntry[], answered: { act: string; key: string; ref: unknown } | null): Promise<void> {
  const audited = sql`insert into audit_entry (at, subject, person, actor_name, act, entity, entity_key, request_id, changes)
    select ${ctx.now}, ${ctx.caller.subject}, ${ctx.caller.person}, ${ctx.caller.name}, t.act, t.entity, t.key, ${ctx.requestId}, coalesce(t.changes, '{}')
    from rows from (jsonb_to_recordset(${JSON.stringify(trail)}::jsonb) as (act text, entity text, key text, changes jsonb)) with ordinality as t (act, entity, key, changes, position) order by position`;
  if (!answered) {
    if (trail.length > 0) await audited.execute(tx);
    return;
  }
  await sql`with audited as (${audited})
    update idempotency_key set ref = ${JSON.stringify(answered.ref ?? null)}::jsonb where subject = ${ctx.caller.subject} and act = ${answered.act} and key = ${answered.key}`.execute(tx);
}
/** Field → [old, new] of what differs, for the audit trail. */
export function differences(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, [unknown, unknown]> {
  const result: Record<string, [unknown, unknown]> = {};
  for (const [field, value] of Object.entries(after)) {
    if (field !== "version" && field !== "updatedAt" && canonical(before[field]) !== canonical(value)) result[field] = [before[field] ?? null, value];
  }
  return result;
}
