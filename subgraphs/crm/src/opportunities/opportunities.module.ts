/** The door of opportunities: looking one up under the row policy of its account, and winning it by a signature. */
export { opportunityById, type OpportunityRow, visibleOpportunity } from "./opportunities.lookup.ts";
export { winOpportunity } from "./opportunity-status.ts";
