/** Why a source gave no answer. */
export type Silence =
  /** No connection, or it broke off. */
  | "unreachable"
  /** No answer before the deadline. */
  | "slow"
  /** No answer, not even to how it is. */
  | "hanging"
  /** An answer that can't be read. */
  | "garbled"
  /** Not asked: it failed again and again just now. */
  | "paused";

/** A source did not answer. Anything else that goes wrong is a bug. */
export class SourceFailure extends Error {
  readonly silence: Silence;
  /** Whether the request may have been carried out all the same. */
  readonly outcomeUnknown: boolean;

  constructor(silence: Silence, outcomeUnknown: boolean, cause?: unknown) {
    super(`The source is ${silence}.`, { cause });
    this.name = "SourceFailure";
    this.silence = silence;
    this.outcomeUnknown = outcomeUnknown;
  }
}

/** What people read: what happened, what it means, what to do. */
export function failureSentence(source: string, { silence, outcomeUnknown }: SourceFailure, facts: { deadlineMs: number; mutation: boolean }): string {
  const name = source.toUpperCase();
  const seconds = facts.deadlineMs / 1000;
  const happened = {
    unreachable: `The ${name} can't be reached.`,
    slow: `The ${name} did not answer within ${seconds} seconds.`,
    hanging: `The ${name} is there but answers nothing.`,
    garbled: `The ${name} gave an answer that can't be read.`,
    paused: `The ${name} has not answered for a while and is asked again every few seconds.`,
  }[silence];
  if (!facts.mutation) return `${happened} What it owns is missing from this answer; try again in a moment.`;
  return outcomeUnknown ? `${happened} Whether this was done is not known: look before you repeat it, or repeat it with the same idempotency key.` : `${happened} Nothing was done; try again in a moment.`;
}
