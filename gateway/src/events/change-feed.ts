import type { Logger } from "pino";
import { setTimeout as sleep } from "node:timers/promises";
import { type Audience, EVERYTHING, type LiveEvent } from "./event-log.ts";

/** What an owner says has changed (`GET /changes`, subgraphs/kit/src/live-changes.ts). */
interface Changes {
  seen: string;
  changes: { type: string; keys: string[] | null; team: string | null; legalEntity: string | null }[];
  isLost: boolean;
}

/** What only the gateway itself holds. */
export const CHANGES_PERMISSION = "change:hear";

export interface ChangeFeedOptions {
  name: string;
  /** Base address of the owner. */
  url: string;
  token: () => Promise<string>;
  publish: (event: LiveEvent, audience: Audience | null) => void;
  log: Logger;
}

/** The owner waits 5 s for something to happen; one that says nothing for longer is gone. */
const ANSWER_WITHIN_MS = 8_000;
const TRY_AGAIN_MS = 500;
/** An owner without a database has nothing that could change. */
const NOTHING_HERE_MS = 60_000;

/** Hears from one owner what changed, and goes on from where it left off after either of the two was away. */
export class ChangeFeed {
  readonly #options: ChangeFeedOptions;
  readonly #stopped = new AbortController();
  #seen: string | null = null;
  #wasAway = false;

  constructor(options: ChangeFeedOptions) {
    this.#options = options;
  }

  start(): void {
    void this.#run();
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const pauseMs = await this.#ask().catch((error: unknown) => {
        if (this.#stopped.signal.aborted) return 0;
        this.#options.log[this.#wasAway ? "debug" : "info"]({ source: this.#options.name, err: error }, "A source does not tell what changes.");
        this.#wasAway = true;
        return TRY_AGAIN_MS;
      });
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal: this.#stopped.signal, ref: false }).catch(() => {});
    }
  }

  async #ask(): Promise<number> {
    const { url, token, publish } = this.#options;
    const address = new URL("/changes", url);
    if (this.#seen !== null) address.searchParams.set("seen", this.#seen);
    const response = await fetch(address, { headers: { authorization: `Bearer ${await token()}` }, signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]) });
    if (response.status === 404) return NOTHING_HERE_MS;
    if (!response.ok) throw new Error(`The source answered ${response.status}.`);
    const { seen, changes, isLost } = (await response.json()) as Changes;
    // Before the first word from it, anything may have happened while it was away.
    if (isLost || (this.#seen === null && this.#wasAway)) publish({ ...EVERYTHING, source: this.#options.name }, null);
    this.#seen = seen;
    this.#wasAway = false;
    for (const { type, keys, team, legalEntity } of changes) {
      for (const number of keys ?? [undefined]) publish(number === undefined ? { type } : { type, number }, { team, legalEntity });
    }
    return 0;
  }
}
