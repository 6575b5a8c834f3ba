import { type CalendarDate, notFound, type Context, type Tx as KitTx } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import type { DB } from "./generated/tables.ts";

/** What every ERP resolver and act gets. */
export interface ErpContext extends Context<DB> {
  /** Signs what crosses the seam for one request. */
  seamSecret: string;
  /** The day the figures of customers are for; where it is not today they are added up afresh. */
  figureDay?: CalendarDate | null;
}
export type Tx = KitTx<DB>;

/** Row policy of the ERP: a document is visible to callers of its legal entity. */
export const seesAll = (ctx: ErpContext): boolean => ctx.caller.legalEntities.includes("*");
export const sees = (ctx: ErpContext, legalEntity: string): boolean => seesAll(ctx) || ctx.caller.legalEntities.includes(legalEntity);
export const inEntities = (ctx: ErpContext, column: RawBuilder<unknown>): RawBuilder<boolean> =>
  seesAll(ctx) ? sql<boolean>`true` : sql<boolean>`${column} = any(${[...ctx.caller.legalEntities]}::text[])`;
/** Refuses an entity that is not the caller's as if it did not exist. */
export function assertSees(ctx: ErpContext, legalEntity: string | null | undefined, noun: string, key: string, path: string[]): void {
  if (!legalEntity || !sees(ctx, legalEntity)) notFound(noun, key, path);
}
