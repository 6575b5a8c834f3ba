import type { Route } from "@homefield/kit";
import type { ErpContext } from "./context.ts";
import { receivablesRoutes } from "./finance/receivables/receivables.pdf.ts";

/** What the ERP serves beside the graph. */
export const routes: Route<ErpContext>[] = [...receivablesRoutes];
