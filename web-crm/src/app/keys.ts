/** What identifies an object of a type in the graph, where it is not `id`; the same as its `@key`. */
export const keys: Record<string, string> = {
  Customer: "number",
  Item: "number",
  SalesOrder: "number",
  Shipment: "number",
  CustomerPayment: "number",
  Employee: "number",
  LegalEntity: "code",
};
