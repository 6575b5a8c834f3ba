import { handOverToken, type Money, refuse } from "@homefield/kit";
import { askErp, ErpSilent } from "./erp-client.ts";

export interface PriceQuestion { customerNumber: string | null; market: string | null; legalEntity: string; currency: string }
export interface PriceQuestionLine { itemNumber: string; quantity: string; requestedDate?: string | null }
/** The ERP's answer for one line, in the order asked. */
export interface PriceOfLine {
  /** Null: the ERP knows no such item. */
  item: { number: string; name: string | null; status: string | null; unit: { code: string; decimals: number } | null } | null;
  /** Price of one unit before any rule that takes off. */
  listPrice: Money | null;
  /** Price of one unit after all rules. */
  unitPrice: Money | null;
  /** Why there is no price. */
  problem: string | null;
}
/** What documents name of the ERP's: shown at once, never stored. */
export interface NamesForDocument {
  items: Map<string, { name: string; unit: string | null }>;
  seller: { name: string; vatNumber: string | null; address: PostalAddress } | null;
}
export interface CustomerTerms { currency: string; legalEntity: string }
export interface PostalAddress { name: string | null; line1: string; line2: string | null; postalCode: string; city: string; region: string | null; country: string }

/** How long an answer is waited for; 2.5 seconds unless it is asked while somebody only looks. */
export interface Patience { deadlineMs: number }
/** Less than the gateway waits for the CRM: a silent ERP must not make the CRM look silent. */
export const WHILE_LOOKING: Patience = { deadlineMs: 1_200 };

/** Questions the CRM asks the ERP with the caller's own token. Answers are shown or used at once; where one is missing the question is refused. */
export interface ErpQuestions {
  /** Prices for up to 200 lines in one round trip; one answer per line, in the same order. */
  price(lines: readonly PriceQuestionLine[], about: PriceQuestion, patience?: Patience): Promise<PriceOfLine[]>;
  /** What an offer to a customer must agree with; null when there is no such customer for this caller. */
  customerTerms(customerNumber: string): Promise<CustomerTerms | null>;
  /** Names of items and the selling company, for a document. */
  names(itemNumbers: readonly string[], legalEntity: string): Promise<NamesForDocument>;
  /** Where an order made of a signature stands, in the ERP's word for it, e.g. `CANCELLED`; null when the caller doesn't see it. */
  orderStatus(orderNumber: string): Promise<string | null>;
  /**
   * In the CRM's own name: tells the ERP to take no order for a signature any more. Answers the number of the order it made
   * before, in which case nothing was called off.
   */
  callOff(signatureId: string): Promise<{ orderNumber: string | null }>;
  /** A question of another module's own making. */
  ask(query: string, variables: Record<string, unknown>, patience?: Patience): Promise<Record<string, unknown>>;
}

const DEADLINE_MS = 2_500;
export const MOST_LINES_AT_ONCE = 200;

const PRICE = `query PriceOfQuoteLines($customerNumber: ID, $market: String, $legalEntity: ID, $currency: CurrencyCode!, $lines: [PriceRequestLine!]!) {
  priceAndPromise(customerNumber: $customerNumber, market: $market, legalEntity: $legalEntity, currency: $currency, lines: $lines) {
    lines { item { number name status unit { code decimals } } listPrice { amount currency } unitPrice { amount currency } problem }
  }
}`;
const CUSTOMER_TERMS = `query CustomerTerms($number: ID!) { customer(number: $number) { currency legalEntity { code } } }`;
const NAMES = `query NamesForDocument($numbers: [ID!]!, $seller: [_Any!]!) {
  items(filter: { number: { in: $numbers } }, first: 200) { nodes { number name unit { code } } }
  _entities(representations: $seller) { ... on LegalEntity { name vatNumber address { name line1 line2 postalCode city region country } } }
}`;

const ORDER_STATUS = `query OrderStatus($number: ID!) { salesOrder(number: $number) { status } }`;
const CALL_OFF = `mutation CallOff($signatureId: ID!) { signedOrderCallOff(signatureId: $signatureId) { orderNumber } }`;

export function erpQuestions(options: { erpUrl: string; token: string | null; requestId: string; seamSecret: string }): ErpQuestions {
  const ask = async (query: string, variables: Record<string, unknown>, { token = options.token, deadlineMs = DEADLINE_MS }: { token?: string | null; deadlineMs?: number } = {}): Promise<Record<string, unknown>> => {
    if (token === null) refuse("ERP_SILENT", "The ERP answers people and API keys only. Ask again with a token of your own.");
    const answer = await askErp({ erpUrl: options.erpUrl, token, query, variables, deadlineMs, requestId: options.requestId }).catch((error: unknown) => {
      if (error instanceof ErpSilent) return erpIsSilent();
      throw error;
    });
    const missing = answer.errors.find((error) => error.permission);
    if (missing) refuse("ERP_FORBIDDEN", `The ERP needs the permission "${missing.permission}" to answer this. Ask an administrator for it.`);
    const unknown = answer.errors.find((error) => error.code === "NOT_FOUND")?.argument;
    if (unknown === "market") refuse("UNKNOWN_MARKET", `The ERP knows no market "${String(variables["market"]).slice(0, 80)}". Choose another, or leave it out.`, ["input", "market"]);
    if (unknown !== undefined) refuse("ERP_FORBIDDEN", "The ERP shows you neither this customer nor its prices. Ask somebody who works for the company that serves it.");
    if (answer.status >= 500 || answer.data === null || answer.errors.some((error) => error.code === "INTERNAL")) erpIsSilent();
    return answer.data;
  };
  return {
    ask,
    async price(lines, about, patience = { deadlineMs: DEADLINE_MS }) {
      const answers: PriceOfLine[] = [];
      for (let from = 0; from < lines.length; from += MOST_LINES_AT_ONCE) {
        const asked = lines.slice(from, from + MOST_LINES_AT_ONCE);
        const byCustomer = about.customerNumber !== null;
        const data = await ask(PRICE, {
          customerNumber: about.customerNumber, market: byCustomer ? null : about.market, legalEntity: byCustomer ? null : about.legalEntity, currency: about.currency,
          lines: asked.map(({ itemNumber, quantity, requestedDate }) => ({ itemNumber, quantity, requestedDate: requestedDate ?? null })),
        }, patience);
        const answer = data["priceAndPromise"] as { lines: PriceOfLine[] } | null;
        if (answer?.lines.length !== asked.length) erpIsSilent();
        answers.push(...answer.lines);
      }
      return answers;
    },
    async customerTerms(number) {
      const customer = (await ask(CUSTOMER_TERMS, { number }))["customer"] as { currency: string | null; legalEntity: { code: string } | null } | null;
      return customer?.currency && customer.legalEntity ? { currency: customer.currency, legalEntity: customer.legalEntity.code } : null;
    },
    async names(itemNumbers, legalEntity) {
      const data = await ask(NAMES, { numbers: [...new Set(itemNumbers)], seller: [{ __typename: "LegalEntity", code: legalEntity }] });
      const items = data["items"] as { nodes: { number: string; name: string | null; unit: { code: string } | null }[] } | null;
      if (!items) erpIsSilent();
      return {
        items: new Map(items.nodes.map(({ number, name, unit }) => [number, { name: name ?? number, unit: unit?.code ?? null }])),
        seller: (data["_entities"] as NamesForDocument["seller"][] | null)?.[0] ?? null,
      };
    },
    async orderStatus(orderNumber) {
      return ((await ask(ORDER_STATUS, { number: orderNumber }))["salesOrder"] as { status: string } | null)?.status ?? null;
    },
    async callOff(signatureId) {
      const data = await ask(CALL_OFF, { signatureId }, { token: await handOverToken(options.seamSecret) });
      return { orderNumber: (data["signedOrderCallOff"] as { orderNumber: string | null }).orderNumber };
    },
  };
}
function erpIsSilent(): never {
  refuse("ERP_SILENT", "The ERP does not answer at the moment. Try again in a minute; a quote can be made meanwhile if you give the unit prices yourself.");
}
