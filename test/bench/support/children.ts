import { type ChildProcess, fork } from "node:child_process";
import { Agent, request } from "node:http";

export interface Child { port: number; pid: number; stop(): Promise<void> }

/** A process of its own, so that each side has its own CPU time; ready when it says so, gone with us. */
export function startChild(file: string, environment: Record<string, string>): Promise<Child> {
  const child: ChildProcess = fork(file, [], { env: { PATH: process.env.PATH ?? "", NODE_ENV: "production", LOG_LEVEL: "error", HOST: "127.0.0.1", PORT: "0", ...environment } });
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it was ready`)));
    child.once("message", (message) => resolve({
      port: (message as { port: number }).port,
      pid: child.pid!,
      stop: async () => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = new Promise((done) => child.once("exit", done));
        child.kill("SIGTERM");
        await ended;
      },
    }));
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
/** One request over a connection that is kept; the body as it came. */
export function send(url: string, options: { body?: string; token?: string } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { ...(options.body === undefined ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(options.body) }), ...(options.token && { authorization: `Bearer ${options.token}` }) };
    const outgoing = request(url, { agent, method: options.body === undefined ? "GET" : "POST", headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", reject).on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if (answer.statusCode === 200) resolve(text);
        else reject(new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 500)}`));
      });
    });
    outgoing.on("error", reject).end(options.body);
  });
}
