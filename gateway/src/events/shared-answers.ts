import { createHash } from "node:crypto";
import type { Caller } from "../identity/caller.ts";
import { Lru } from "@homefield/kit/lru";

/** An answer of a source as it came. */
export interface SourceText {
  text: string;
  /** The owner says it is its asker's own. */
  isPersonal: boolean;
}

interface Entry {
  answer: Promise<SourceText>;
  subject: string;
  until: number;
  /** By the length of its text, once that is known. */
  weight: number;
}

const KEPT_MS = 2_000;
const KEPT_CHARACTERS = 16_000_000;
/** What an entry without its answer weighs. */
const UNKNOWN_CHARACTERS = 10_000;

/**
 * Something changed, and everybody who shows it asks again: in the same words, because of the same event, with the same rights. The
 * owner is asked once. Whoever asks because of an event wants nothing older than the event, and every answer here was asked for after it. An
 * answer that is its asker's own, or of which the owner noted that they saw it, goes to nobody else (subgraphs/kit/src/live-sharing.ts).
 */
export class SharedAnswers {
  readonly #entries = new Lru<Entry>(KEPT_CHARACTERS, ({ weight }) => weight);

  async answer(caller: Pick<Caller, "subject" | "permissionKey" | "teams" | "legalEntities">, event: string, question: string, ask: () => Promise<SourceText>): Promise<SourceText> {
    const key = createHash("sha256").update(JSON.stringify([event, caller.permissionKey, [...caller.teams].sort(), [...caller.legalEntities].sort(), question])).digest("base64");
    const known = this.#live(key);
    if (known === undefined) return await this.#ask(key, caller.subject, ask);
    const answer = await known.answer;
    if (!answer.isPersonal || known.subject === caller.subject) return answer;
    const own = `${key} ${caller.subject}`;
    return await (this.#live(own)?.answer ?? this.#ask(own, caller.subject, ask));
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined || entry.until >= Date.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  #ask(key: string, subject: string, ask: () => Promise<SourceText>): Promise<SourceText> {
    let entry: Entry = { answer: ask(), subject, until: Date.now() + KEPT_MS, weight: UNKNOWN_CHARACTERS };
    this.#entries.set(key, entry);
    const isStillThere = () => this.#entries.get(key) === entry;
    // Facts don't stay here: whether anybody asks again or not.
    setTimeout(() => isStillThere() && this.#entries.delete(key), KEPT_MS).unref();
    entry.answer.then(
      // Weighed anew, as what it weighs has become known.
      ({ text }) => {
        if (isStillThere()) this.#entries.set(key, (entry = { ...entry, weight: text.length }));
      },
      () => {
        if (isStillThere()) this.#entries.delete(key);
      },
    );
    return entry.answer;
  }
}
