import { createLocalJWKSet, errors, jwtVerify, type JWTPayload } from "jose";
import { type Auth, TOKEN_AUDIENCE, TOKEN_ISSUER, TOKEN_LIFETIME_SECONDS } from "./auth.ts";
import type { Caller } from "./caller.ts";
import { Lru } from "@homefield/kit/lru";

const RENEW_BEFORE_SECONDS = 60;

interface Minted {
  jwt: string;
  /** What it says, as text: a changed role or team needs another token at once. */
  claims: string;
  expiresAt: number;
}

export interface TokenSubject { subject: string; sessionId: string }

/** The short tokens by which subgraphs know who asks. They stay between the servers. */
export class Tokens {
  readonly #auth: Auth;
  readonly #minted = new Lru<Minted>(10_000);
  /** Bearer tokens whose signature was checked, until they are out of date. Whether the session still lives is asked each time. */
  readonly #verified = new Lru<{ names: TokenSubject; expiresAt: number }>(2_000);
  #keys: ReturnType<typeof createLocalJWKSet> | null = null;

  constructor(auth: Auth) {
    this.#auth = auth;
  }

  /** A token good for at least another minute. */
  async for(caller: Caller): Promise<string> {
    const claims = claimsOf(caller);
    const text = JSON.stringify(claims);
    const now = Math.floor(Date.now() / 1000);
    const cached = this.#minted.get(caller.sessionId ?? caller.subject);
    if (cached && cached.claims === text && cached.expiresAt - RENEW_BEFORE_SECONDS > now) return cached.jwt;
    const jwt = await this.mint(claims, TOKEN_LIFETIME_SECONDS);
    this.#minted.set(caller.sessionId ?? caller.subject, { jwt, claims: text, expiresAt: now + TOKEN_LIFETIME_SECONDS });
    return jwt;
  }

  async mint(claims: JWTPayload, lifetimeSeconds: number): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const { token } = await this.#auth.api.signJWT({ body: { payload: { ...claims, iat: now, exp: now + lifetimeSeconds } } });
    return token;
  }

  /** The user and session a bearer token names, or null when it is none of ours or out of date. */
  async verify(jwt: string): Promise<TokenSubject | null> {
    const known = this.#verified.get(jwt);
    if (known && known.expiresAt > Date.now()) return known.names;
    const expected = { issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE, algorithms: ["EdDSA"] };
    try {
      const { payload } = await jwtVerify(jwt, await this.#keySet(), expected).catch(async (error: unknown) => {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        this.#keys = null; // another gateway may have turned the keys
        return await jwtVerify(jwt, await this.#keySet(), expected);
      });
      if (typeof payload.sub !== "string" || typeof payload.sid !== "string") return null;
      const names = { subject: payload.sub, sessionId: payload.sid };
      this.#verified.set(jwt, { names, expiresAt: (payload.exp ?? 0) * 1000 });
      return names;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  async #keySet(): Promise<ReturnType<typeof createLocalJWKSet>> {
    this.#keys ??= createLocalJWKSet(await this.#auth.api.getJwks());
    return this.#keys;
  }
}

export function claimsOf(caller: Caller): JWTPayload {
  return {
    sub: caller.subject,
    person: caller.userId,
    ...(caller.sessionId === null ? {} : { sid: caller.sessionId }),
    name: caller.name,
    email: caller.email,
    employeeNumber: caller.employeeNumber,
    roles: caller.roles,
    permissions: [...caller.permissions],
    teams: caller.teams,
    legalEntities: caller.legalEntities,
    kind: caller.kind,
  };
}
