import type { Route } from "@homefield/kit";
import type { CrmContext } from "./context.ts";
import { quotesRoutes } from "./quotes/quotes.pdf.ts";

/** What the CRM serves beside the graph. */
export const routes: Route<CrmContext>[] = [...quotesRoutes];
