export { askErp, type ErpAnswer, ErpSilent } from "./erp-client.ts";
export { erpQuestions, type ErpQuestions, MOST_LINES_AT_ONCE, type NamesForDocument, type Patience, type PriceOfLine, WHILE_LOOKING } from "./erp-questions.ts";
