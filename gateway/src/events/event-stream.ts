import type { ServerResponse } from "node:http";
import type { Caller } from "../identity/caller.ts";
import { type Audience, EventLog, EVERYTHING, type Happening, type LiveEvent } from "./event-log.ts";

interface Listener {
  response: ServerResponse;
  /** As last looked up. */
  caller: Caller;
}

export interface EventStreamOptions {
  mayHear: (caller: Caller, happening: Happening) => boolean;
  /** Looks callers up again; null for who is no longer let in. */
  again: (callers: readonly Caller[]) => Promise<readonly (Caller | null)[]>;
  recheckMs?: number;
  heartbeatMs?: number;
}

const RECHECK_MS = 3_000;
const HEARTBEAT_MS = 20_000;
const MOST_UNREAD_BYTES = 64 * 1024;

/** What a page may have missed between its first answers and its first word from here. */
const JUST_NOW_MS = 5_000;

/** Open `/events` connections. Each hears what its caller may read, from where it last left off. */
export class EventStream {
  readonly log = new EventLog();
  readonly #options: EventStreamOptions;
  readonly #open = new Map<ServerResponse, Listener>();
  readonly #timers: NodeJS.Timeout[];

  constructor(options: EventStreamOptions) {
    this.#options = options;
    this.#timers = [setInterval(() => void this.#recheck(), options.recheckMs ?? RECHECK_MS), setInterval(() => this.#beat(), options.heartbeatMs ?? HEARTBEAT_MS)];
    for (const timer of this.#timers) timer.unref();
  }

  get size(): number {
    return this.#open.size;
  }

  /** Keeps a connection open for as long as its reader stays and is still allowed in. `lastId`: what it heard last, when it was here before. */
  add(response: ServerResponse, caller: Caller, lastId: string | undefined): void {
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" });
    response.write("retry: 1000\n\n");
    const listener = { response, caller };
    this.#open.set(response, listener);
    response.on("close", () => this.#open.delete(response));
    const missed = lastId === undefined ? this.log.lately(JUST_NOW_MS) : this.log.after(lastId);
    if (missed === null) response.write(asText({ id: this.log.lastId, event: EVERYTHING }));
    else for (const happening of missed) this.#tell(listener, happening);
    response.write(this.#here());
  }

  /** Tells those who may hear it; everybody when nobody's rows are meant. */
  publish(event: LiveEvent, audience: Audience | null = null): void {
    const happening = this.log.add(event, audience);
    for (const listener of this.#open.values()) this.#tell(listener, happening);
  }

  close(): void {
    this.#timers.forEach(clearInterval);
    for (const response of this.#open.keys()) response.end();
  }

  #tell({ response, caller }: Listener, happening: Happening): void {
    if (!this.#options.mayHear(caller, happening)) return;
    // Whoever does not read is let go; it may come back and ask anew.
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
    else response.write(asText(happening));
  }

  /** A line now and then keeps proxies from closing the connection; its id spares who comes back what was not for them. */
  #beat(): void {
    for (const response of this.#open.keys()) response.write(this.#here());
  }

  #here(): string {
    return `id: ${this.log.lastId}\nevent: here\ndata: {}\n\n`;
  }

  /** Finds out who has been signed out or has other rights now. While that can't be found out, nobody can have been. */
  async #recheck(): Promise<void> {
    const listeners = [...this.#open.values()];
    if (listeners.length === 0) return;
    const callers = await this.#options.again(listeners.map(({ caller }) => caller)).catch(() => null);
    callers?.forEach((caller, index) => {
      const listener = listeners[index] as Listener;
      if (caller === null) listener.response.end();
      else listener.caller = caller;
    });
  }
}

const asText = ({ id, event }: Pick<Happening, "id" | "event">): string => `id: ${id}\ndata: ${JSON.stringify(event)}\n\n`;
