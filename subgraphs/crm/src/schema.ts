import { fileURLToPath } from "node:url";
import { buildGuardedSchema, loadSdl, type Resolvers } from "@homefield/kit";
import type { GraphQLSchema } from "graphql";
import { accountsResolvers } from "./accounts/accounts.resolver.ts";
import { activitiesResolvers } from "./activities/activities.resolver.ts";
import { auditResolvers } from "./audit/audit.resolver.ts";
import { contactsResolvers } from "./contacts/contacts.resolver.ts";
import { opportunitiesResolvers } from "./opportunities/opportunities.resolver.ts";
import { privacyResolvers } from "./privacy/privacy.resolver.ts";
import { quotesResolvers } from "./quotes/quotes.resolver.ts";
import { searchResolvers } from "./search/search.resolver.ts";
import { signedOrdersResolvers } from "./signed-orders/signed-orders.resolver.ts";
import { usersResolvers } from "./users/users.resolver.ts";

const MODULES: Resolvers[] = [usersResolvers, accountsResolvers, contactsResolvers, opportunitiesResolvers, activitiesResolvers, quotesResolvers, signedOrdersResolvers, privacyResolvers, searchResolvers, auditResolvers];
/** The CRM's federation schema as text. */
export const sdl = (): string => loadSdl(fileURLToPath(new URL(".", import.meta.url)));
export const crmSchema = (): GraphQLSchema => buildGuardedSchema(sdl(), MODULES);
