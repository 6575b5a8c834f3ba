import { decodeJwt, jwtVerify, createLocalJWKSet } from "jose";
import { pino } from "pino";
import { scratchDatabase, type ScratchDatabase } from "@homefield/kit/scratch";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallRoles } from "../../test/small-company.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "./api-keys.ts";
import { type Identity, openIdentity } from "./identity.ts";
import { claimsOf } from "./tokens.ts";
import { createAdmin, createUser, listUsers, updateUser } from "./users.ts";

const PASSWORD = "correct horse battery";
let scratch: ScratchDatabase;
let identity: Identity;
const open = () =>
  openIdentity({ databaseUrl: scratch.url, secret: "0123456789abcdef0123456789abcdef-test", publicUrl: "http://localhost:4000", roles: smallRoles, demoPassword: PASSWORD, log: pino({ level: "silent" }) });

beforeAll(async () => {
  scratch = await scratchDatabase("identity");
  identity = await open();
});
afterAll(async () => {
  await identity.close();
  await scratch.drop();
});

async function signIn(email: string, password = PASSWORD): Promise<string> {
  const { headers } = await identity.auth.api.signInEmail({ body: { email, password }, returnHeaders: true });
  return headers.getSetCookie().map((cookie) => cookie.split(";", 1)[0]).join("; ");
}
const demo = (name: string) => `${name}@demo.homefield.example`;
async function callerBy(cookie: string) {
  const caller = await identity.callers.byCookie(cookie);
  if (!caller) throw new Error("not signed in");
  return caller;
}

describe("sessions", () => {
  it("know the user's roles, permissions, teams and companies", async () => {
    expect(await callerBy(await signIn(demo("sales")))).toMatchObject({
      kind: "user",
      via: "session",
      name: "Ines Holm",
      roles: ["sales"],
      permissions: new Set(smallRoles.sales),
      teams: ["NORDIC"],
      legalEntities: ["NHDK"],
      employeeNumber: "E-1001",
    });
  });

  it("end at once when the user signs out, and when it is disabled", async () => {
    const cookie = await signIn(demo("support"));
    await callerBy(cookie);
    await identity.auth.api.signOut({ headers: new Headers({ cookie }) });
    expect(await identity.callers.byCookie(cookie)).toBeNull();

    const again = await signIn(demo("support"));
    const { userId } = await callerBy(again);
    await updateUser(identity.auth, identity.pool, userId, { disabled: true });
    expect(await identity.callers.byCookie(again)).toBeNull();
    await expect(signIn(demo("support"))).rejects.toThrow(/disabled/);
    await updateUser(identity.auth, identity.pool, userId, { disabled: false });
    await callerBy(await signIn(demo("support")));
  });

  it("are refused with a forged signature", async () => {
    const cookie = await signIn(demo("planner"));
    const [name, value] = cookie.split("=") as [string, string];
    const [token] = decodeURIComponent(value).split(".") as [string];
    expect(await identity.callers.byCookie(`${name}=${encodeURIComponent(`${token}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=`)}`)).toBeNull();
    expect(await identity.callers.byCookie(`${name}=${token}`)).toBeNull();
    expect(await identity.callers.byCookie("other=1")).toBeNull();
  });
});

describe("tokens for the subgraphs", () => {
  it("verify by the published keys, last five minutes and say who asks", async () => {
    const caller = await callerBy(await signIn(demo("sales")));
    const jwt = await identity.tokens.for(caller);
    const { payload, protectedHeader } = await jwtVerify(jwt, createLocalJWKSet(await identity.auth.api.getJwks()), { issuer: "homefield", audience: "homefield-subgraphs" });
    expect(protectedHeader.alg).toBe("EdDSA");
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect(payload).toMatchObject({ sub: caller.userId, name: "Ines Holm", email: demo("sales"), employeeNumber: "E-1001", roles: ["sales"], permissions: smallRoles.sales, teams: ["NORDIC"], legalEntities: ["NHDK"], kind: "user" });
  });

  it("are made once per session, and anew when what they say has changed", async () => {
    const cookie = await signIn(demo("buyer"));
    const before = await identity.tokens.for(await callerBy(cookie));
    expect(await identity.tokens.for(await callerBy(cookie))).toBe(before);
    const { userId } = await callerBy(cookie);
    await updateUser(identity.auth, identity.pool, userId, { teams: ["ASIA"] });
    expect(decodeJwt(await identity.tokens.for(await callerBy(cookie))).teams).toEqual(["ASIA"]);
  });

  it("let their bearer in for as long as the session lives", async () => {
    const cookie = await signIn(demo("integrator"));
    const token = await identity.tokens.mint(claimsOf(await callerBy(cookie)), 3600);
    expect(await identity.callers.byBearer(token)).toMatchObject({ via: "bearer", name: "Integration" });
    expect(await identity.callers.byBearer(`${token.slice(0, -6)}AAAAAA`)).toBeNull();
    expect(await identity.callers.byBearer("not.a.token")).toBeNull();
    const expired = await identity.tokens.mint(claimsOf(await callerBy(cookie)), -10);
    expect(await identity.callers.byBearer(expired)).toBeNull();
    await identity.auth.api.signOut({ headers: new Headers({ cookie }) });
    expect(await identity.callers.byBearer(token)).toBeNull();
  });
});

describe("API keys", () => {
  it("may do what they were made for, never more than their owner, and stop with it", async () => {
    const owner = await callerBy(await signIn(demo("integrator")));
    const made = await createApiKey(identity.auth, owner, { name: "Shop", permissions: ["account:read", "customer:edit"], expiresInDays: 30 });
    expect(made.key).toMatch(/^hf_/);
    expect(await identity.callers.byApiKey(made.key)).toMatchObject({ kind: "api-key", via: "api-key", subject: made.id, name: "Shop (Integration)", permissions: new Set(["account:read", "customer:edit"]) });
    expect(await listApiKeys(identity.pool, owner.userId)).toEqual([expect.objectContaining({ id: made.id, name: "Shop", permissions: ["account:read", "customer:edit"], start: made.key.slice(0, 8) })]);
    expect(JSON.stringify(await listApiKeys(identity.pool, owner.userId))).not.toContain(made.key);

    await updateUser(identity.auth, identity.pool, owner.userId, { roles: ["sales"] });
    expect((await identity.callers.byApiKey(made.key))?.permissions).toEqual(new Set(["account:read"]));
    await updateUser(identity.auth, identity.pool, owner.userId, { roles: ["integrator"], disabled: true });
    expect(await identity.callers.byApiKey(made.key)).toBeNull();
    await updateUser(identity.auth, identity.pool, owner.userId, { disabled: false });
    expect(await identity.callers.byApiKey(made.key)).not.toBeNull();

    expect(await revokeApiKey(identity.pool, "somebody else", made.id)).toBe(false);
    expect(await revokeApiKey(identity.pool, owner.userId, made.id)).toBe(true);
    expect(await identity.callers.byApiKey(made.key)).toBeNull();
  });

  it("expire, and can't be given what their maker lacks or what manages keys", async () => {
    const owner = await callerBy(await signIn(demo("integrator")));
    const made = await createApiKey(identity.auth, owner, { name: "Old", permissions: ["account:read"], expiresInDays: 1 });
    await identity.pool.query(`UPDATE apikey SET "expiresAt" = now() - interval '1 second' WHERE id = $1`, [made.id]);
    expect(await identity.callers.byApiKey(made.key)).toBeNull();
    await expect(createApiKey(identity.auth, owner, { name: "x", permissions: ["user:edit"], expiresInDays: 1 })).rejects.toMatchObject({ status: 403 });
    await expect(createApiKey(identity.auth, owner, { name: "x", permissions: ["api-key:edit"], expiresInDays: 1 })).rejects.toMatchObject({ status: 403 });
    expect(await listApiKeys(identity.pool, owner.userId)).toHaveLength(1);
  });
});

describe("users", () => {
  it("are made with a role that exists, a long password and an address of their own", async () => {
    const user = { email: "New@example.com", name: "New", password: PASSWORD, roles: ["sales"], teams: [], legalEntities: [], employeeNumber: null };
    await createUser(identity.auth, user);
    await callerBy(await signIn("new@example.com"));
    await expect(createUser(identity.auth, { ...user, email: "new@EXAMPLE.com" })).rejects.toMatchObject({ code: "USER_EXISTS" });
    await expect(createUser(identity.auth, { ...user, email: "b@example.com", roles: ["king"] })).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
    await expect(createUser(identity.auth, { ...user, email: "b@example.com", password: "short" })).rejects.toMatchObject({ code: "BAD_USER_INPUT" });
    expect((await listUsers(identity.pool)).map((one) => one.email)).not.toContain("b@example.com");
  });

  it("begin with an administrator", async () => {
    await createAdmin(identity.auth, { email: "first@example.com", name: "First", password: PASSWORD });
    expect(await callerBy(await signIn("first@example.com"))).toMatchObject({ roles: ["admin"], teams: ["*"], legalEntities: ["*"] });
  });

  it("of the demo company stay the same when the gateway starts again, and follow a new password", async () => {
    const emails = async () => (await listUsers(identity.pool)).map((user) => [user.email, user.id]);
    const before = await emails();
    const second = await open();
    expect(await emails()).toEqual(before);
    await second.close();
    const third = await openIdentity({ databaseUrl: scratch.url, secret: "0123456789abcdef0123456789abcdef-test", publicUrl: "http://localhost:4000", roles: smallRoles, demoPassword: "another password 2", log: pino({ level: "silent" }) });
    await third.close();
    await expect(signIn(demo("sales"))).rejects.toThrow(/password/);
    await callerBy(await signIn(demo("sales"), "another password 2"));
    expect(await emails()).toEqual(before);
  });

  it("of the demo company are shut out where it is off, and back when it is on", async () => {
    const cookie = await signIn(demo("planner"), "another password 2");
    const options = { databaseUrl: scratch.url, secret: "0123456789abcdef0123456789abcdef-test", publicUrl: "http://localhost:4000", roles: smallRoles, log: pino({ level: "silent" }) };
    await (await openIdentity({ ...options, demoPassword: null })).close();
    expect(await identity.callers.byCookie(cookie)).toBeNull();
    await expect(signIn(demo("planner"), "another password 2")).rejects.toThrow(/disabled/);
    await (await openIdentity({ ...options, demoPassword: PASSWORD })).close();
    await callerBy(await signIn(demo("planner")));
  });
});
