import { Lru } from "@homefield/kit/lru";
import { Complaint } from "../protection/complaint.ts";

interface Failures {
  count: number;
  lastAt: number;
}

interface Rule {
  /** This many failures are free. */
  free: number;
  /** Then each doubles the wait, up to this. */
  longestWaitSeconds: number;
}

/** Failures older than this are forgotten: nobody is locked out for good. */
const MEMORY_SECONDS = 15 * 60;

// Strict for one account tried from one address. Looser for an account tried from anywhere, because a stranger must not be able to
// keep its owner out; and for an address that tries many accounts, because an office shares one.
const rules = {
  accountFromAddress: { free: 5, longestWaitSeconds: 60 },
  account: { free: 20, longestWaitSeconds: 30 },
  address: { free: 50, longestWaitSeconds: 60 },
} satisfies Record<string, Rule>;

/** Slows down guessing of passwords. In memory: each gateway process counts for itself. */
export class SignInThrottle {
  readonly #failures = new Lru<Failures>(50_000);
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Refuses a try that comes too early; else counts it as failed until it has succeeded, so that a thousand at once are not free. */
  attempt(account: string, address: string): void {
    const entries = this.#entries(account, address);
    const wait = Math.max(...entries.map(([key, rule]) => this.#waitSeconds(key, rule)));
    if (wait > 0) {
      throw new Complaint(429, "TOO_MANY_ATTEMPTS", `Too many failed sign-ins. Wait ${wait} seconds, then try again.`, { "retry-after": String(wait) });
    }
    for (const [key] of entries) this.#count(key, 1);
  }

  succeeded(account: string, address: string): void {
    for (const [key, rule] of this.#entries(account, address)) {
      // A success on one's own account says nothing about what else the address tries.
      if (rule === rules.address) this.#count(key, -1);
      else this.#failures.delete(key);
    }
  }

  #count(key: string, change: 1 | -1): void {
    const failures = this.#recent(key);
    this.#failures.set(key, { count: (failures?.count ?? 0) + change, lastAt: change === 1 ? this.#now() : (failures?.lastAt ?? 0) });
  }

  #entries(account: string, address: string): [string, Rule][] {
    const name = account.trim().toLowerCase();
    return [
      [`${name} from ${address}`, rules.accountFromAddress],
      [`${name} from anywhere`, rules.account],
      [`anybody from ${address}`, rules.address],
    ];
  }

  #recent(key: string): Failures | undefined {
    const failures = this.#failures.get(key);
    return failures && this.#now() - failures.lastAt < MEMORY_SECONDS * 1000 ? failures : undefined;
  }

  #waitSeconds(key: string, { free, longestWaitSeconds }: Rule): number {
    const failures = this.#recent(key);
    if (!failures || failures.count < free) return 0;
    const pause = Math.min(2 ** (failures.count - free + 1), longestWaitSeconds);
    return Math.max(0, Math.ceil(pause - (this.#now() - failures.lastAt) / 1000));
  }
}
