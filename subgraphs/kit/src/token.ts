// jose: the JOSE implementation with the widest review; verifies the gateway's short tokens by its published keys.
import { createRemoteJWKSet, jwtVerify, SignJWT, type JWTPayload, type JWTVerifyGetKey } from "jose";
import type { Caller } from "./caller.ts";

export const ISSUER = "homefield";
export const AUDIENCE = "homefield-subgraphs";
export const HANDOVER_ISSUER = "homefield-crm";
/** The one thing the CRM may do in the ERP under its own name. */
export const HANDOVER_PERMISSION = "signed-order:accept";

export class Unauthenticated extends Error {}
/** Turns an Authorization header into the caller it vouches for, or throws Unauthenticated. */
export type Verify = (authorization: string | undefined) => Promise<{ caller: Caller; token: string }>;

export function verifierOf(options: { jwksUrl: string; handOverSecret?: string }): Verify {
  const keys = createRemoteJWKSet(new URL(options.jwksUrl), { cooldownDuration: 2_000, timeoutDuration: 3_000 });
  const secret = options.handOverSecret ? new TextEncoder().encode(options.handOverSecret) : null;
  const known = new Map<string, { caller: Caller; expires: number }>();
  return async (authorization) => {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? "")?.[1];
    if (!token) throw new Unauthenticated("no bearer token");
    const cached = known.get(token);
    if (cached && cached.expires > Date.now()) return { caller: cached.caller, token };
    const payload = await verified(token, keys, secret);
    const caller = callerOf(payload);
    if (known.size > 5_000) known.clear();
    known.set(token, { caller, expires: (payload.exp ?? 0) * 1000 });
    return { caller, token };
  };
}
async function verified(token: string, keys: JWTVerifyGetKey, secret: Uint8Array | null): Promise<JWTPayload> {
  try {
    const header = JSON.parse(Buffer.from(token.split(".")[0]!, "base64url").toString()) as { alg?: string };
    // Which key is tried depends on the algorithm, and each key accepts exactly one: no confusion between them.
    if (header.alg === "HS256" && secret) {
      const { payload } = await jwtVerify(token, secret, { issuer: HANDOVER_ISSUER, audience: AUDIENCE, algorithms: ["HS256"], requiredClaims: ["exp", "sub"] });
      return { ...payload, permissions: [HANDOVER_PERMISSION], kind: "service", teams: [], legalEntities: ["*"], roles: [] };
    }
    return (await jwtVerify(token, keys, { issuer: ISSUER, audience: AUDIENCE, algorithms: ["EdDSA", "Ed25519"], requiredClaims: ["exp", "sub"] })).payload;
  } catch (error) {
    throw new Unauthenticated((error as Error).message);
  }
}
const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((v): v is string => typeof v === "string") : []);
const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);
function callerOf(payload: JWTPayload): Caller {
  const kind = payload["kind"];
  return {
    subject: payload.sub!,
    person: textOrNull(payload["person"]) ?? payload.sub!,
    name: textOrNull(payload["name"]) ?? payload.sub!,
    email: textOrNull(payload["email"]),
    employeeNumber: textOrNull(payload["employeeNumber"]),
    roles: strings(payload["roles"]),
    permissions: new Set(strings(payload["permissions"])),
    teams: strings(payload["teams"]),
    legalEntities: strings(payload["legalEntities"]),
    kind: kind === "api-key" || kind === "service" ? kind : "user",
  };
}
/** The CRM's own token for the hand-over, valid for a minute. */
export const handOverToken = (secret: string): Promise<string> =>
  new SignJWT({ name: "CRM hand-over" }).setProtectedHeader({ alg: "HS256" }).setIssuer(HANDOVER_ISSUER).setAudience(AUDIENCE).setSubject("service:crm").setIssuedAt().setExpirationTime("60s").sign(new TextEncoder().encode(secret));
