import { aCaller, allPermissions, type Caller, contextOf, type Database, openDatabase, run, silentLog } from "@homefield/kit";
import { scratchDatabase } from "@homefield/kit/scratch";
import type { GraphQLSchema } from "graphql";
import { type Kysely, sql } from "kysely";
import { expect } from "vitest";
import type { CrmContext } from "../context.ts";
import type { DB } from "../generated/tables.ts";
import { crmSchema, sdl } from "../schema.ts";

export const NOON = new Date("2026-11-22T12:00:00Z");
export const UNKNOWN_ID = "00000000-0000-7000-8000-000000000000";
export const SEAM_SECRET = "seam secret of the tests";

const EVERYTHING = allPermissions(sdl());
export type Who = "ines" | "joel" | "camille" | "rosa" | "accountant";
const CALLERS: Record<Who, Partial<Caller>> = {
  ines: { subject: "user:ines", name: "Ines Holm", email: "Ines@Example.com", teams: ["NORDIC"] },
  joel: { subject: "user:joel", name: "Joel Åkesson", email: "joel@example.com", teams: ["NORDIC"] },
  camille: { subject: "user:camille", name: "Camille Moreau", email: "camille@example.com", teams: ["SOUTH"] },
  rosa: { subject: "user:rosa", name: "Rosa Castellan", email: "rosa@example.com", teams: ["*"] },
  // No user of the CRM, but reads it.
  accountant: { subject: "user:henrik", name: "Henrik Dahl", email: "henrik@example.com", teams: ["NORDIC"] },
};
export interface As { now?: Date; permissions?: readonly string[]; without?: readonly string[]; teams?: string[]; requestId?: string; email?: string | null }
export type Answer = Awaited<ReturnType<typeof run>>;
export type Crm = Awaited<ReturnType<typeof aCrm>>;

/** A CRM with two teams, four users, one pipeline of three stages, and an account on each side of the row policy. */
export async function aCrm() {
  const scratch = await scratchDatabase("crm");
  const database: Database<DB> = openDatabase<DB>(scratch.url, { name: "test-crm", log: silentLog(), poolSize: 12 });
  const { db } = database;
  const schema: GraphQLSchema = crmSchema();
  await db.insertInto("team").values([
    { code: "NORDIC", name: "Nordic", sellingEntity: "NHDK", currency: "DKK", discountLimitPercent: "10" }, { code: "SOUTH", name: "South", sellingEntity: "NHFR", currency: "EUR", discountLimitPercent: "10" },
  ]).execute();
  const users = await idsByName(db, [
    { name: "Ines Holm", email: "ines@example.com", team: "NORDIC", employeeNumber: "E-1001" }, { name: "Joel Åkesson", email: "joel@example.com", team: "NORDIC" },
    { name: "Camille Moreau", email: "camille@example.com", team: "SOUTH" }, { name: "Rosa Castellan", email: "rosa@example.com", team: null }, { name: "Gone Away", email: "gone@example.com", team: "NORDIC", isActive: false },
  ]);
  const pipeline = await aPipeline(db, "Direct", [["Qualify", 10], ["Propose", 50], ["Negotiate", 80]]);
  await db.insertInto("lostReason").values([{ code: "PRICE", name: "Too expensive" }, { code: "SILENCE", name: "No answer" }]).execute();
  const account = async (name: string, team = "NORDIC", more: Partial<{ customerNumber: string; ownerId: string; meetingCity: string; createdAt: Date }> = {}): Promise<string> =>
    (await db.insertInto("account").values({ name, team, createdAt: NOON, updatedAt: NOON, ...more }).returning("id").executeTakeFirstOrThrow()).id;
  const nordic = await account("Fjordby Kommune", "NORDIC", { ownerId: users["Ines Holm"]!, customerNumber: "C-1001", meetingCity: "Fjordby" });
  const south = await account("Côte Sud", "SOUTH", { ownerId: users["Camille Moreau"]! });
  const opportunity = async (accountId: string, name = "Town square", more: Partial<{ stageId: string; amount: string | null; currency: string; ownerId: string; closeDate: string; stageSince: Date; createdAt: Date }> = {}): Promise<string> => {
    const { id } = await db.insertInto("opportunity").values({ accountId, name, pipelineId: pipeline.id, stageId: pipeline.stages[0]!, currency: "DKK", amount: "50000", stageSince: NOON, createdAt: NOON, updatedAt: NOON, ...more }).returning("id").executeTakeFirstOrThrow();
    return id;
  };
  const context = (who: Who = "ines", as: As = {}): CrmContext => {
    const permissions = as.permissions ?? EVERYTHING.filter((permission) => !as.without?.includes(permission));
    const caller = aCaller({ ...CALLERS[who], ...(as.teams && { teams: as.teams }), ...(as.email !== undefined && { email: as.email }), permissions });
    const base = contextOf<DB>({ db, log: silentLog(), now: as.now ?? NOON, requestId: as.requestId ?? "request-1", caller });
    const notAsked = (): never => { throw new Error("nothing here asks the ERP"); };
    return Object.assign(base, { erp: { price: notAsked, customerTerms: notAsked, names: notAsked, orderStatus: notAsked, callOff: notAsked, ask: notAsked }, seamSecret: SEAM_SECRET, wakeRelay: () => undefined });
  };
  /** Runs an operation as somebody; permissions and row policy as in the running system. */
  const ask = (source: string, variables: Record<string, unknown> = {}, who: Who = "ines", as: As = {}): Promise<Answer> => run(schema, context(who, as), source, variables);
  return {
    db, database, schema, users, pipeline, nordic, south, account, opportunity, context, ask,
    close: async () => {
      await database.close();
      await scratch.drop();
    },
  };
}
export async function aPipeline(db: Kysely<DB>, name: string, stages: readonly (readonly [name: string, probabilityPercent: number])[]): Promise<{ id: string; stages: string[] }> {
  const { id } = await db.insertInto("pipeline").values({ name }).returning("id").executeTakeFirstOrThrow();
  const made = await db.insertInto("stage").values(stages.map(([stage, probabilityPercent], i) => ({ pipelineId: id, name: stage, probabilityPercent, position: i + 1 }))).returning(["id", "position"]).execute();
  return { id, stages: made.sort((a, b) => a.position - b.position).map((stage) => stage.id) };
}
async function idsByName(db: Kysely<DB>, users: { name: string; email: string; team: string | null; employeeNumber?: string; isActive?: boolean }[]): Promise<Record<string, string>> {
  const made = await db.insertInto("crmUser").values(users).returning(["id", "name"]).execute();
  return Object.fromEntries(made.map(({ name, id }) => [name, id]));
}

const TABLES = ["team", "crm_user", "sales_quota", "account", "account_figure", "contact", "pipeline", "stage", "lost_reason", "opportunity", "opportunity_line", "opportunity_stage_change", "activity", "audit_entry", "idempotency_key"];
/** All of the CRM as one hash: equal before and after means that nothing was written. */
export async function fingerprint(db: Kysely<DB>): Promise<string> {
  const parts = await Promise.all(TABLES.map((table) => sql<{ hash: string }>`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from ${sql.table(table)} t`.execute(db)));
  return parts.map((part) => part.rows[0]!.hash).join();
}

/**
 * A mutation meets its callers: the wrong role is FORBIDDEN, the right role of another team sees what a stranger sees, and
 * both leave nothing behind; the right role here succeeds. (Nobody at all is turned away before the schema, with 401.)
 */
export async function meetsItsCallers(crm: Crm, mutation: { source: string; variables: Record<string, unknown>; permission: string; here?: Who; elsewhere?: Who | null }): Promise<Answer["data"]> {
  const { source, variables, permission, here = "ines", elsewhere = "camille" } = mutation;
  const before = await fingerprint(crm.db);
  const wrongRole = await crm.ask(source, variables, here, { without: [permission] });
  expect(wrongRole.errors).toEqual([expect.objectContaining({ code: "FORBIDDEN" })]);
  expect(await fingerprint(crm.db)).toBe(before);
  if (elsewhere) {
    const otherTeam = await crm.ask(source, variables, elsewhere);
    expect(otherTeam.errors).toBeUndefined();
    expect(payloadOf(otherTeam).userErrors).toEqual([expect.objectContaining({ code: "NOT_FOUND" })]);
    expect(await fingerprint(crm.db)).toBe(before);
  }
  const done = await crm.ask(source, variables, here);
  expect(done.errors).toBeUndefined();
  expect(payloadOf(done).userErrors).toEqual([]);
  expect(await fingerprint(crm.db)).not.toBe(before);
  return payloadOf(done);
}
/** The only field of an answer. */
export const payloadOf = (answer: Answer): Answer["data"] => Object.values(answer.data as object)[0];
/** Codes and paths of why an act was refused, and that it left nothing behind. */
export async function refusalOf(crm: Crm, source: string, variables: Record<string, unknown>, who: Who = "ines", as: As = {}): Promise<string[]> {
  const before = await fingerprint(crm.db);
  const answer = await crm.ask(source, variables, who, as);
  expect(answer.errors).toBeUndefined();
  expect(await fingerprint(crm.db)).toBe(before);
  const errors = payloadOf(answer).userErrors as { code: string; message: string; path: string[] | null }[];
  for (const { message } of errors) expect(message).toMatch(/^.{10,300}\.$/);
  return errors.map(({ code, path }) => `${code} ${path?.join(".") ?? ""}`.trim());
}
