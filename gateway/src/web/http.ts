import type { IncomingMessage, ServerResponse } from "node:http";
import { Complaint } from "../protection/complaint.ts";

/** One request on its way through the gateway. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Path and query as asked for, on our own origin. */
  url: URL;
  requestId: string;
  /** Where the request comes from, as far as it can be known. */
  address: string;
}

export type Handler = (exchange: Exchange) => Promise<void> | void;

export async function readBody(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  const tooLarge = () => new Complaint(413, "BODY_TOO_LARGE", `A request may have at most ${Math.floor(limitBytes / 1024)} kB. Send less, or in several requests.`, { connection: "close" });
  if (Number(request.headers["content-length"] ?? 0) > limitBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limitBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** The body as JSON. Anything but `application/json` is refused: other types reach us across origins without being asked for first. */
export async function readJson(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    throw new Complaint(415, "JSON_EXPECTED", "Send JSON, with the header content-type: application/json.");
  }
  const body = await readBody(request, limitBytes);
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    throw new Complaint(400, "BAD_JSON", "The body is not JSON. Check quotes, commas and brackets.");
  }
}

export function sendJson({ response, request }: Exchange, status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store", "content-length": Buffer.byteLength(text), ...headers });
  response.end(request.method === "HEAD" ? undefined : text);
}

export function redirect({ response }: Exchange, to: string): void {
  response.writeHead(302, { location: to, "cache-control": "no-store" }).end();
}

export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
