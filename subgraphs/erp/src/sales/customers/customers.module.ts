/** The only door to customers: who is delivered to and billed, under which terms, and how much they owe. */
export { addAddress, assertAddress, type AddressRow, addressById, addressesOf, defaultAddress, deliveryCountryOf, postalAddress } from "./customer-addresses.ts";
export { type Ageing, ageingOf, type AgeingRow, ageingRows, owed } from "./customer-ageing.report.ts";
export { createCustomer, type NewCustomer } from "./customer-create.action.ts";
export { creditStanding, type CreditStanding } from "./customer-balances.ts";
export { customerByNumber, type CustomerRow, lockCustomer } from "./customer.rows.ts";
export { paymentTermsByCode, paymentTermsOf, type PaymentTermsRow } from "./payment-terms.ts";
export { customerList } from "./customers.list.ts";
