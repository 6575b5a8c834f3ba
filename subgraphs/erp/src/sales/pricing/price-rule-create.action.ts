import { act, assertSameCurrency, assertSensibleDate, audit, dec, notFound, notNegative, refuse, refuseAll, text, type UserError } from "@homefield/kit";
import type { Kysely } from "kysely";
import { assertSees, type ErpContext, seesAll } from "../../context.ts";
import type { MutationPriceRuleCreateArgs, PriceRuleCreateInput } from "../../generated/graphql.ts";
import type { DB } from "../../generated/tables.ts";
import { priceRuleById, type PriceRuleRow } from "./price-rule.rows.ts";

const at = (field: string): string[] => ["input", field];
const isGiven = (value: unknown): boolean => value !== null && value !== undefined;

export async function createPriceRule(ctx: ErpContext, { input }: MutationPriceRuleCreateArgs): Promise<{ priceRule: PriceRuleRow | null }> {
  refuseAll(contradictions(input));
  const values = {
    name: text(input.name, at("name"), "The name", 120),
    kind: input.kind,
    minQuantity: notNegative(input.minQuantity ?? "0", at("minQuantity"), "The quantity").toFixed(),
    unitPrice: isGiven(input.unitPrice) ? notNegative(input.unitPrice!, at("unitPrice"), "The price").toFixed() : null,
    currency: input.currency ?? null,
    percent: isGiven(input.percent) ? assertPercent(input.percent!) : null,
    ...assertDays(ctx, input),
  };
  const id = await act(ctx, { name: "priceRuleCreate" }, async (tx) => {
    const scope = { legalEntity: input.legalEntity ?? null, itemNumber: input.itemNumber ?? null, itemCategory: input.categoryCode ?? null, customerNumber: input.customerNumber ?? null, customerGroup: input.customerGroup ?? null, market: input.market ?? null };
    await assertScope(tx, ctx, scope, values.currency);
    const made = await tx.insertInto("priceRule").values({ ...values, ...scope }).returning("id").executeTakeFirstOrThrow();
    await audit(tx, ctx, { act: "priceRuleCreate", entity: "PriceRule", key: made.id, changes: { ...values, ...scope } });
    return made.id;
  });
  return { priceRule: await priceRuleById(ctx, id) };
}
/** What can't go together, all told at once. */
function contradictions(input: PriceRuleCreateInput): UserError[] {
  const errors: UserError[] = [];
  const add = (field: string, code: string, message: string): void => void errors.push({ code, message, path: at(field) });
  if (input.kind === "PRICE") {
    if (!isGiven(input.itemNumber)) add("itemNumber", "MISSING", "A price is the price of one item. Name the item.");
    if (!isGiven(input.unitPrice)) add("unitPrice", "MISSING", "A price rule of kind PRICE needs a unit price.");
    if (!isGiven(input.currency)) add("currency", "MISSING", "Say which currency the price is in.");
    if (isGiven(input.percent)) add("percent", "NOT_FOR_KIND", "A price takes nothing off. Leave the percentage out, or make it a DISCOUNT.");
  } else {
    if (!isGiven(input.percent)) add("percent", "MISSING", "A discount needs a percentage.");
    if (isGiven(input.unitPrice)) add("unitPrice", "NOT_FOR_KIND", "A discount sets no price. Leave the unit price out, or make it a PRICE.");
    if (isGiven(input.currency)) add("currency", "NOT_FOR_KIND", "A percentage is the same in every currency. Leave the currency out.");
  }
  if (isGiven(input.itemNumber) && isGiven(input.categoryCode)) add("categoryCode", "TOO_MANY_CONDITIONS", "A rule is about an item or about a category. Leave one out.");
  if ([input.customerNumber, input.customerGroup, input.market].filter(isGiven).length > 1) {
    add(isGiven(input.customerNumber) ? "customerNumber" : "customerGroup", "TOO_MANY_CONDITIONS", "A rule is for a customer, for a group or for a market. Name one of them.");
  }
  return errors;
}
function assertPercent(given: string): string {
  const percent = dec(given);
  if (!percent.greaterThan(0) || !percent.lessThan(100)) refuse("OUT_OF_RANGE", `The percentage must be above 0 and below 100; it is ${percent.toFixed()}.`, at("percent"));
  return notNegative(given, at("percent"), "The percentage").toFixed();
}
function assertDays(ctx: ErpContext, input: PriceRuleCreateInput): { validFrom: string; validTo: string | null } {
  assertSensibleDate(input.validFrom, ctx.today, at("validFrom"), "The first day");
  if (!isGiven(input.validTo)) return { validFrom: input.validFrom, validTo: null };
  assertSensibleDate(input.validTo!, ctx.today, at("validTo"), "The last day");
  if (input.validTo! < input.validFrom) refuse("ENDS_BEFORE_START", `The last day, ${input.validTo}, comes before the first, ${input.validFrom}. Swap them or leave the last day out.`, at("validTo"));
  return { validFrom: input.validFrom, validTo: input.validTo! };
}
interface Scope { legalEntity: string | null; itemNumber: string | null; itemCategory: string | null; customerNumber: string | null; customerGroup: string | null; market: string | null }
async function assertScope(tx: Kysely<DB>, ctx: ErpContext, scope: Scope, currency: string | null): Promise<void> {
  if (scope.legalEntity !== null) {
    assertSees(ctx, scope.legalEntity, "legal entity", scope.legalEntity, at("legalEntity"));
    if (!await tx.selectFrom("legalEntity").select("code").where("code", "=", scope.legalEntity).executeTakeFirst()) notFound("legal entity", scope.legalEntity, at("legalEntity"));
  } else if (scope.customerNumber === null && !seesAll(ctx)) {
    refuse("COMPANY_NEEDED", `Without a company the rule would count for all of the group, but you work for ${ctx.caller.legalEntities.join(" and ") || "none"}. Name the company it is for.`, at("legalEntity"));
  }
  if (scope.itemNumber !== null && !await tx.selectFrom("item").select("number").where("number", "=", scope.itemNumber).executeTakeFirst()) notFound("item", scope.itemNumber, at("itemNumber"));
  if (scope.itemCategory !== null && !await tx.selectFrom("itemCategory").select("code").where("code", "=", scope.itemCategory).executeTakeFirst()) notFound("item category", scope.itemCategory, at("categoryCode"));
  if (scope.customerGroup !== null && !await tx.selectFrom("customerGroup").select("code").where("code", "=", scope.customerGroup).executeTakeFirst()) notFound("customer group", scope.customerGroup, at("customerGroup"));
  if (scope.market !== null && !await tx.selectFrom("market").select("code").where("code", "=", scope.market).executeTakeFirst()) notFound("market", scope.market, at("market"));
  if (scope.customerNumber !== null) {
    const customer = await tx.selectFrom("customer").select(["legalEntity", "currency"]).where("number", "=", scope.customerNumber).executeTakeFirst();
    assertSees(ctx, customer?.legalEntity, "customer", scope.customerNumber, at("customerNumber"));
    if (currency !== null) assertSameCurrency(customer!.currency, currency, at("currency"), "The price for this customer");
  }
}
