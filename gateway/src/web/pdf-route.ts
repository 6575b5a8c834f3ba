import http from "node:http";
import https from "node:https";
import { pipeline } from "node:stream/promises";
import type { Identity } from "../identity/identity.ts";
import { Complaint } from "../protection/complaint.ts";
import { refuseForeignOrigin } from "../protection/same-origin.ts";
import { callerOf } from "./authenticate.ts";
import type { Exchange } from "./http.ts";
import { sendPage, simplePage } from "./static-route.ts";

/** Who owns which document. */
const owners: Readonly<Record<string, string>> = { quote: "crm", order: "erp", invoice: "erp", "credit-note": "erp" };

const CONNECT_DEADLINE_MS = 15_000;

export interface PdfOptions {
  identity: Identity;
  urls: Readonly<Record<string, string>>;
  publicOrigin: string;
}

/** `/pdf/…`: documents come straight from their owner, in the caller's name, and are kept nowhere. */
export async function pdfRoute({ identity, urls, publicOrigin }: PdfOptions, exchange: Exchange): Promise<void> {
  const { request, response, url, requestId } = exchange;
  if (request.method !== "GET" && request.method !== "HEAD") throw new Complaint(405, "METHOD_NOT_ALLOWED", "Documents are read with GET.", { allow: "GET, HEAD" });
  const owner = owners[url.pathname.split("/")[2] ?? ""];
  const base = owner && urls[owner];
  if (!owner || !base) throw new Complaint(404, "NOT_FOUND", "There is no such kind of document.");
  const caller = await callerOf(identity, request);
  if (caller === null) throw new Complaint(401, "UNAUTHENTICATED", "Sign in first.");
  if (caller.via === "session") refuseForeignOrigin(request, publicOrigin);
  const answer = await ask(new URL(url.pathname + url.search, base), { authorization: `Bearer ${await identity.tokens.for(caller)}`, "x-request-id": requestId }).catch(() => null);
  if (answer === null) return sendPage(exchange, 503, simplePage("Document not available", `The ${owner.toUpperCase()}, which owns this document, can't be reached. Try again in a moment.`));
  const status = answer.statusCode ?? 502;
  if (status !== 200) {
    answer.resume();
    if (status === 503) return sendPage(exchange, 503, simplePage("Document not available", `The ${owner.toUpperCase()} can't make this document at the moment: the other side, which knows part of it, does not answer. Try again in a minute.`));
    throw status === 403
      ? new Complaint(403, "FORBIDDEN", "Your role does not include this document. Ask an administrator for it.")
      : status === 404
        ? new Complaint(404, "NOT_FOUND", "There is no such document that you may see.")
        : new Complaint(502, "INTERNAL", `The document could not be made. It is logged; to report it, name the request ${requestId}.`);
  }
  response.writeHead(200, {
    "content-type": answer.headers["content-type"] ?? "application/pdf",
    "cache-control": "private, no-store",
    "x-frame-options": "SAMEORIGIN", // shown inside our own pages
    "content-security-policy": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    ...(answer.headers["content-length"] ? { "content-length": answer.headers["content-length"] } : {}),
    ...(answer.headers["content-disposition"] ? { "content-disposition": answer.headers["content-disposition"] } : {}),
  });
  if (request.method === "HEAD") {
    answer.destroy();
    return void response.end();
  }
  await pipeline(answer, response);
}

function ask(url: URL, headers: Record<string, string>): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { get } = url.protocol === "https:" ? https : http;
    get(url, { headers, timeout: CONNECT_DEADLINE_MS }, resolve)
      .on("timeout", function (this: http.ClientRequest) {
        this.destroy(new Error("No answer in time."));
      })
      .on("error", reject);
  });
}
