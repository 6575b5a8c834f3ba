import type { IncomingMessage } from "node:http";
import type { Caller } from "../identity/caller.ts";
import type { Identity } from "../identity/identity.ts";
import { Complaint } from "../protection/complaint.ts";
import { header } from "./http.ts";

/** Who sends this request: an API key, a bearer token or a cookie, in that order. Null: nobody we know. */
export async function callerOf({ callers }: Identity, request: IncomingMessage): Promise<Caller | null> {
  const key = header(request, "x-api-key");
  if (key !== undefined) return (await callers.byApiKey(key)) ?? refuse("This API key is unknown, revoked or out of date, or its owner is disabled.");
  const authorization = request.headers.authorization;
  if (authorization !== undefined) {
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization)?.[1];
    return (token === undefined ? null : await callers.byBearer(token)) ?? refuse("This token is none of ours or out of date, or its session has ended. Fetch a new one.");
  }
  const cookie = request.headers.cookie;
  return cookie === undefined ? null : await callers.byCookie(cookie);
}

/** Who is signed in with a browser. */
export async function callerOfSession({ callers }: Identity, request: IncomingMessage): Promise<Caller | null> {
  const cookie = request.headers.cookie;
  return cookie === undefined ? null : await callers.byCookie(cookie);
}

function refuse(why: string): never {
  throw new Complaint(401, "UNAUTHENTICATED", why);
}
