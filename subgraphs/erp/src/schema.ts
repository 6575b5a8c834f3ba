import { fileURLToPath } from "node:url";
import { buildGuardedSchema, loadSdl, type Resolvers } from "@homefield/kit";
import type { GraphQLSchema } from "graphql";
import { companyResolvers } from "./company/company.resolver.ts";
import { legalEntitiesResolvers } from "./company/legal-entities.resolver.ts";
import { fourEyesResolvers } from "./company/four-eyes/four-eyes.resolver.ts";
import { ledgerResolvers } from "./finance/ledger/ledger.resolver.ts";
import { receivablesResolvers } from "./finance/receivables/receivables.resolver.ts";
import { employeesResolvers } from "./people/employees/employees.resolver.ts";
import { customersResolvers } from "./sales/customers/customers.resolver.ts";
import { pricingResolvers } from "./sales/pricing/pricing.resolver.ts";
import { salesOrdersResolvers } from "./sales/sales-orders/sales-orders.resolver.ts";
import { privacyResolvers } from "./privacy/privacy.resolver.ts";
import { searchResolvers } from "./search/search.resolver.ts";
import { inventoryResolvers } from "./supply/inventory/inventory.resolver.ts";
import { itemsResolvers } from "./supply/items/items.resolver.ts";
import { shippingResolvers } from "./supply/shipping/shipping.resolver.ts";

const MODULES: Resolvers[] = [
  companyResolvers, legalEntitiesResolvers, employeesResolvers, itemsResolvers, pricingResolvers, customersResolvers, inventoryResolvers,
  salesOrdersResolvers, shippingResolvers, receivablesResolvers, ledgerResolvers, fourEyesResolvers, privacyResolvers, searchResolvers,
];
/** The ERP's federation schema as text. */
export const sdl = (): string => loadSdl(fileURLToPath(new URL(".", import.meta.url)));
export const erpSchema = (): GraphQLSchema => buildGuardedSchema(sdl(), MODULES);
