import { loaderOf, notFound, refuse } from "@homefield/kit";
import { type Kysely, type Selectable, sql } from "kysely";
import type { ErpContext } from "../../context.ts";
import type { DB, PaymentTerms } from "../../generated/tables.ts";

export type PaymentTermsRow = Selectable<PaymentTerms>;
/** Batched. */
export const paymentTermsByCode = (ctx: ErpContext, code: string): Promise<PaymentTermsRow | null> =>
  loaderOf<DB, PaymentTermsRow>(ctx, "paymentTerms", (row) => row.code, (codes) => ctx.db.selectFrom("paymentTerms").selectAll().where("code", "in", codes).execute()).load(code);
/** Inside an act: terms that must exist. */
export const paymentTermsOf = async (db: Kysely<DB>, code: string, path: string[] = ["input", "paymentTerms"]): Promise<PaymentTermsRow> =>
  (await db.selectFrom("paymentTerms").selectAll().where("code", "=", code).executeTakeFirst()) ?? notFound("payment terms", code, path);
/** What a new customer gets when nobody says: about a month. */
export const usualPaymentTerms = async (db: Kysely<DB>): Promise<PaymentTermsRow> =>
  (await db.selectFrom("paymentTerms").selectAll().orderBy(sql`abs(days - 30)`).orderBy("code").limit(1).executeTakeFirst())
  ?? refuse("NO_PAYMENT_TERMS", "No payment terms are set up yet. Have them set up before making customers.", ["input", "paymentTerms"]);
