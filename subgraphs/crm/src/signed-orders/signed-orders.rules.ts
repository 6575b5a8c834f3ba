/** Why a delivery failed although it may succeed later. */
export type DeliveryFailure = "UNREACHABLE" | "TOO_SLOW" | "BROKEN_ANSWER" | "ERP_FAILED" | "KEY_NOT_ACCEPTED" | "NOT_UNDERSTOOD" | "ANSWER_NOT_RECORDED";

/** Failures that say nothing about the order, only that nobody answered. */
export const AWAY: readonly DeliveryFailure[] = ["UNREACHABLE", "TOO_SLOW", "BROKEN_ANSWER"];

const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** Doubles with each try up to half a minute. Spread by chance (0 to 1), so that many orders don't come back at the same instant. */
export const backOffMs = (attempts: number, chance: number): number => Math.round(Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 16)) * (0.5 + chance / 2));

// What is kept of a failure is the CRM's own sentence: the ERP's words may hold its facts or an address.
const SENTENCES: Record<string, string> = {
  UNREACHABLE: "The ERP can't be reached. The order is tried again by itself.",
  TOO_SLOW: "The ERP did not answer in time. The order is tried again by itself.",
  BROKEN_ANSWER: "The ERP's answer broke off. The order is tried again by itself.",
  ERP_FAILED: "The ERP could not do it just now. The order is tried again by itself.",
  KEY_NOT_ACCEPTED: "The ERP does not accept the CRM's key. Ask an administrator to give both the same HANDOVER_SECRET.",
  NOT_UNDERSTOOD: "The ERP did not understand the order: CRM and ERP may be of different versions. Ask an administrator.",
  ANSWER_NOT_RECORDED: "The ERP has the order, but its customer belongs to another account here. Ask an administrator to look at both accounts.",
  CALLED_OFF: "The ERP was told to forget this order. Call it off here too, or make a new version of the quote.",
};
const CODE = /^[A-Z][A-Z0-9_]{0,59}$/;
export const reasonCode = (code: unknown): string => (typeof code === "string" && CODE.test(code) ? code : "REFUSED");
export const inWords = (code: string, about: string | null = null): string =>
  SENTENCES[code] ?? (about === null
    ? `The ERP refused the order: ${code}. Have it put right in the ERP and try again, or call it off.`
    : `The ERP refused the order over ${about}: ${code}. ${CORRECTED_HERE.has(about) ? "Give what it needs and try again, or call it off." : "That was signed and stays: have it put right in the ERP and try again, or call it off and make a new version."}`);

// What the ERP points at, in words of ours. Only names of fields that the CRM itself has sent are read.
const ABOUT: Record<string, string> = {
  billingAddress: "the address to bill", deliveryAddress: "the address to deliver to", invoiceEmail: "the address for invoices", vatNumber: "the VAT number", customerReference: "the customer's own number",
  customerName: "the customer's name", customerNumber: "the customer", legalEntity: "the selling company", currency: "the currency", signedDate: "the day of signing",
};
const CORRECTED_HERE = new Set(["billingAddress", "deliveryAddress", "invoiceEmail", "vatNumber", "customerReference"].map((field) => ABOUT[field]));
/** What a refusal is about, from the path it names; `lineNumbers` are those of the lines as they were sent. Null when it says nothing we know. */
export function aboutOf(path: unknown, lineNumbers: readonly number[]): string | null {
  if (!Array.isArray(path) || path[0] !== "input") return null;
  if (path[1] !== "lines") return ABOUT[String(path[1])] ?? null;
  const lineNumber = lineNumbers[Number(path[2])];
  return lineNumber === undefined ? "its lines" : `line ${lineNumber}`;
}
