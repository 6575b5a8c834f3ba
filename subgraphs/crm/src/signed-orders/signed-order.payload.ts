/** What goes to the ERP with a signature: `SignedOrderInput` of its schema, less the customer number, which is read when it is sent. */
export interface SignedOrderPayload {
  quoteNumber: string;
  customerName: string;
  legalEntity: string;
  currency: string;
  country: string | null;
  billingAddress: SignedAddress | null;
  deliveryAddress: SignedAddress | null;
  invoiceEmail: string | null;
  vatNumber: string | null;
  customerReference: string | null;
  signedDate: string;
  lines: { itemNumber: string; quantity: string; unitPrice: string; discountPercent: string; requestedDate: string | null }[];
}
export interface SignedAddress { name: string | null; line1: string; line2: string | null; postalCode: string; city: string; region: string | null; country: string }
