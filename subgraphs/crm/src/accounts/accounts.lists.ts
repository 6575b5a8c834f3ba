import { type AskableList, can, type SumRow } from "@homefield/kit";
import { sql } from "kysely";
import type { CrmContext } from "../context.ts";
import { accountListBy } from "./accounts.list.ts";

/** Accounts as the lists across owners ask for them. */
export const askableAccounts: AskableList<CrmContext> = {
  permission: "account:read",
  filter: "AccountFilter",
  list: (orderBy) => accountListBy(orderBy && [orderBy]),
  ref: sql`a.id`,
  number: sql`a.customer_number`,
  key: sql`a.customer_key`,
  /** Open opportunities, per currency. */
  sums: async (ctx, from, where, _asked, group) => {
    if (!can(ctx, "opportunity:read")) return [];
    return (await sql<SumRow>`select a."group"::text as "group", o.currency, sum(o.amount) as pipeline_amount from (select a.id, ${group} as "group" from ${from} where ${where}) a
      join opportunity o on o.account_id = a.id where o.status = 'OPEN' and o.amount is not null group by a."group", o.currency`.execute(ctx.db)).rows;
  },
  groupings: { TERRITORY: sql`a.territory`, OWNER: sql`a.owner_id`, TEAM: sql`a.team`, SEGMENT: sql`a.segment`, COUNTRY: sql`a.country` },
};
