import { apiKey } from "@better-auth/api-key";
import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { jwt } from "better-auth/plugins";
import type pg from "pg";
import type { Logger } from "pino";

export const TOKEN_ISSUER = "homefield";
export const TOKEN_AUDIENCE = "homefield-subgraphs";
export const TOKEN_LIFETIME_SECONDS = 300;

/** Set by the gateway itself from the connection; whatever a client sends under this name is thrown away. */
export const ADDRESS_HEADER = "x-homefield-address";

export interface AuthOptions {
  pool: pg.Pool;
  secret: string;
  publicUrl: string;
  log: Logger;
}

export function createAuth({ pool, secret, publicUrl, log }: AuthOptions) {
  return betterAuth({
    appName: "Homefield",
    baseURL: publicUrl,
    basePath: "/auth",
    secret,
    database: pool,
    // The same door under another name (localhost, 127.0.0.1): an origin that is the host asked for is our own.
    trustedOrigins: (request) => [publicUrl, ...ownOrigins(request)],
    emailAndPassword: { enabled: true, disableSignUp: true, autoSignIn: false, minPasswordLength: 12, maxPasswordLength: 256 },
    user: {
      additionalFields: {
        roles: { type: "string[]", required: true, defaultValue: [], input: false },
        teams: { type: "string[]", required: true, defaultValue: [], input: false },
        legalEntities: { type: "string[]", required: true, defaultValue: [], input: false },
        employeeNumber: { type: "string", required: false, input: false },
        disabled: { type: "boolean", required: true, defaultValue: false, input: false },
      },
    },
    session: { expiresIn: 7 * 24 * 3600, updateAge: 24 * 3600, cookieCache: { enabled: false } },
    advanced: {
      cookiePrefix: "homefield",
      useSecureCookies: publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { validateSchema: false }, // migrate.ts brings it to shape before the first request
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const { rows } = await pool.query<{ disabled: boolean }>('SELECT disabled FROM "user" WHERE id = $1', [session.userId]);
            if (rows[0]?.disabled) throw new APIError("FORBIDDEN", { code: "USER_DISABLED", message: "This user is disabled. Ask an administrator to enable it again." });
          },
        },
      },
    },
    rateLimit: { enabled: false }, // sign-in-throttle.ts does it per account and per address
    telemetry: { enabled: false },
    logger: { level: "warn", log: (level, message) => log[level === "error" ? "error" : "warn"]({ part: "better-auth" }, message) },
    plugins: [
      jwt({
        jwks: { keyPairConfig: { alg: "EdDSA", crv: "Ed25519" }, rotationInterval: 90 * 24 * 3600, gracePeriod: 24 * 3600 },
        jwt: { issuer: TOKEN_ISSUER, audience: TOKEN_AUDIENCE, expirationTime: `${TOKEN_LIFETIME_SECONDS}s` },
        disableSettingJwtHeader: true, // the token never reaches a browser
      }),
      apiKey({ defaultPrefix: "hf_", rateLimit: { enabled: false }, keyExpiration: { maxExpiresIn: 365 }, startingCharactersConfig: { shouldStore: true, charactersLength: 8 } }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

function ownOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}
