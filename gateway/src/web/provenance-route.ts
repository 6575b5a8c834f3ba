import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Identity } from "../identity/identity.ts";
import { Complaint } from "../protection/complaint.ts";
import type { Provenance } from "../supergraph/provenance.ts";
import { callerOfSession } from "./authenticate.ts";
import type { Exchange } from "./http.ts";

/** `/provenance.json`: of every field its owner, permission, class of personal data and description, for who is signed in. */
export function provenanceRoute(identity: Identity, provenance: Provenance): (exchange: Exchange) => Promise<void> {
  const body = gzipSync(JSON.stringify(provenance));
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  return async ({ request, response }) => {
    if (request.method !== "GET" && request.method !== "HEAD") throw new Complaint(405, "METHOD_NOT_ALLOWED", "Read it with GET.", { allow: "GET" });
    if ((await callerOfSession(identity, request)) === null) throw new Complaint(401, "UNAUTHENTICATED", "Sign in first.");
    const headers = { etag, "cache-control": "private, no-cache" };
    if (request.headers["if-none-match"] === etag) return void response.writeHead(304, headers).end();
    response.writeHead(200, { ...headers, "content-type": "application/json; charset=utf-8", "content-encoding": "gzip", "content-length": body.length });
    response.end(request.method === "HEAD" ? undefined : body);
  };
}
