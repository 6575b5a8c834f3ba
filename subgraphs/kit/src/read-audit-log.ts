/**
 * Writes the read audit off the answer's path: a bounded queue, one insert for many requests, every half second.
 * An orderly stop writes what waits. A process that is killed loses at most that half second; a database that is away makes the queue wait,
 * and when it is full, answers wait for it: nobody reads on unseen.
 */
import type pg from "pg";
import type { Caller } from "./caller.ts";
import type { Logger } from "./log.ts";
import type { Seen } from "./read-audit.ts";

interface Row { at: string; subject: string; actor: string; request: string; type: string; fields: string[]; keys: string[]; count: number }
export interface ReadAuditOptions { pool: pg.Pool; log: Logger; everyMs?: number; most?: number; keepMonths?: number }
const MOST_KEYS = 200;

export class ReadAuditLog {
  readonly #options: Required<ReadAuditOptions>;
  #waiting: Row[] = [];
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  #month = "";

  constructor(options: ReadAuditOptions) {
    this.#options = { everyMs: 500, most: 10_000, keepMonths: 13, ...options };
  }
  /** Null while there is room; when full, what an answer has to wait for. */
  get full(): Promise<void> | null {
    return this.#waiting.length < this.#options.most ? null : this.flush();
  }
  note({ caller, requestId, now }: { caller: Caller; requestId: string; now: Date }, seen: readonly Seen[]): void {
    for (const { type, fields, keys } of seen) {
      this.#waiting.push({ at: now.toISOString(), subject: caller.subject, actor: caller.name, request: requestId, type, fields, keys: keys.slice(0, MOST_KEYS), count: keys.length });
    }
    this.#later();
  }
  flush(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = null;
      this.#later();
    });
    return this.#writing;
  }
  #later(): void {
    if (this.#waiting.length === 0) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.flush();
    }, this.#options.everyMs).unref();
  }
  /** Writes all that waits; gives up, and says how much is lost, when the database refuses it three times. */
  async stop(): Promise<void> {
    await this.#writing;
    for (let tries = 0; this.#waiting.length > 0 && tries < 3; tries++) await this.flush();
    if (this.#timer) clearTimeout(this.#timer);
    if (this.#waiting.length > 0) this.#options.log.error({ entries: this.#waiting.length }, "the read audit could not be written before the stop");
  }

  async #write(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    const rows = this.#waiting;
    if (rows.length === 0) return;
    this.#waiting = [];
    try {
      await this.#months(rows);
      await this.#options.pool.query(`insert into read_audit (at, subject, actor_name, request_id, type, fields, keys, key_count)
        select at, subject, actor, request, type, fields, keys, count from jsonb_to_recordset($1::jsonb) as r (at timestamptz, subject text, actor text, request text, type text, fields text[], keys text[], count int)`, [JSON.stringify(rows)]);
    } catch (error) {
      this.#waiting = [...rows, ...this.#waiting];
      this.#options.log.warn({ code: (error as { code?: string }).code }, "the read audit waits for the database");
    }
  }
  /** A table for each month that rows fall into; with a new month, those past their time go. */
  async #months(rows: readonly Row[]): Promise<void> {
    for (const month of new Set(rows.map(({ at }) => at.slice(0, 7)))) {
      if (month === this.#month) continue;
      const [year, number] = month.split("-").map(Number) as [number, number];
      const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
      // Two processes may come to it at once.
      await this.#options.pool.query(`do $$ begin
        perform pg_advisory_xact_lock(hashtext('read_audit'));
        if to_regclass('read_audit_${month.replace("-", "_")}') is null then create table read_audit_${month.replace("-", "_")} partition of read_audit for values from ('${month}-01T00:00:00Z') to ('${next}T00:00:00Z'); end if;
      end $$`);
      await this.#forget(month);
      this.#month = month;
    }
  }
  async #forget(month: string): Promise<void> {
    const [year, number] = month.split("-").map(Number) as [number, number];
    const oldest = new Date(Date.UTC(year, number - 1 - this.#options.keepMonths, 1)).toISOString().slice(0, 7).replace("-", "_");
    const { rows } = await this.#options.pool.query<{ name: string }>("select inhrelid::regclass::text as name from pg_inherits where inhparent = 'read_audit'::regclass");
    for (const { name } of rows) if (/^read_audit_\d{4}_\d\d$/.test(name) && name.slice("read_audit_".length) < oldest) await this.#options.pool.query(`drop table if exists ${name}`);
  }
}
