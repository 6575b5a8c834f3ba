import { optionalEmail, optionalText, refuse, text } from "@homefield/kit";
import type { SignedAddress, SignedOrderPayload } from "./signed-order.payload.ts";

interface AddressInput { name?: string | null; line1: string; line2?: string | null; postalCode: string; city: string; region?: string | null; country: string }
/** What the ERP alone needs to know with an order. It is no part of what is signed, so it may be put right afterwards. */
export interface SigningDetailsInput { billingAddress?: AddressInput | null; deliveryAddress?: AddressInput | null; invoiceEmail?: string | null; vatNumber?: string | null; customerReference?: string | null }
export type SigningDetails = Pick<SignedOrderPayload, "billingAddress" | "deliveryAddress" | "invoiceEmail" | "vatNumber" | "customerReference">;

/** Checked in form, so that the ERP need not refuse later what a glance could have told now. */
export function signingDetails(input: SigningDetailsInput, path: string[]): SigningDetails {
  const vatNumber = optionalText(input.vatNumber, [...path, "vatNumber"], "The VAT number", 30);
  if (vatNumber !== null && !/^[A-Z0-9]{2,20}$/.test(vatNumber.toUpperCase().replace(/[\s.-]/g, ""))) {
    refuse("BAD_VAT_NUMBER", `"${vatNumber}" is no VAT number: it has 2 to 20 letters and digits. Leave it out for a consumer.`, [...path, "vatNumber"]);
  }
  return {
    billingAddress: input.billingAddress ? address(input.billingAddress, [...path, "billingAddress"]) : null,
    deliveryAddress: input.deliveryAddress ? address(input.deliveryAddress, [...path, "deliveryAddress"]) : null,
    invoiceEmail: optionalEmail(input.invoiceEmail, [...path, "invoiceEmail"], "The address for invoices"),
    vatNumber,
    customerReference: optionalText(input.customerReference, [...path, "customerReference"], "The customer's reference", 80),
  };
}
const REGIONS = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && !["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"].includes(code) && REGIONS.of(code) !== undefined;

function address(input: AddressInput, path: string[]): SignedAddress {
  const country = input.country.trim().toUpperCase();
  if (!isCountry(country)) refuse("UNKNOWN_COUNTRY", `"${input.country.slice(0, 40)}" is no ISO 3166 country code, such as DK.`, [...path, "country"]);
  return {
    name: optionalText(input.name, [...path, "name"], "The name", 120),
    line1: text(input.line1, [...path, "line1"], "The street", 120),
    line2: optionalText(input.line2, [...path, "line2"], "The second line", 120),
    postalCode: text(input.postalCode, [...path, "postalCode"], "The postal code", 20),
    city: text(input.city, [...path, "city"], "The town", 80),
    region: optionalText(input.region, [...path, "region"], "The region", 80),
    country,
  };
}
