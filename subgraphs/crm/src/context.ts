import type { Context, Tx as KitTx } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import type { ErpQuestions } from "./erp/erp-questions.ts";
import type { DB } from "./generated/tables.ts";

/** What every CRM resolver and act gets. */
export interface CrmContext extends Context<DB> {
  /** Asks the ERP on the caller's behalf. Answers are shown or used at once, never stored. */
  erp: ErpQuestions;
  /** Signs what crosses the seam for one request. */
  seamSecret: string;
  /** Wakes the relay that hands signed orders over. */
  wakeRelay: () => void;
}
export type Tx = KitTx<DB>;

/** Row policy of the CRM: an account and all that hangs on it is visible to callers of its team. */
export const seesAllTeams = (ctx: CrmContext): boolean => ctx.caller.teams.includes("*");
export const seesTeam = (ctx: CrmContext, team: string | null | undefined): boolean => seesAllTeams(ctx) || (team != null && ctx.caller.teams.includes(team));
export const inTeams = (ctx: CrmContext, column: RawBuilder<unknown>): RawBuilder<boolean> =>
  seesAllTeams(ctx) ? sql<boolean>`true` : sql<boolean>`${column} = any(${[...ctx.caller.teams]}::text[])`;
/** The same for a record that points to its account. */
export const onVisibleAccount = (ctx: CrmContext, accountId: RawBuilder<unknown>): RawBuilder<boolean> =>
  seesAllTeams(ctx) ? sql<boolean>`true` : sql<boolean>`exists (select 1 from account seen where seen.id = ${accountId} and seen.team = any(${[...ctx.caller.teams]}::text[]))`;
