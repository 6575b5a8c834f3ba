import { Lru } from "@homefield/kit/lru";
import { Complaint } from "./complaint.ts";

const WINDOW_MS = 60_000;

export interface BudgetState {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

/** How much a program may ask for within a minute. In memory: each gateway process counts for itself. */
export class Budget {
  readonly #limit: number;
  readonly #now: () => number;
  readonly #spent = new Lru<{ cost: number; until: number }>(20_000);

  constructor(limitPerMinute: number, now: () => number = Date.now) {
    this.#limit = limitPerMinute;
    this.#now = now;
  }

  spend(who: string, cost: number): BudgetState {
    const now = this.#now();
    const known = this.#spent.get(who);
    const window = known && known.until > now ? known : { cost: 0, until: now + WINDOW_MS };
    const resetSeconds = Math.ceil((window.until - now) / 1000);
    if (window.cost + cost > this.#limit) {
      throw new Complaint(429, "BUDGET_SPENT", `This request costs ${cost}, and ${this.#limit - window.cost} of ${this.#limit} per minute are left. Wait ${resetSeconds} seconds, or ask for less.`, {
        "retry-after": String(resetSeconds),
      });
    }
    this.#spent.set(who, { cost: window.cost + cost, until: window.until });
    return { limit: this.#limit, remaining: this.#limit - window.cost - cost, resetSeconds };
  }
}
