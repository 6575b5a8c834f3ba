import { randomBytes } from "node:crypto";

/** What is told to open pages. It names, and never carries facts: a screen that shows it asks the owner again. */
export interface LiveEvent {
  type: string;
  /** Which object; without it, any of the type. */
  number?: string;
  /** The owner of data it is about, where it is about one as a whole. */
  source?: string;
}

/** Whose rows an event is about. It decides who hears of it, and stays here. */
export interface Audience {
  team: string | null;
  legalEntity: string | null;
}

export interface Happening {
  id: string;
  at: number;
  event: LiveEvent;
  /** Null: everybody who listens. */
  audience: Audience | null;
}

/** To who missed too much to be told what. */
export const EVERYTHING: LiveEvent = { type: "Everything" };

/**
 * What happened lately, in order, for pages that were away for a moment. Ids name this process too: one that was given by another gateway,
 * or by this one before it was started anew, says nothing about what its bearer has heard.
 */
export class EventLog {
  readonly #origin = randomBytes(6).toString("hex");
  readonly #limit: number;
  #kept: Happening[] = [];
  #count = 0;

  constructor(limit = 10_000) {
    this.#limit = limit;
  }

  get lastId(): string {
    return this.#idOf(this.#count);
  }

  add(event: LiveEvent, audience: Audience | null): Happening {
    const happening = { id: this.#idOf(++this.#count), at: Date.now(), event, audience };
    this.#kept.push(happening);
    if (this.#kept.length >= 2 * this.#limit) this.#kept = this.#kept.slice(-this.#limit);
    return happening;
  }

  /** What came after; null when that is not known any more. */
  after(id: string): Happening[] | null {
    const number = this.#numberOf(id);
    if (number === null) return null;
    const missed = this.#count - number;
    return missed > Math.min(this.#kept.length, this.#limit) ? null : missed === 0 ? [] : this.#kept.slice(-missed);
  }

  lately(withinMs: number): Happening[] {
    const since = Date.now() - withinMs;
    return this.#kept.slice(this.#kept.findLastIndex(({ at }) => at < since) + 1);
  }

  /** Whether an id was given here. */
  knows(id: string): boolean {
    return this.#numberOf(id) !== null;
  }

  #idOf(number: number): string {
    return `${this.#origin}-${number}`;
  }

  #numberOf(id: string): number | null {
    const [origin, digits] = id.split("-", 2);
    const number = Number(digits);
    return origin === this.#origin && /^\d{1,15}$/.test(digits ?? "") && number <= this.#count ? number : null;
  }
}
