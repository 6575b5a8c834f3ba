import type { Route } from "@homefield/kit";
import type { CrmContext } from "../context.ts";

export const pdfPath = (quoteId: string): string => `/pdf/quote/${quoteId}`;
export const quotesRoutes: Route<CrmContext>[] = [];
