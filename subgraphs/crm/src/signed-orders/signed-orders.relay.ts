import { setTimeout as sleep } from "node:timers/promises";
import type { Database, Logger } from "@homefield/kit";
import type { Kysely } from "kysely";
import type { DB } from "../generated/tables.ts";
import { deliverNext } from "./signed-order-deliver.action.ts";
import { deliveryTo } from "./signed-order.delivery.ts";

export interface RelayOptions {
  db: Kysely<DB>;
  /** To hear what other processes put on its way; without it the relay finds it at its next look. */
  pool?: Database<DB>["pool"];
  erpUrl: string;
  secret: string;
  log: Logger;
  /** What else is due by the calendar: done at the start and every minute. */
  chores?: ((db: Kysely<DB>, log: Logger, now: Date) => Promise<unknown>)[];
  /** Deliveries at once. */
  workers?: number;
  deadlineMs?: number;
}
export interface Relay { wake: () => void; stop: () => Promise<void> }

const LOOK_EVERY_MS = 1_000;
const CHORES_EVERY_MS = 60_000;
const LISTEN_AGAIN_MS = 1_000;

/**
 * Hands signed orders over to the ERP: at once when woken, else at its next look. Several may run, in one process or many:
 * the locks of `deliverNext` decide who delivers what.
 */
export function startRelay(options: RelayOptions): Relay {
  const { db, log } = options;
  const stopping = new AbortController();
  const deliver = deliveryTo({ erpUrl: options.erpUrl, secret: options.secret, signal: stopping.signal, ...(options.deadlineMs && { deadlineMs: options.deadlineMs }) });
  const bell = ring();

  const worker = async (): Promise<void> => {
    while (!stopping.signal.aborted && (await deliverNext(db, { deliver, log, now: new Date() })));
  };
  let choresDoneAt = Number.NEGATIVE_INFINITY;
  const chores = async (): Promise<void> => {
    if (Date.now() - choresDoneAt < CHORES_EVERY_MS) return;
    choresDoneAt = Date.now();
    for (const chore of options.chores ?? []) await chore(db, log, new Date());
  };
  const rounds = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const heard = bell.heard();
      for (const done of await Promise.allSettled([chores(), ...Array.from({ length: options.workers ?? 4 }, worker)])) {
        // The database is away or restarting: the next look tries again.
        if (done.status === "rejected" && !stopping.signal.aborted) log.warn({ code: (done.reason as { code?: string }).code ?? (done.reason as Error).name }, "the relay could not do its round");
      }
      await bell.rungSince(heard, LOOK_EVERY_MS, stopping.signal);
    }
  };
  const listening = options.pool ? listen(options.pool, bell.ring, stopping.signal, log) : Promise.resolve();
  const running = rounds();
  return {
    wake: bell.ring,
    stop: async () => {
      stopping.abort();
      await Promise.all([running, listening]);
    },
  };
}

/** A bell that is not missed when it rings during a round. */
function ring(): { ring: () => void; heard: () => number; rungSince: (heard: number, withinMs: number, signal: AbortSignal) => Promise<void> } {
  let rung = 0;
  let wakeUp: (() => void) | null = null;
  return {
    ring: () => {
      rung++;
      wakeUp?.();
    },
    heard: () => rung,
    rungSince: async (heard, withinMs, signal) => {
      if (rung !== heard || signal.aborted) return;
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          wakeUp = null;
          resolve();
        };
        const timer = setTimeout(done, withinMs);
        signal.addEventListener("abort", done);
        wakeUp = done;
      });
    },
  };
}
async function listen(pool: Database<DB>["pool"], heard: () => void, signal: AbortSignal, log: Logger): Promise<void> {
  while (!signal.aborted) {
    try {
      const client = await pool.connect();
      try {
        const lost = new Promise<void>((resolve) => {
          client.once("error", () => resolve()).once("end", () => resolve());
          signal.addEventListener("abort", () => resolve(), { once: true });
        });
        client.on("notification", heard);
        await client.query("listen signed_order");
        heard(); // what was put on its way while nobody listened
        await lost;
      } finally {
        client.release(true);
      }
    } catch (error) {
      log.warn({ code: (error as { code?: string }).code }, "the relay can't listen; it looks every second");
    }
    await sleep(LISTEN_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}
