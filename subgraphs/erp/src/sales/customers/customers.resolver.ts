import { answer, assertSensibleDate, dec, inKeySet, money, moneyOrNull, type PageArgs, pageOf, pageOfMany, readKeySet } from "@homefield/kit";
import { type RawBuilder, sql } from "kysely";
import { legalEntityByCode } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import { customerPaymentList, invoiceList } from "../../finance/receivables/receivables.list.ts";
import type * as G from "../../generated/graphql.ts";
import { shipmentList } from "../../supply/shipping/shipping.list.ts";
import { customerGroupByCode, marketByCode } from "../pricing/pricing.module.ts";
import { salesOrderList } from "../sales-orders/sales-orders.list.ts";
import { addCustomerAddress } from "./customer-address-add.action.ts";
import { type AddressRow, addressesOf, postalAddress } from "./customer-addresses.ts";
import { ageingOf } from "./customer-ageing.report.ts";
import { creditLeft } from "./customer-balances.ts";
import { customerCreate } from "./customer-create.action.ts";
import { holdCustomer, releaseCustomer } from "./customer-hold.action.ts";
import { customerTotals } from "./customer-totals.report.ts";
import { setCreditLimit, updateCustomer } from "./customer-update.action.ts";
import { ageingRowOf, balancesOf, exposureOf, orderFactsOf, turnoverOf } from "./customer.loaders.ts";
import { customerByNumber, type CustomerRow } from "./customer.rows.ts";
import { customerList } from "./customers.list.ts";
import { paymentTermsByCode } from "./payment-terms.ts";
import { setPaymentTerms } from "./payment-terms-set.action.ts";

interface Selection { customerSet: string }
/** The customers behind a set pointer; the row policy of the list still decides which of them the caller sees. */
const inSet = (ctx: ErpContext, { customerSet }: Selection): RawBuilder<boolean> =>
  inKeySet(readKeySet(customerSet, { secret: ctx.seamSecret, subject: ctx.caller.subject, requestId: null, now: ctx.now }), sql`c.customer_key`, sql`c.number`);
const below = (column: string) => ({ name: "customer", by: sql.ref(column), type: "text" as const });

export const customersResolvers = {
  Query: {
    customer: (_p: unknown, args: G.QueryCustomerArgs, ctx: ErpContext) => customerByNumber(ctx, args.number),
    customers: (_p: unknown, args: G.QueryCustomersArgs, ctx: ErpContext) => pageOf(ctx, customerList, args),
    customerTotals: (_p: unknown, args: G.QueryCustomerTotalsArgs, ctx: ErpContext) => customerTotals(ctx, args.filter),
    paymentTermsList: (_p: unknown, _a: unknown, ctx: ErpContext) => ctx.db.selectFrom("paymentTerms").selectAll().orderBy("code").execute(),
  },
  Mutation: {
    paymentTermsSet: (_p: unknown, args: G.MutationPaymentTermsSetArgs, ctx: ErpContext) => answer(() => setPaymentTerms(ctx, args)),
    customerCreate: (_p: unknown, args: G.MutationCustomerCreateArgs, ctx: ErpContext) => answer(() => customerCreate(ctx, args)),
    customerUpdate: (_p: unknown, args: G.MutationCustomerUpdateArgs, ctx: ErpContext) => answer(() => updateCustomer(ctx, args)),
    customerAddressAdd: (_p: unknown, args: G.MutationCustomerAddressAddArgs, ctx: ErpContext) => answer(() => addCustomerAddress(ctx, args)),
    customerCreditLimitSet: (_p: unknown, args: G.MutationCustomerCreditLimitSetArgs, ctx: ErpContext) => answer(() => setCreditLimit(ctx, args)),
    customerHold: (_p: unknown, args: G.MutationCustomerHoldArgs, ctx: ErpContext) => answer(() => holdCustomer(ctx, args)),
    customerRelease: (_p: unknown, args: G.MutationCustomerReleaseArgs, ctx: ErpContext) => answer(() => releaseCustomer(ctx, args)),
  },
  AccountSelection: {
    __resolveReference: (ref: Selection) => ref,
    customers: (selection: Selection, args: G.AccountSelectionCustomersArgs, ctx: ErpContext) => pageOf(ctx, customerList, args, inSet(ctx, selection)),
    customerTotals: (selection: Selection, args: G.AccountSelectionCustomerTotalsArgs, ctx: ErpContext) => customerTotals(ctx, args.filter, inSet(ctx, selection)),
  },
  Customer: {
    __resolveReference: (ref: { number: string }, ctx: ErpContext) => customerByNumber(ctx, ref.number),
    legalEntity: (customer: CustomerRow, _a: unknown, ctx: ErpContext) => legalEntityByCode(ctx, customer.legalEntity),
    customerGroup: (customer: CustomerRow, _a: unknown, ctx: ErpContext) => customer.customerGroup && customerGroupByCode(ctx, customer.customerGroup),
    market: (customer: CustomerRow, _a: unknown, ctx: ErpContext) => customer.market && marketByCode(ctx, customer.market),
    paymentTerms: (customer: CustomerRow, _a: unknown, ctx: ErpContext) => paymentTermsByCode(ctx, customer.paymentTerms),
    creditLimit: (customer: CustomerRow) => moneyOrNull(customer.creditLimit, customer.currency),
    addresses: async (customer: CustomerRow, { kind }: G.CustomerAddressesArgs, ctx: ErpContext) => (await addressesOf(ctx, customer.number)).filter((address) => !kind || address.kind === kind),
    openBalance: async (customer: CustomerRow, _a: unknown, ctx: ErpContext) => money((await balancesOf(ctx, customer.number))?.openBalance ?? "0", customer.currency),
    overdueBalance: async (customer: CustomerRow, _a: unknown, ctx: ErpContext) => money((await balancesOf(ctx, customer.number))?.overdueBalance ?? "0", customer.currency),
    creditLeft: async (customer: CustomerRow, _a: unknown, ctx: ErpContext) => {
      if (customer.creditLimit === null) return null;
      const [balance, exposure] = await Promise.all([balancesOf(ctx, customer.number), exposureOf(ctx, customer.number)]);
      return moneyOrNull(creditLeft(dec(customer.creditLimit), dec(balance?.openBalance ?? "0"), dec(exposure?.amount ?? "0")), customer.currency);
    },
    ageing: async (customer: CustomerRow, args: G.CustomerAgeingArgs, ctx: ErpContext) => {
      const asOf = args.asOf ?? ctx.today;
      assertSensibleDate(asOf, ctx.today, ["asOf"], "The day to look at");
      return ageingOf(await ageingRowOf(ctx, customer.number, asOf), customer.currency, asOf);
    },
    turnover: async (customer: CustomerRow, { months }: G.CustomerTurnoverArgs, ctx: ErpContext) => money(await turnoverOf(ctx, customer.number, months ?? 12), customer.currency),
    lastOrderDate: async (customer: CustomerRow, _a: unknown, ctx: ErpContext) => (await orderFactsOf(ctx, customer.number))?.lastOrderDate ?? null,
    nextPromiseDate: async (customer: CustomerRow, _a: unknown, ctx: ErpContext) => (await orderFactsOf(ctx, customer.number))?.nextPromiseDate ?? null,
    openOrderCount: async (customer: CustomerRow, _a: unknown, ctx: ErpContext) => (await orderFactsOf(ctx, customer.number))?.openOrderCount ?? 0,
    salesOrders: (customer: CustomerRow, args: PageArgs, ctx: ErpContext) => pageOfMany(ctx, salesOrderList, below("o.customer_number"), customer.number, args),
    shipments: (customer: CustomerRow, args: PageArgs, ctx: ErpContext) => pageOfMany(ctx, shipmentList, below("s.customer_number"), customer.number, args),
    invoices: (customer: CustomerRow, args: PageArgs, ctx: ErpContext) => pageOfMany(ctx, invoiceList, below("i.customer_number"), customer.number, args),
    customerPayments: (customer: CustomerRow, args: PageArgs, ctx: ErpContext) => pageOfMany(ctx, customerPaymentList, below("p.customer_number"), customer.number, args),
  },
  CustomerAddress: {
    address: (address: AddressRow) => postalAddress(address),
  },
};
