import { act, assertMinorUnits, assertSensibleDate, audit, checkAll, differences, isUuid, notFound, notNegative, optionalEmail, optionalText, plain, refuse, text } from "@homefield/kit";
import { type Insertable, sql } from "kysely";
import { type CrmContext, seesAllTeams, seesTeam, type Tx } from "../context.ts";
import type { MutationSalesQuotaSaveArgs, MutationTeamSaveArgs, MutationUserSaveArgs } from "../generated/graphql.ts";
import type { Team } from "../generated/tables.ts";
import { teamOf, type TeamRow, userById, type UserRow, visibleTeam } from "./users.module.ts";

export async function saveTeam(ctx: CrmContext, { input }: MutationTeamSaveArgs): Promise<{ team: TeamRow | null }> {
  const code = input.code.trim();
  const values = {} as Insertable<Team>;
  checkAll([
    () => { if (!/^[A-Z0-9_-]{1,20}$/.test(code)) refuse("BAD_CODE", `"${code.slice(0, 40)}" can't be the code of a team. Use 1 to 20 capitals, digits, dashes and underscores, e.g. NORDIC.`, ["input", "code"]); },
    () => { values.name = text(input.name, ["input", "name"], "The name", 100); },
    () => { values.sellingEntity = text(input.sellingEntity, ["input", "sellingEntity"], "The code of the legal entity", 20); },
    () => {
      const limit = notNegative(input.discountLimitPercent, ["input", "discountLimitPercent"], "The discount limit");
      if (limit.greaterThan(100)) refuse("OUT_OF_RANGE", `A discount limit lies between 0 and 100 percent; it is ${plain(limit)}.`, ["input", "discountLimitPercent"]);
      values.discountLimitPercent = plain(limit);
    },
  ]);
  values.currency = input.currency;
  await act(ctx, { name: "teamSave" }, async (tx) => {
    const before = await tx.selectFrom("team").selectAll().where("code", "=", code).forUpdate().executeTakeFirst();
    // Teams are made by who sees all of them; who sees some changes those.
    if (!seesTeam(ctx, code)) notFound("team", code, ["input", "code"]);
    if (!before && !seesAllTeams(ctx)) notFound("team", code, ["input", "code"]);
    const changes = differences(before ? { ...before, discountLimitPercent: plain(before.discountLimitPercent) } : {}, { ...values });
    if (Object.keys(changes).length === 0) return;
    await tx.insertInto("team").values({ ...values, code }).onConflict((on) => on.column("code").doUpdateSet(values)).execute();
    await audit(tx, ctx, { act: "teamSave", entity: "Team", key: code, changes });
  });
  return { team: await teamOf(ctx, code) };
}

export async function saveUser(ctx: CrmContext, { input }: MutationUserSaveArgs): Promise<{ user: UserRow | null }> {
  const facts: Partial<Pick<UserRow, "name" | "email" | "employeeNumber" | "territory" | "isActive">> = {};
  checkAll([
    () => { if (input.name !== undefined || input.id == null) facts.name = text(input.name ?? "", ["input", "name"], "The name", 120); },
    () => { if (input.email !== undefined || input.id == null) facts.email = (optionalEmail(input.email, ["input", "email"], "The e-mail") ?? refuse("EMPTY", "The e-mail can't be empty: by it the user is recognised.", ["input", "email"])).toLowerCase(); },
    () => { if (input.employeeNumber !== undefined) facts.employeeNumber = optionalText(input.employeeNumber, ["input", "employeeNumber"], "The employee number", 40); },
    () => { if (input.territory !== undefined) facts.territory = optionalText(input.territory, ["input", "territory"], "The territory", 100); },
  ]);
  if (input.isActive != null) facts.isActive = input.isActive;
  const id = await act(ctx, { name: "userSave" }, async (tx) => {
    // Settings change rarely: one at a time, so that mail and employee number stay unique without surprises.
    await sql`lock table crm_user in share row exclusive mode`.execute(tx);
    const before = input.id == null ? null : await changeableUser(tx, ctx, input.id, ["input", "id"]);
    const values = { ...facts, ...(input.team !== undefined && { team: input.team === null ? null : (await visibleTeam(tx, ctx, input.team, ["input", "team"])).code }) };
    if (!seesAllTeams(ctx) && (values.team === undefined ? (before?.team ?? null) : values.team) === null) refuse("TEAM_NEEDED", "You would not see this user: give a team of yours.", ["input", "team"]);
    await assertUnique(tx, before?.id ?? null, "email", facts.email, "EMAIL_TAKEN");
    await assertUnique(tx, before?.id ?? null, "employeeNumber", facts.employeeNumber, "EMPLOYEE_TAKEN");
    const changes = differences(before ?? {}, values);
    if (before && Object.keys(changes).length === 0) return before.id;
    const id = before
      ? (await tx.updateTable("crmUser").set(values).where("id", "=", before.id).returning("id").executeTakeFirstOrThrow()).id
      : (await tx.insertInto("crmUser").values({ ...values, name: facts.name!, email: facts.email!, createdAt: ctx.now }).returning("id").executeTakeFirstOrThrow()).id;
    await audit(tx, ctx, { act: "userSave", entity: "User", key: id, changes });
    return id;
  });
  return { user: await userById(ctx, id) };
}
export async function saveQuota(ctx: CrmContext, { input }: MutationSalesQuotaSaveArgs): Promise<{ user: UserRow | null }> {
  const amount = input.amount == null ? null : notNegative(input.amount, ["input", "amount"], "The quota");
  assertSensibleDate(input.startsOn, ctx.today, ["input", "startsOn"], "The first day");
  if (!input.startsOn.endsWith("-01")) refuse("NOT_FIRST_OF_MONTH", `A quota counts from the first of a month; ${input.startsOn} is none.`, ["input", "startsOn"]);
  const id = await act(ctx, { name: "salesQuotaSave" }, async (tx) => {
    const user = await changeableUser(tx, ctx, input.userId, ["input", "userId"]);
    const before = await tx.selectFrom("salesQuota").selectAll().where("userId", "=", user.id).where("startsOn", "=", input.startsOn).executeTakeFirst();
    const known = before ? { startsOn: before.startsOn, amount: plain(before.amount), currency: before.currency } : {};
    if (amount === null) {
      if (!before) return user.id;
      await tx.deleteFrom("salesQuota").where("userId", "=", user.id).where("startsOn", "=", input.startsOn).execute();
      await audit(tx, ctx, { act: "salesQuotaSave", entity: "User", key: user.id, changes: differences(known, { startsOn: input.startsOn, amount: null, currency: null }) });
      return user.id;
    }
    const teamCurrency = user.team === null ? null : (await tx.selectFrom("team").select("currency").where("code", "=", user.team).executeTakeFirstOrThrow()).currency;
    const currency = input.currency ?? before?.currency ?? teamCurrency ?? refuse("CURRENCY_NEEDED", `${user.name} has no team, and so no currency. Give one.`, ["input", "currency"]);
    assertMinorUnits(amount, currency, ["input", "amount"], "The quota");
    const values = { amount: plain(amount), currency };
    await tx.insertInto("salesQuota").values({ ...values, userId: user.id, startsOn: input.startsOn }).onConflict((on) => on.columns(["userId", "startsOn"]).doUpdateSet(values)).execute();
    await audit(tx, ctx, { act: "salesQuotaSave", entity: "User", key: user.id, changes: { startsOn: input.startsOn, ...differences(known, values) } });
    return user.id;
  });
  return { user: await userById(ctx, id) };
}

/** Settings of people follow the row policy: who sees a team changes its people. */
async function changeableUser(tx: Tx, ctx: CrmContext, id: string, path: string[]): Promise<UserRow> {
  const user = isUuid(id) ? await tx.selectFrom("crmUser").selectAll().where("id", "=", id).forUpdate().executeTakeFirst() : undefined;
  return user && (seesAllTeams(ctx) || seesTeam(ctx, user.team)) ? user : notFound("user", id, path);
}
async function assertUnique(tx: Tx, id: string | null, field: "email" | "employeeNumber", value: string | null | undefined, code: string): Promise<void> {
  if (value == null) return;
  const other = await tx.selectFrom("crmUser").select(["id", "name"]).where(field === "email" ? sql<boolean>`lower(email) = lower(${value})` : sql<boolean>`employee_number = ${value}`).executeTakeFirst();
  if (other && other.id !== id) refuse(code, `${other.name} has ${field === "email" ? "this e-mail" : "this employee number"} already. Give another, or change that user.`, ["input", field]);
}
