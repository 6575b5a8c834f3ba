import { ADDRESS_HEADER } from "../identity/auth.ts";
import { type ApiKeyInput, createApiKey, listApiKeys, revokeApiKey } from "../identity/api-keys.ts";
import type { Caller } from "../identity/caller.ts";
import { demoUsers } from "../identity/demo-users.ts";
import type { Identity } from "../identity/identity.ts";
import { claimsOf } from "../identity/tokens.ts";
import { roles } from "../identity/roles.ts";
import { createUser, listUsers, type NewUser, updateUser, type UserChange } from "../identity/users.ts";
import { Complaint } from "../protection/complaint.ts";
import { requireDeliberateRequest } from "../protection/same-origin.ts";
import { type Exchange, header, readBody, readJson, sendJson } from "./http.ts";
import { callerOfSession } from "./authenticate.ts";
import { booleanField, optional, stringField, stringsField, numberField, record } from "./input.ts";

const BODY_LIMIT_BYTES = 16 * 1024;

/** For scripts, which can't renew it by the minute. The demo company only. */
const DEMO_TOKEN_LIFETIME_SECONDS = 3600;

/** What of better-auth is open. What tells a token, of a session or for the subgraphs, is not: scripts in a page have no need of it. */
const passedOn = new Set(["POST /auth/sign-out", "GET /auth/jwks", "POST /auth/change-password", "POST /auth/revoke-other-sessions"]);

/** Everything under `/auth`, and `/me`. */
export async function authRoute(identity: Identity, exchange: Exchange): Promise<void> {
  const { url, request } = exchange;
  const wanted = `${request.method} ${url.pathname}`;
  const [, , collection, id] = url.pathname.split("/");
  if (wanted === "GET /me") return await me(identity, exchange);
  if (wanted === "POST /auth/sign-in/email") return await signIn(identity, exchange);
  if (passedOn.has(wanted)) return await passOn(identity, exchange, await readBody(request, BODY_LIMIT_BYTES));
  if (wanted === "GET /auth/demo-users" && identity.demoPassword !== null) return sendDemoUsers(exchange, identity.demoPassword);
  if (wanted === "POST /auth/demo-token" && identity.demoPassword !== null) return await demoToken(identity, exchange);
  if (collection === "api-keys") return await apiKeys(identity, exchange, id);
  if (collection === "users") return await users(identity, exchange, id);
  throw new Complaint(404, "NOT_FOUND", "There is nothing at this address.");
}

async function signIn(identity: Identity, exchange: Exchange): Promise<void> {
  const body = await readJson(exchange.request, BODY_LIMIT_BYTES);
  const email = stringField(record(body), "email", 320);
  identity.throttle.attempt(email, exchange.address);
  const answer = await askBetterAuth(identity, exchange, Buffer.from(JSON.stringify(body)));
  if (answer.ok) identity.throttle.succeeded(email, exchange.address);
  await relay(exchange, answer);
}

async function passOn(identity: Identity, exchange: Exchange, body: Buffer): Promise<void> {
  await relay(exchange, await askBetterAuth(identity, exchange, body));
}

async function askBetterAuth({ auth }: Identity, { request, url, address }: Exchange, body: Buffer): Promise<Response> {
  const headers = new Headers({ [ADDRESS_HEADER]: address });
  for (const name of ["accept", "content-type", "cookie", "host", "origin", "referer", "user-agent"]) {
    const value = header(request, name);
    if (value !== undefined) headers.set(name, value);
  }
  const answer = await auth.handler(new Request(url, { method: request.method ?? "GET", headers, ...(body.length > 0 ? { body: new Uint8Array(body) } : {}) }));
  // It answers its own faults; why is for us to say.
  if (answer.status >= 500) throw new Error(`better-auth answered ${answer.status} to ${url.pathname}.`);
  return answer;
}

/** Of a success only the cookies count: its body repeats the session's token, which HttpOnly is there to hide. Keys are public. */
async function relay(exchange: Exchange, answer: Response): Promise<void> {
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) exchange.response.setHeader("set-cookie", cookies);
  const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  sendJson(exchange, answer.status, answer.ok && exchange.request.method === "POST" ? { ok: true } : body);
}

/** Who is signed in. Asking also keeps the session alive. */
async function me(identity: Identity, exchange: Exchange): Promise<void> {
  const caller = await signedIn(identity, exchange);
  const kept = await identity.auth.api.getSession({ headers: new Headers({ cookie: header(exchange.request, "cookie") ?? "" }), asResponse: true });
  const cookies = kept.headers.getSetCookie();
  if (cookies.length > 0) exchange.response.setHeader("set-cookie", cookies);
  const { userId, name, email, employeeNumber, roles, permissions, teams, legalEntities } = caller;
  sendJson(exchange, 200, { id: userId, name, email, employeeNumber, roles, permissions: [...permissions].sort(), teams, legalEntities });
}

function sendDemoUsers(exchange: Exchange, password: string): void {
  sendJson(exchange, 200, { users: demoUsers.map(({ email, name, roles }) => ({ email, name, role: roles[0] })), password });
}

async function demoToken(identity: Identity, exchange: Exchange): Promise<void> {
  const body = record(await readJson(exchange.request, BODY_LIMIT_BYTES));
  const email = stringField(body, "email", 320).toLowerCase();
  const password = stringField(body, "password", 256);
  if (!demoUsers.some((user) => user.email === email)) throw new Complaint(403, "NOT_A_DEMO_USER", "Tokens of this kind are for the demo users. Use an API key instead.");
  identity.throttle.attempt(email, exchange.address);
  const signedIn = await identity.auth.api.signInEmail({ body: { email, password }, headers: new Headers({ [ADDRESS_HEADER]: exchange.address }), returnHeaders: true }).catch(() => null);
  if (signedIn === null) throw new Complaint(401, "INVALID_EMAIL_OR_PASSWORD", "This e-mail address and password don't belong together.");
  identity.throttle.succeeded(email, exchange.address);
  const caller = await identity.callers.byCookie(signedIn.headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]).join("; "));
  if (caller === null) throw new Complaint(403, "USER_DISABLED", "This user is disabled.");
  const token = await identity.tokens.mint(claimsOf(caller), DEMO_TOKEN_LIFETIME_SECONDS);
  sendJson(exchange, 200, { token, expiresInSeconds: DEMO_TOKEN_LIFETIME_SECONDS });
}

async function apiKeys(identity: Identity, exchange: Exchange, id: string | undefined): Promise<void> {
  const caller = await signedIn(identity, exchange);
  requirePermission(caller, "api-key:edit");
  const { method } = exchange.request;
  if (method === "GET" && id === undefined) return sendJson(exchange, 200, { apiKeys: await listApiKeys(identity.pool, caller.userId) });
  if (method === "POST" && id === undefined) {
    return sendJson(exchange, 201, await createApiKey(identity.auth, caller, apiKeyInput(await readJson(exchange.request, BODY_LIMIT_BYTES))));
  }
  if (method === "DELETE" && id !== undefined) {
    requireDeliberateRequest(exchange.request);
    if (!(await revokeApiKey(identity.pool, caller.userId, id))) throw new Complaint(404, "NOT_FOUND", "You have no such key.");
    return sendJson(exchange, 200, { revoked: true });
  }
  throw new Complaint(405, "METHOD_NOT_ALLOWED", "Keys can be listed (GET), made (POST) and revoked (DELETE /auth/api-keys/ID).");
}

function apiKeyInput(body: unknown): ApiKeyInput {
  const input = record(body);
  const expiresInDays = optional(input, "expiresInDays", numberField) ?? 90;
  if (expiresInDays < 1 || expiresInDays > 365) throw new Complaint(400, "BAD_USER_INPUT", "A key lasts 1 to 365 days.");
  return { name: stringField(input, "name", 32), permissions: stringsField(input, "permissions"), expiresInDays };
}

async function users(identity: Identity, exchange: Exchange, id: string | undefined): Promise<void> {
  const caller = await signedIn(identity, exchange);
  requirePermission(caller, "user:edit");
  const { method } = exchange.request;
  if (method === "GET" && id === undefined) return sendJson(exchange, 200, { users: await listUsers(identity.pool), roles: Object.keys(roles) });
  if (method === "POST" && id === undefined) {
    return sendJson(exchange, 201, { id: await createUser(identity.auth, newUser(await readJson(exchange.request, BODY_LIMIT_BYTES))) });
  }
  if (method === "PATCH" && id !== undefined) {
    const change = userChange(await readJson(exchange.request, BODY_LIMIT_BYTES));
    if (id === caller.userId && (change.disabled === true || change.roles)) throw new Complaint(400, "OWN_USER", "You can't disable yourself or change your own roles. Ask another administrator.");
    return sendJson(exchange, 200, await updateUser(identity.auth, identity.pool, id, change));
  }
  throw new Complaint(405, "METHOD_NOT_ALLOWED", "Users can be listed (GET), added (POST) and changed (PATCH /auth/users/ID).");
}

function newUser(body: unknown): NewUser {
  const input = record(body);
  const email = stringField(input, "email", 320);
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new Complaint(400, "BAD_USER_INPUT", `${email} is not an e-mail address.`);
  return {
    email,
    name: stringField(input, "name", 200),
    password: stringField(input, "password", 256),
    roles: stringsField(input, "roles"),
    teams: stringsField(input, "teams"),
    legalEntities: stringsField(input, "legalEntities"),
    employeeNumber: optional(input, "employeeNumber", (object, key) => stringField(object, key, 40)) ?? null,
  };
}

function userChange(body: unknown): UserChange {
  const input = record(body);
  const fields = {
    name: optional(input, "name", (object, key) => stringField(object, key, 200)),
    password: optional(input, "password", (object, key) => stringField(object, key, 256)),
    roles: optional(input, "roles", stringsField),
    teams: optional(input, "teams", stringsField),
    legalEntities: optional(input, "legalEntities", stringsField),
    employeeNumber: optional(input, "employeeNumber", (object, key) => stringField(object, key, 40)),
    disabled: optional(input, "disabled", booleanField),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

async function signedIn(identity: Identity, exchange: Exchange): Promise<Caller> {
  const caller = await callerOfSession(identity, exchange.request);
  if (caller === null) throw new Complaint(401, "UNAUTHENTICATED", "Sign in first.");
  return caller;
}

function requirePermission(caller: Caller, permission: string): void {
  if (!caller.permissions.has(permission)) throw new Complaint(403, "FORBIDDEN", `Your role does not include "${permission}". Ask an administrator for it.`);
}
