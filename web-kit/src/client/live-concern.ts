import type { LiveEvent } from "./live.ts";

/** What identifies an object, by whichever name its type has for it. */
const KEYS = ["id", "number", "code"] as const;

/** `InvoiceConnection`, `CustomerTotals` and `AccountListGroup` are about the objects they are made of. */
const isMadeOf = (typeName: string, type: string): boolean => typeName.startsWith(type) && /^(List)?(Connection|Totals|Group)$/.test(typeName.slice(type.length));

/**
 * Whether an answer shows what an event names: that very object, or a list at its top that the object may have entered or left. A list
 * below an object changes with that object, which its owner then names as well; so a list of one customer's invoices does not stir for
 * every invoice of the company. An event without a number may mean any object of its type.
 */
export function concerns(data: unknown, event: LiveEvent): boolean {
  if (event.type === "Everything") return true;
  return shows(data, event, false);
}

function shows(value: unknown, event: LiveEvent, isBelowObject: boolean): boolean {
  if (Array.isArray(value)) return value.some((element) => shows(element, event, isBelowObject)) || (!isBelowObject && value.some((element) => isOf(element, event.type)));
  if (typeof value !== "object" || value === null) return false;
  const object = value as Record<string, unknown>;
  const typeName = object["__typename"];
  if (typeName === event.type && (event.number === undefined || KEYS.some((key) => object[key] === event.number))) return true;
  if (typeof typeName === "string" && isMadeOf(typeName, event.type) && (!isBelowObject || event.number === undefined)) return true;
  const isObject = KEYS.some((key) => typeof object[key] === "string");
  return Object.values(object).some((part) => shows(part, event, isBelowObject || isObject));
}

const isOf = (value: unknown, type: string): boolean => typeof value === "object" && value !== null && (value as Record<string, unknown>)["__typename"] === type;
