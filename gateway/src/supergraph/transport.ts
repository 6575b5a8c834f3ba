import http from "node:http";
import https from "node:https";
import { type Silence, SourceFailure } from "./source-failure.ts";

export interface Posted {
  status: number;
  text: string;
  headers: http.IncomingHttpHeaders;
}

const ANSWER_LIMIT_BYTES = 64 * 1024 * 1024;

/** Posts JSON to one address over connections that stay open. */
export class Transport {
  readonly #url: URL;
  readonly #request: typeof http.request;
  readonly #kept: http.Agent;
  readonly #fresh: http.Agent;
  readonly #waiting = new Set<(silence: Silence) => void>();

  constructor(url: URL) {
    const { Agent, request } = url.protocol === "https:" ? https : http;
    this.#url = url;
    this.#request = request;
    this.#kept = new Agent({ keepAlive: true, maxSockets: 128, scheduling: "lifo" });
    // The far end may drop a kept connection just as it is used again, and then nobody knows whether the request arrived.
    this.#fresh = new Agent({ keepAlive: false });
  }

  post(body: string, headers: Record<string, string>, { deadlineMs, freshConnection }: { deadlineMs: number; freshConnection: boolean }): Promise<Posted> {
    return new Promise((resolve, reject) => {
      let connected = false;
      const length = Buffer.byteLength(body);
      const request = this.#request(this.#url, {
        method: "POST",
        agent: freshConnection ? this.#fresh : this.#kept,
        headers: { ...headers, "content-type": "application/json", accept: "application/json", "content-length": length },
      });
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(giveUp);
      };
      const fail = (error: SourceFailure) => {
        done();
        reject(error);
        request.destroy();
      };
      const broken = (cause: unknown) => fail(new SourceFailure("unreachable", connected, cause));
      const giveUp = (silence: Silence) => fail(new SourceFailure(silence, connected));
      const timer = setTimeout(() => giveUp("slow"), deadlineMs);
      // Of an act it matters more than of a question whether it was done: it waits to the end.
      if (!freshConnection) this.#waiting.add(giveUp);
      request.on("socket", (socket) => {
        if (socket.connecting) socket.once("connect", () => (connected = true));
        else connected = true;
      });
      request.on("error", broken);
      request.on("response", (response) => {
        const chunks: Buffer[] = [];
        let received = 0;
        response.on("data", (chunk: Buffer) => {
          received += chunk.length;
          if (received > ANSWER_LIMIT_BYTES) fail(new SourceFailure("garbled", true));
          else chunks.push(chunk);
        });
        response.on("error", broken);
        response.on("end", () => {
          done();
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks, received).toString("utf8") });
        });
      });
      request.end(body);
    });
  }

  /** Questions under way get no answer any more. */
  abandon(silence: Silence): void {
    for (const giveUp of this.#waiting) giveUp(silence);
  }

  close(): void {
    this.#kept.destroy();
    this.#fresh.destroy();
  }
}
