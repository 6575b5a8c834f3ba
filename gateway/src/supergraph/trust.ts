import type { IBreaker } from "cockatiel";
import type { Silence } from "./source-failure.ts";

const LONGEST_PAUSE_MS = 8_000;

/**
 * How much is still expected of a source; decides for the circuit breaker when it opens. Being there is one thing, answering another: one that
 * was slow is believed its own word that it is back, but on trial, where one more failure ends it for longer.
 */
export class Trust implements IBreaker {
  /** What the breaker would write down of it: nothing. */
  state: unknown = null;
  readonly #patience: number;
  readonly #pauseMs: number;
  #failures = 0;
  #isHanging = false;
  #isOnTrial = false;
  #lastSilence: Silence | null = null;
  #nextPauseMs: number;
  #tryAgainAt = 0;

  constructor(patience: number, pauseMs: number) {
    this.#patience = patience;
    this.#pauseMs = pauseMs;
    this.#nextPauseMs = pauseMs;
  }

  /** Whether it is time to find out if it is back. */
  get mayTry(): boolean {
    return Date.now() >= this.#tryAgainAt;
  }

  success(): void {
    this.#failures = 0;
    this.#isHanging = false;
  }

  /** Whether that was one too many. */
  failure(): boolean {
    this.#failures += 1;
    return this.#isHanging || this.#isOnTrial || this.#failures >= this.#patience;
  }

  /** It takes requests and answers none, not even how it is. */
  hangs(): void {
    this.#isHanging = true;
  }

  /** A question was answered. */
  answered(): void {
    this.#isOnTrial = false;
    this.#lastSilence = null;
    this.#nextPauseMs = this.#pauseMs;
  }

  /** A question was not. */
  disappointed(silence: Silence): void {
    this.#lastSilence = silence;
    if (!this.#isOnTrial) return;
    this.#isOnTrial = false;
    this.#tryAgainAt = Date.now() + this.#nextPauseMs;
    this.#nextPauseMs = Math.min(2 * this.#nextPauseMs, LONGEST_PAUSE_MS);
  }

  /** It says itself that it is well. */
  reassured(): void {
    this.#isOnTrial = this.#lastSilence !== null && this.#lastSilence !== "unreachable";
  }
}
