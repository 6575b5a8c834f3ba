// A page that listens to `/events`, as a browser does: it comes back by itself and says what it heard last.
import { setTimeout as sleep } from "node:timers/promises";

export interface Heard { id: string; type: string; number?: string; source?: string; at: number }

export class EventListener {
  readonly heard: Heard[] = [];
  /** Everything that came over the line. */
  raw = "";
  /** How the last connection was answered; 0 when there was nobody. */
  status = 0;
  isOpen = false;
  readonly #url: string;
  readonly #headers: () => Promise<Record<string, string>>;
  readonly #closed = new AbortController();

  constructor(gateway: string, headers: () => Promise<Record<string, string>>) {
    this.#url = `${gateway}/events`;
    this.#headers = headers;
    void this.#run();
  }

  /** What was heard of a kind: numbers in order; a type where there was no number. */
  numbersOf(...types: string[]): string[] {
    return this.heard.filter(({ type }) => types.includes(type)).map(({ type, number }) => number ?? type);
  }

  close(): void {
    this.#closed.abort();
  }

  async #run(): Promise<void> {
    while (!this.#closed.signal.aborted) {
      await this.#listen().catch(() => undefined);
      this.isOpen = false;
      if (this.status === 401) return;
      await sleep(100);
    }
  }

  async #listen(): Promise<void> {
    this.status = 0;
    const lastId = /[^]*^id: (.*)$/m.exec(this.raw)?.[1];
    const response = await fetch(this.#url, { headers: { ...(await this.#headers()), ...(lastId && { "last-event-id": lastId }) }, signal: this.#closed.signal });
    this.status = response.status;
    this.isOpen = response.ok;
    if (!response.ok) return;
    const decoder = new TextDecoder();
    let unread = "";
    for await (const chunk of response.body!) {
      const text = decoder.decode(chunk, { stream: true });
      this.raw += text;
      unread += text;
      for (let end = unread.indexOf("\n\n"); end >= 0; end = unread.indexOf("\n\n")) {
        const [, id, data] = /^id: (.*)\ndata: (.*)$/m.exec(unread.slice(0, end)) ?? [];
        if (data) this.heard.push({ ...(JSON.parse(data) as Omit<Heard, "id" | "at">), id: id!, at: performance.now() });
        unread = unread.slice(end + 2);
      }
    }
  }
}
