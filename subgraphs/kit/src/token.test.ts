import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AUDIENCE, handOverToken, HANDOVER_ISSUER, HANDOVER_PERMISSION, ISSUER, Unauthenticated, verifierOf, type Verify } from "./token.ts";

const SECRET = "a secret that both sides of the hand-over know";
const CLAIMS = { name: "Ines Holm", email: "ines@example.com", employeeNumber: "E-1004", roles: ["sales"], permissions: ["account:read"], teams: ["NORDIC"], legalEntities: ["NHDK"], kind: "user" };
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let strange: Awaited<ReturnType<typeof generateKeyPair>>;
let server: Server;
let verify: Verify;

beforeAll(async () => {
  keys = await generateKeyPair("EdDSA", { extractable: true });
  strange = await generateKeyPair("EdDSA");
  const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: "1", alg: "EdDSA", use: "sig" }] };
  server = createServer((_req, res) => void res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(jwks)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  verify = verifierOf({ jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`, handOverSecret: SECRET });
});
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

interface Parts { issuer?: string; audience?: string; subject?: string | null; expires?: string | number | null; key?: Awaited<ReturnType<typeof generateKeyPair>>["privateKey"]; claims?: object }
async function token({ issuer = ISSUER, audience = AUDIENCE, subject = "user:ines", expires = "5m", key = keys.privateKey, claims = CLAIMS }: Parts = {}): Promise<string> {
  const jwt = new SignJWT({ ...claims }).setProtectedHeader({ alg: "EdDSA", kid: "1" }).setIssuer(issuer).setAudience(audience).setIssuedAt();
  if (subject !== null) jwt.setSubject(subject);
  if (expires !== null) jwt.setExpirationTime(expires);
  return jwt.sign(key);
}
const bearer = async (jwt: Promise<string> | string): Promise<string> => `Bearer ${await jwt}`;
const refused = async (authorization: string | undefined): Promise<void> => expect(verify(authorization)).rejects.toBeInstanceOf(Unauthenticated);

describe("a user's token", () => {
  it("says who asks and what they may", async () => {
    const jwt = await token();
    expect(await verify(`Bearer ${jwt}`)).toEqual({
      token: jwt,
      caller: { subject: "user:ines", person: "user:ines", name: "Ines Holm", email: "ines@example.com", employeeNumber: "E-1004", roles: ["sales"], permissions: new Set(["account:read"]), teams: ["NORDIC"], legalEntities: ["NHDK"], kind: "user" },
    });
  });
  it("allows nothing it does not say", async () => {
    const { caller } = await verify(await bearer(token({ claims: {} })));
    expect(caller).toMatchObject({ name: "user:ines", permissions: new Set(), teams: [], legalEntities: [], roles: [], kind: "user" });
    const odd = await verify(await bearer(token({ claims: { permissions: "account:read", teams: [7, "NORDIC"], kind: "root" } })));
    expect(odd.caller).toMatchObject({ permissions: new Set(), teams: ["NORDIC"], kind: "user" });
  });
  it("is refused when absent or malformed", async () => {
    for (const authorization of [undefined, "", "Bearer ", "Basic dXNlcjpwYXNz", "Bearer a.b", "Bearer a.b.c", `bearer ${await token()}`, `Bearer ${await token()} extra`]) await refused(authorization);
  });
  it("is refused from another issuer, for another audience, without subject or end, or past it", async () => {
    await refused(await bearer(token({ issuer: "elsewhere" })));
    await refused(await bearer(token({ audience: "elsewhere" })));
    await refused(await bearer(token({ subject: null })));
    await refused(await bearer(token({ expires: null })));
    await refused(await bearer(token({ expires: Math.floor(Date.now() / 1000) - 10 })));
  });
  it("is refused when another key signed it, or its claims were changed", async () => {
    await refused(await bearer(token({ key: strange.privateKey })));
    const [header, payload, signature] = (await token()).split(".") as [string, string, string];
    const more = { ...(JSON.parse(Buffer.from(payload, "base64url").toString()) as object), permissions: ["period:lock"] };
    await refused(`Bearer ${header}.${Buffer.from(JSON.stringify(more)).toString("base64url")}.${signature}`);
  });
  it("is refused unsigned, or signed with the public key as if it were a secret", async () => {
    await refused(await bearer(new UnsecuredJWT(CLAIMS).setSubject("user:ines").setIssuer(ISSUER).setAudience(AUDIENCE).setExpirationTime("5m").encode()));
    const publicKey = new TextEncoder().encode(await exportSPKI(keys.publicKey));
    await refused(await bearer(new SignJWT(CLAIMS).setProtectedHeader({ alg: "HS256" }).setSubject("user:ines").setIssuer(ISSUER).setAudience(AUDIENCE).setExpirationTime("5m").sign(publicKey)));
  });
  it("is refused again once it has ended, although it was known", async () => {
    const jwt = await token({ expires: Math.floor(Date.now() / 1000) + 1 });
    await verify(`Bearer ${jwt}`);
    await new Promise((resolve) => setTimeout(resolve, 1_600));
    await refused(`Bearer ${jwt}`);
  });
});

describe("the hand-over's token", () => {
  const signed = (claims: object, issuer = HANDOVER_ISSUER) =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: "HS256" }).setIssuer(issuer).setAudience(AUDIENCE).setSubject("service:crm").setExpirationTime("60s").sign(new TextEncoder().encode(SECRET));
  it("may accept signed orders and nothing else, whatever it claims", async () => {
    const { caller } = await verify(await bearer(handOverToken(SECRET)));
    expect(caller).toMatchObject({ subject: "service:crm", kind: "service", permissions: new Set([HANDOVER_PERMISSION]), legalEntities: ["*"], teams: [], roles: [] });
    const greedy = await verify(await bearer(signed({ permissions: ["period:lock"], teams: ["*"], kind: "user", roles: ["admin"] })));
    expect(greedy.caller).toMatchObject({ kind: "service", permissions: new Set([HANDOVER_PERMISSION]), teams: [], roles: [] });
  });
  it("is refused with another secret, from another issuer, or where no hand-over is expected", async () => {
    await refused(await bearer(handOverToken("another secret that nobody here knows")));
    await refused(await bearer(signed({}, ISSUER)));
    const withoutSecret = verifierOf({ jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks` });
    await expect(withoutSecret(await bearer(handOverToken(SECRET)))).rejects.toBeInstanceOf(Unauthenticated);
  });
});
