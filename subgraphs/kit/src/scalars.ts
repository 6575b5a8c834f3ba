import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { isCalendarDate } from "./calendar-date.ts";
import { dec, Dec, isDecimalString } from "./decimal.ts";
import { isCurrency, money, type Money } from "./money.ts";

const bad = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: "BAD_USER_INPUT" } });
function textScalar(name: string, check: (value: unknown) => string, serialize: (value: unknown) => string): GraphQLScalarType {
  return new GraphQLScalarType({
    name,
    serialize,
    parseValue: check,
    parseLiteral: (node: ValueNode) => {
      if (node.kind !== Kind.STRING) throw bad(`${name} must be given as text in quotes.`);
      return check(node.value);
    },
  });
}
const parseDate = (value: unknown): string => {
  if (typeof value !== "string" || !isCalendarDate(value)) throw bad(`${JSON.stringify(value)} is no calendar day. Write it as YYYY-MM-DD.`);
  return value;
};
const parseDecimal = (value: unknown): string => {
  if (typeof value !== "string" || !isDecimalString(value)) throw bad(`${JSON.stringify(value)} is no exact decimal. Give it as text, e.g. "1204.50", with at most 18 digits before and 10 after the point.`);
  return value;
};
const parseInstant = (value: unknown): Date => {
  const date = typeof value === "string" && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value) ? new Date(value) : null;
  if (!date || Number.isNaN(date.getTime())) throw bad(`${JSON.stringify(value)} is no instant. Write it as 2026-11-22T14:02:00Z.`);
  return date;
};
const parseCurrency = (value: unknown): string => {
  if (typeof value !== "string" || !isCurrency(value)) throw bad(`${JSON.stringify(value)} is no ISO 4217 currency code, such as EUR.`);
  return value;
};

/** An amount of money keeps the decimals of its currency, "1204.50"; every other decimal goes without needless zeros, "2". */
class Amount {
  readonly text: string;
  constructor(text: string) { this.text = text; }
}
export const moneyResolver = { amount: ({ amount, currency }: Money) => new Amount(money(amount, currency).amount) };
const decimalText = (value: unknown): string => (value instanceof Amount ? value.text : value instanceof Dec ? value.toFixed() : dec(String(value)).toFixed());

export const scalarResolvers = {
  Date: textScalar("Date", parseDate, (value) => String(value)),
  Decimal: textScalar("Decimal", parseDecimal, decimalText),
  CurrencyCode: textScalar("CurrencyCode", parseCurrency, (value) => String(value)),
  DateTime: new GraphQLScalarType({
    name: "DateTime",
    serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
    parseValue: parseInstant,
    parseLiteral: (node: ValueNode) => {
      if (node.kind !== Kind.STRING) throw bad("DateTime must be given as text in quotes.");
      return parseInstant(node.value);
    },
  }),
  CustomerSet: textScalar("CustomerSet", (value) => {
    if (typeof value !== "string") throw bad("A CustomerSet is passed on as it was given.");
    return value;
  }, (value) => String(value)),
};
