import type { ServerResponse } from "node:http";

/** Something that happened, told to every open page. It names, and never carries facts: a screen that shows it asks the owner again. */
export interface LiveEvent {
  type: string;
  number?: string;
  /** The owner of data it is about, where it is about one as a whole. */
  source?: string;
}

const HEARTBEAT_MS = 20_000;
const MOST_UNREAD_BYTES = 64 * 1024;

/** Open `/events` connections. */
export class EventStream {
  readonly #open = new Map<ServerResponse, () => Promise<boolean>>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(heartbeatMs = HEARTBEAT_MS) {
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs);
    this.#heartbeat.unref();
  }

  get size(): number {
    return this.#open.size;
  }

  /** Keeps a connection open for as long as its reader stays and is still allowed in. */
  add(response: ServerResponse, stillAllowed: () => Promise<boolean>): void {
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no" });
    response.write("retry: 3000\n\n");
    this.#open.set(response, stillAllowed);
    response.on("close", () => this.#open.delete(response));
  }

  publish(event: LiveEvent): void {
    const text = `data: ${JSON.stringify(event)}\n\n`;
    for (const response of this.#open.keys()) {
      // Whoever does not read is let go; it may come back and ask anew.
      if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
      else response.write(text);
    }
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const response of this.#open.keys()) response.end();
  }

  /** A line now and then keeps proxies from closing the connection, and finds out who has been signed out. */
  #beat(): void {
    for (const [response, stillAllowed] of this.#open) {
      response.write(": still here\n\n");
      void stillAllowed().then(
        (allowed) => void (allowed || response.end()),
        () => {},
      );
    }
  }
}
