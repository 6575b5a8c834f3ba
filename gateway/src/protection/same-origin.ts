import type { IncomingMessage } from "node:http";
import { Complaint } from "./complaint.ts";

/**
 * Refuses what another site made a browser send. Only cookies need this: nobody else's page can add a token or a key.
 * SameSite=Lax already holds most of it off; this holds for old browsers, sibling subdomains and form posts.
 */
export function refuseForeignOrigin(request: IncomingMessage, publicOrigin: string): void {
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") throw foreign();
  const origin = request.headers.origin;
  if (origin === undefined) return;
  // Another site can't choose our Host header, so an origin that is the host asked for is our own under another name.
  if (origin !== publicOrigin && hostOf(origin) !== request.headers.host) throw foreign();
}

/**
 * A simple cross-origin request (a form, an image) can carry neither of these; anything else a browser asks us about first, and we never
 * say yes.
 */
export function requireDeliberateRequest(request: IncomingMessage): void {
  const deliberate = request.headers["x-homefield-client"] !== undefined || request.headers["apollo-require-preflight"] !== undefined;
  const json = /^application\/json\b/i.test(request.headers["content-type"] ?? "");
  if (!deliberate && !json) {
    throw new Complaint(403, "CSRF_HEADER_MISSING", "Send the header x-homefield-client with your program's name, so that no other site can send this for you.");
  }
}

const foreign = () => new Complaint(403, "FOREIGN_ORIGIN", "This request comes from another site. Open Homefield itself and try there.");

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
