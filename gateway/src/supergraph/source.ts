import { BrokenCircuitError, circuitBreaker, CircuitState, handleType } from "cockatiel";
import type { Logger } from "pino";
import type { GraphContext } from "./context.ts";
import { SharedAnswers, type SourceText } from "../events/shared-answers.ts";
import type { Question, SourceAnswer } from "./execution/fetch-plan.ts";
import { failureSentence, SourceFailure } from "./source-failure.ts";
import type { SourceWatch } from "./source-state.ts";
import { Transport } from "./transport.ts";
import { Trust } from "./trust.ts";

export interface SourceOptions {
  name: string;
  /** Base address, e.g. http://127.0.0.1:4101 */
  url: string;
  watch: SourceWatch;
  log: Logger;
  deadlineMs: number;
  mutationDeadlineMs: number;
  /** This many failures in a row, and it is left alone for a while. */
  failuresToPause: number;
  pauseMs: number;
}

interface Heard extends SourceText {
  answer: SourceAnswer;
}

const RETRY_AFTER_MS = 40;

/** A question that waits this long makes us ask whether anybody is there. */
const DOUBT_AFTER_MS = 500;
const HEALTH_WITHIN_MS = 1_000;

/** What nobody has asked for so long may have changed. */
const IDLE_MS = 5_000;

/** One owner of data, asked over HTTP. A failure never throws: it becomes an error beside whatever the others answered. */
export class Source {
  readonly name: string;
  readonly #options: SourceOptions;
  readonly #transport: Transport;
  readonly #shared = new SharedAnswers();
  readonly #breaker;
  readonly #trust: Trust;
  #isInDoubt = false;
  /** How often in a row it did not say how it is. */
  #unheard = 0;

  constructor(options: SourceOptions) {
    this.name = options.name;
    this.#options = options;
    this.#transport = new Transport(new URL("/graphql", options.url));
    this.#trust = new Trust(options.failuresToPause, options.pauseMs);
    this.#breaker = circuitBreaker(handleType(SourceFailure), { halfOpenAfter: options.pauseMs, breaker: this.#trust });
  }

  async ask({ mutation, head }: Question, variables: string, context: GraphContext): Promise<SourceAnswer> {
    const isShared = !mutation && context.event !== undefined;
    const headers = { authorization: `Bearer ${await context.token()}`, "x-request-id": context.requestId, ...(isShared && { "x-homefield-event": context.event }) };
    const body = `${head}${variables}}`;
    const guarded = () => this.#guarded(() => this.#ask(body, headers, mutation));
    try {
      // A shared answer is read anew by each: what is made of it is made in place.
      const answer = isShared ? (JSON.parse((await this.#shared.answer(context.caller, context.event as string, body, guarded)).text) as SourceAnswer) : (await guarded()).answer;
      this.#trust.answered();
      this.#options.watch.answered();
      context.sources.answered(this.name);
      return answer;
    } catch (error) {
      const failure = error instanceof BrokenCircuitError ? new SourceFailure("paused", false) : error;
      if (!(failure instanceof SourceFailure)) throw failure;
      if (failure.silence !== "paused") this.#trust.disappointed(failure.silence);
      this.#options.watch.failed();
      this.#options.log[failure.silence === "paused" ? "debug" : "warn"]({ source: this.name, silence: failure.silence, requestId: context.requestId }, "A source did not answer.");
      const { since } = this.#options.watch.state;
      context.sources.silent(this.name, since);
      const message = failureSentence(this.name, failure, { deadlineMs: this.#deadline(mutation), mutation });
      return { failure: { message, extensions: { code: "SOURCE_UNAVAILABLE", source: this.name, since } } };
    }
  }

  /**
   * Asks how it is when it is silent or nobody has asked for a while: what falls silent or recovers is noticed without anybody waiting for it.
   * Once it is left alone this is the one request that finds out whether it is back.
   */
  async probe(): Promise<void> {
    const { watch } = this.#options;
    if ((watch.state.state === "answering" && watch.ageMs < IDLE_MS) || !this.#trust.mayTry) return;
    try {
      await this.#breaker.execute(() => this.#reach());
      this.#trust.reassured();
      this.#unheard = 0;
      watch.answered();
    } catch (error) {
      // Late once may be a busy moment. Late twice in a row, or gone, is silence.
      if (error instanceof SourceFailure && error.silence === "hanging" && ++this.#unheard < 2 && watch.state.state === "answering") return;
      watch.failed();
    }
  }

  close(): void {
    this.#transport.close();
  }

  /** Once it is left alone nobody waits for it, not even to find out whether it is back. */
  async #guarded<Value>(ask: () => Promise<Value>): Promise<Value> {
    if (this.#breaker.state !== CircuitState.Closed) throw new BrokenCircuitError();
    return await this.#breaker.execute(ask);
  }

  async #reach(): Promise<void> {
    const { ok } = await fetch(new URL("/health", this.#options.url), { signal: AbortSignal.timeout(HEALTH_WITHIN_MS) }).catch((cause: unknown) => {
      throw new SourceFailure((cause as Error).name === "TimeoutError" ? "hanging" : "unreachable", false, cause);
    });
    if (!ok) throw new SourceFailure("unreachable", false);
  }

  /** Somebody waits: are they waiting for nobody? Then all who wait are told now, and nobody else begins to. */
  async #doubt(): Promise<void> {
    if (this.#isInDoubt) return;
    this.#isInDoubt = true;
    try {
      await this.#reach();
    } catch {
      this.#trust.hangs();
      this.#transport.abandon("hanging");
    } finally {
      this.#isInDoubt = false;
    }
  }

  /** At most one retry, never of a mutation, never after the deadline: whatever was slow once would be slow again. */
  async #ask(body: string, headers: Record<string, string>, mutation: boolean): Promise<Heard> {
    const startedAt = performance.now();
    const deadlineMs = this.#deadline(mutation);
    const doubting = setTimeout(() => void this.#doubt(), DOUBT_AFTER_MS);
    try {
      return await this.#post(body, headers, deadlineMs, mutation);
    } catch (error) {
      if (mutation || !(error instanceof SourceFailure) || error.silence !== "unreachable") throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
      const left = deadlineMs - (performance.now() - startedAt);
      if (left <= 0) throw error;
      return await this.#post(body, headers, left, mutation);
    } finally {
      clearTimeout(doubting);
    }
  }

  async #post(body: string, sent: Record<string, string>, deadlineMs: number, mutation: boolean): Promise<Heard> {
    const { status, text, headers } = await this.#transport.post(body, sent, { deadlineMs, freshConnection: mutation });
    const answer = parseAnswer(text);
    if (answer) return { answer, text, isPersonal: headers["x-homefield-personal"] !== undefined };
    // A proxy's or a starting service's way of saying that nobody is there.
    throw new SourceFailure(status >= 502 && status <= 504 ? "unreachable" : "garbled", true);
  }

  #deadline(mutation: boolean): number {
    return mutation ? this.#options.mutationDeadlineMs : this.#options.deadlineMs;
  }
}

function parseAnswer(text: string): SourceAnswer | null {
  try {
    const answer = JSON.parse(text) as unknown;
    return typeof answer === "object" && answer !== null && ("data" in answer || "errors" in answer) ? (answer as SourceAnswer) : null;
  } catch {
    return null;
  }
}
