import { act, assertMinorUnits, audit, can, nextNumber, notFound, notNegative, optionalEmail, optionalText, refuse, text } from "@homefield/kit";
import { type Kysely, sql } from "kysely";
import { countryName, isCountry, tidyVatNumber, vatNumberFits } from "../../company/company.module.ts";
import { assertSees, type ErpContext, type Tx } from "../../context.ts";
import type { MutationCustomerCreateArgs } from "../../generated/graphql.ts";
import type { DB } from "../../generated/tables.ts";
import { addAddress, type AddressGiven, assertAddress } from "./customer-addresses.ts";
import { customerByNumber, customerColumns, type CustomerRow } from "./customer.rows.ts";
import { paymentTermsOf, usualPaymentTerms } from "./payment-terms.ts";

export interface NewCustomer {
  name: string;
  legalEntity: string;
  /** Decides the market. */
  country: string;
  /** The entity's own when absent. */
  currency?: string | null | undefined;
  customerGroup?: string | null | undefined;
  vatNumber?: string | null | undefined;
  /** The usual ones when absent. */
  paymentTerms?: string | null | undefined;
  creditLimit?: string | null | undefined;
  invoiceEmail?: string | null | undefined;
  billingAddress: AddressGiven;
  /** The billing address when absent. */
  deliveryAddress?: AddressGiven | null | undefined;
  /** The signature that makes an account a customer. The same signature gives the same customer again. */
  firstSignature?: string | null | undefined;
  /** The relationship behind the signature: two signatures of one new account make one customer. */
  relationshipKey?: string | null | undefined;
}

export async function customerCreate(ctx: ErpContext, args: MutationCustomerCreateArgs): Promise<{ customer: CustomerRow | null }> {
  const number = await act(ctx, { name: "customerCreate", idempotencyKey: args.idempotencyKey, body: args }, async (tx) => {
    if (args.input.creditLimit !== null && args.input.creditLimit !== undefined && !can(ctx, "customer-credit:edit")) {
      refuse("FORBIDDEN", "Your role may not set credit limits. Leave it out and ask accounting to set one.", ["input", "creditLimit"]);
    }
    return (await createCustomer(tx, ctx, args.input)).number;
  });
  return { customer: await customerByNumber(ctx, number) };
}

/** Makes a customer within an act: for customerCreate, and for the first signed order of an account. */
export async function createCustomer(tx: Tx, ctx: ErpContext, input: NewCustomer, path: string[] = ["input"]): Promise<CustomerRow> {
  const at = (field: string): string[] => [...path, field];
  assertSees(ctx, input.legalEntity, "legal entity", input.legalEntity, at("legalEntity"));
  const entity = (await tx.selectFrom("legalEntity").selectAll().where("code", "=", input.legalEntity).executeTakeFirst()) ?? notFound("legal entity", input.legalEntity, at("legalEntity"));
  const name = text(input.name, at("name"), "The name");
  const country = assertCountry(input.country, at("country"));
  const currency = input.currency ?? entity.baseCurrency;
  const values = {
    name, country, currency, legalEntity: entity.code,
    customerGroup: await assertCustomerGroup(tx, input.customerGroup, at("customerGroup")),
    market: (await tx.selectFrom("marketCountry").select("market").where("country", "=", country).executeTakeFirst())?.market ?? null,
    vatNumber: assertVatNumber(input.vatNumber, country, at("vatNumber")),
    paymentTerms: (input.paymentTerms ? await paymentTermsOf(tx, input.paymentTerms, at("paymentTerms")) : await usualPaymentTerms(tx)).code,
    creditLimit: assertCreditLimit(input.creditLimit, currency, at("creditLimit")),
    invoiceEmail: optionalEmail(input.invoiceEmail, at("invoiceEmail"), "The invoice address"),
    firstSignature: input.firstSignature ?? null, relationshipKey: input.relationshipKey ?? null, createdAt: ctx.now,
  };
  const billing = assertAddress(input.billingAddress, at("billingAddress"), name);
  const delivery = input.deliveryAddress ? assertAddress(input.deliveryAddress, at("deliveryAddress"), name) : billing;
  const number = await nextNumber(tx, "customer_number", "C");
  const made = await tx.insertInto("customer").values({ number, ...values }).onConflict((c) => c.doNothing()).returning("number").executeTakeFirst();
  // Somebody was quicker with the same signature or another one of the same account: theirs is the customer.
  if (!made) return rowOf(tx, sql`c.first_signature = ${values.firstSignature} or c.relationship_key = ${values.relationshipKey}`);
  await addAddress(tx, number, "BILLING", billing);
  await addAddress(tx, number, "DELIVERY", delivery);
  await audit(tx, ctx, { act: "customerCreate", entity: "Customer", key: number, changes: { ...values, createdAt: undefined, billingAddress: billing, deliveryAddress: delivery } });
  return rowOf(tx, sql`c.number = ${number}`);
}
const rowOf = async (tx: Tx, where: ReturnType<typeof sql>): Promise<CustomerRow> => (await sql<CustomerRow>`select ${customerColumns} from customer c where ${where}`.execute(tx)).rows[0]!;

function assertCountry(given: string, path: string[]): string {
  const country = given.trim().toUpperCase();
  if (!isCountry(country)) refuse("UNKNOWN_COUNTRY", `"${given.slice(0, 40)}" is no ISO 3166 country code, such as DK.`, path);
  return country;
}
export async function assertCustomerGroup(db: Kysely<DB>, code: string | null | undefined, path: string[]): Promise<string | null> {
  if (code === null || code === undefined) return null;
  return (await db.selectFrom("customerGroup").select("code").where("code", "=", code).executeTakeFirst())?.code ?? notFound("customer group", code, path);
}
export function assertVatNumber(given: string | null | undefined, country: string, path: string[]): string | null {
  const vatNumber = optionalText(given, path, "The VAT number", 30);
  if (vatNumber === null) return null;
  const tidy = tidyVatNumber(vatNumber);
  if (!vatNumberFits(tidy, country)) refuse("BAD_VAT_NUMBER", `"${vatNumber}" does not have the form of a VAT number of ${countryName(country)}. Check it for a typing error; leave it out for a consumer.`, path);
  return tidy;
}
export function assertCreditLimit(given: string | null | undefined, currency: string, path: string[]): string | null {
  if (given === null || given === undefined) return null;
  const limit = notNegative(given, path, "The credit limit");
  assertMinorUnits(limit, currency, path, "The credit limit");
  return limit.toFixed();
}
