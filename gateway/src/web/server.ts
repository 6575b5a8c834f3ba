import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Logger } from "pino";
import { Complaint } from "../protection/complaint.ts";
import { setSecurityHeaders } from "../protection/headers.ts";
import { sendGraphComplaint } from "./graph-answer.ts";
import { type Exchange, type Handler, header, sendJson } from "./http.ts";
import { sendPage, simplePage } from "./static-route.ts";

export interface WebServerOptions {
  handle: Handler;
  trustProxy: boolean;
  secure: boolean;
  log: Logger;
}

/** The one door. Every request gets an id and the security headers, and every failure an answer. */
export function createWebServer({ handle, trustProxy, secure, log }: WebServerOptions): Server {
  const server = createServer((request, response) => {
    const requestId = requestIdOf(request);
    response.setHeader("x-request-id", requestId);
    setSecurityHeaders(response, { secure });
    const url = urlOf(request);
    if (url === null) return void response.writeHead(400).end();
    const exchange: Exchange = { request, response, url, requestId, address: addressOf(request, trustProxy) };
    Promise.resolve()
      .then(() => handle(exchange))
      .catch((error: unknown) => answerFailure(exchange, error, log));
  });
  server.keepAliveTimeout = 65_000;
  server.requestTimeout = 60_000;
  return server;
}

function answerFailure(exchange: Exchange, error: unknown, log: Logger): void {
  const { request, response, requestId, url } = exchange;
  const complaint = error instanceof Complaint ? error : new Complaint(500, "INTERNAL", `Something went wrong in Homefield. It is logged; to report it, name the request ${requestId}.`);
  if (complaint !== error && !gone(error)) log.error({ requestId, path: url.pathname, err: error }, "A request failed.");
  if (response.headersSent) return void response.destroy();
  for (const name of response.getHeaderNames()) if (name.startsWith("content-") || name === "etag") response.removeHeader(name);
  if (url.pathname === "/graphql") return sendGraphComplaint(exchange, complaint);
  const page = !url.pathname.startsWith("/auth/") && /\btext\/html\b/.test(header(request, "accept") ?? "");
  if (page) return sendPage(exchange, complaint.status, simplePage(titles[complaint.status] ?? "That did not work", escapeHtml(complaint.message)));
  sendJson(exchange, complaint.status, { code: complaint.code, message: complaint.message, requestId }, complaint.headers);
}

const titles: Record<number, string> = { 401: "Signed out", 403: "Not permitted", 404: "Nothing here", 503: "Not available" };

/** The other end went away: nobody is left to tell. */
const gone = (error: unknown): boolean => ["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE"].includes((error as NodeJS.ErrnoException | null)?.code ?? "");

const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function requestIdOf(request: IncomingMessage): string {
  const given = header(request, "x-request-id");
  return given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

function urlOf(request: IncomingMessage): URL | null {
  const address = `http://${request.headers.host ?? "localhost"}${request.url?.startsWith("/") ? request.url : "/"}`;
  return URL.canParse(address) ? new URL(address) : null;
}

/** Behind a proxy the last address it adds is the one it saw itself; those before it are hearsay. */
function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? header(request, "x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return forwarded || (request.socket.remoteAddress ?? "unknown");
}

export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Error(`Port ${port} is taken. Stop the other program, or choose another port: PORT=4010 npm start`) : error);
    });
    server.listen(port, host, () => resolve((server.address() as { port: number }).port));
  });
}

/** Lets running requests finish for a while; then closes what is left. */
export function closeServer(server: Server, withinMs = 3_000): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), withinMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

