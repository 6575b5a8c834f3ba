import { act, audit, refuse, text } from "@homefield/kit";
import { lockBooks } from "./books-lock.ts";
import type { ErpContext } from "../../context.ts";
import type { MutationLedgerAccountCreateArgs } from "../../generated/graphql.ts";
import { ledgerAccountById, type LedgerAccountRow } from "./ledger.loaders.ts";

export async function createLedgerAccount(ctx: ErpContext, { legalEntity, input }: MutationLedgerAccountCreateArgs): Promise<{ ledgerAccount: LedgerAccountRow | null }> {
  const code = input.code.trim().toUpperCase();
  if (!/^[0-9A-Z.-]{1,20}$/.test(code)) refuse("BAD_CODE", `"${input.code.slice(0, 40)}" can't be an account code. Use 1 to 20 digits, letters, dots and hyphens.`, ["input", "code"]);
  const name = text(input.name, ["input", "name"], "The name", 120);
  const id = await act(ctx, { name: "ledgerAccountCreate" }, async (tx) => {
    await lockBooks(tx, ctx, legalEntity);
    const made = await tx.insertInto("ledgerAccount").values({ legalEntity, code, name, type: input.type }).onConflict((c) => c.columns(["legalEntity", "code"]).doNothing()).returning("id").executeTakeFirst();
    if (!made) return refuse("DUPLICATE_CODE", `${legalEntity} has an account ${code} already. Choose another code, or open that one again.`, ["input", "code"]);
    await audit(tx, ctx, { act: "ledgerAccountCreate", entity: "LedgerAccount", key: made.id, changes: { code, name, type: input.type } });
    return made.id;
  });
  return { ledgerAccount: await ledgerAccountById(ctx, id) };
}
