import { brokenInvariants, run } from "@homefield/kit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ALL_PERMISSIONS, anErp, NOW, type TestErp } from "../erp.fixture.ts";
import { erpSchema } from "../schema.ts";

let erp: TestErp;
const schema = erpSchema();
beforeAll(async () => void (erp = await anErp({ company: false })));
afterAll(() => erp.close());
let keys = 0;
/** A mutation of the graph; a refusal fails the test. */
async function act(name: string, types: string, variables: Record<string, unknown>, answer: string): Promise<any> {
  const args = types.match(/\$\w+/g)!.map((variable) => `${variable.slice(1)}: ${variable}`).join(", ");
  const { data, errors } = await run(schema, erp.as({ permissions: ALL_PERMISSIONS }, NOW), `mutation (${types}) { r: ${name}(${args}) { ${answer} userErrors { code message path } } }`, { ...variables, idempotencyKey: `key-${++keys}` });
  expect([name, errors, data?.r.userErrors]).toEqual([name, undefined, []]);
  return data.r;
}
const KEY = "$idempotencyKey: String!";

it("an empty database becomes a trading company by acts of the graph alone", async () => {
  expect((await run(schema, erp.as({ permissions: ALL_PERMISSIONS }), "{ legalEntities { code } }")).data.legalEntities).toEqual([]);
  await act("legalEntityCreate", "$input: LegalEntityCreateInput!", { input: { code: "FIRST", name: "First A/S", country: "DK", baseCurrency: "DKK", vatNumber: "DK12345678", line1: "Vej 1", postalCode: "8000", city: "Aarhus", timeZone: "Europe/Copenhagen", taxPercent: "25" } }, "legalEntity { code }");
  await act("paymentTermsSet", "$input: PaymentTermsSetInput!", { input: { code: "net30", name: "30 days net", days: 30 } }, "paymentTerms { code }");
  await act("customerGroupSet", "$input: CustomerGroupSetInput!", { input: { code: "retail", name: "Retailers" } }, "customerGroup { code }");
  await act("marketSet", "$input: MarketSetInput!", { input: { code: "north", name: "North", countries: ["dk", "SE", "DK"] } }, "market { countries }");
  await act("unitSet", "$input: UnitSetInput!", { input: { code: "pcs", name: "Pieces", decimals: 0 } }, "unit { code }");
  await act("itemCategorySet", "$input: ItemCategorySetInput!", { input: { code: "chairs", name: "Chairs" } }, "itemCategory { code }");
  await act("warehouseSet", "$input: WarehouseSetInput!", { input: { code: "main", name: "Main", legalEntity: "FIRST", line1: "Havn 1", postalCode: "8000", city: "Aarhus", country: "DK" } }, "warehouse { code legalEntity { code } }");
  await act("itemCreate", "$input: ItemCreateInput!", { input: { number: "CH-1", name: "Chair", category: "CHAIRS", unit: "PCS", leadTimeDays: 7 } }, "item { number }");
  await act("priceRuleCreate", "$input: PriceRuleCreateInput!", { input: { name: "List", kind: "PRICE", itemNumber: "CH-1", currency: "DKK", unitPrice: "100", validFrom: "2026-01-01" } }, "priceRule { id }");
  const { customer } = await act("customerCreate", `$input: CustomerCreateInput!, ${KEY}`, {
    input: { name: "Ærø Have", legalEntity: "FIRST", country: "DK", currency: "DKK", paymentTerms: "NET30", customerGroup: "RETAIL", billingAddress: { line1: "Torv 1", postalCode: "5970", city: "Ærøskøbing", country: "DK" } },
  }, "customer { number }");
  await act("stockReceive", `$input: StockReceiveInput!, ${KEY}`, { input: { warehouse: "MAIN", item: "CH-1", quantity: "10", unitCost: "40" } }, "stock { onHand }");
  const { salesOrder } = await act("salesOrderCreate", `$input: SalesOrderCreateInput!, ${KEY}`, { input: { customerNumber: customer.number, lines: [{ itemNumber: "CH-1", quantity: "4" }] } }, "salesOrder { number version total { amount } }");
  expect(salesOrder.total.amount).toBe("500.00");
  await act("salesOrderConfirm", `$number: ID!, $expectedVersion: Int!, ${KEY}`, { number: salesOrder.number, expectedVersion: salesOrder.version }, "salesOrder { blocks { kind } }");
  const { shipment } = await act("shipmentCreate", `$salesOrderNumber: ID!, $input: ShipmentCreateInput!, ${KEY}`, { salesOrderNumber: salesOrder.number, input: {} }, "shipment { number }");
  await act("shipmentShip", `$number: ID!, ${KEY}`, { number: shipment.number }, "shipment { status }");
  const { invoice: draft } = await act("invoiceCreate", `$salesOrderNumber: ID!, ${KEY}`, { salesOrderNumber: salesOrder.number }, "invoice { id }");
  const { invoice } = await act("invoicePost", `$id: ID!, ${KEY}`, { id: draft.id }, "invoice { number }");
  expect(invoice.number).toBe("INV-FIRST-2026-000001");
  const { customerPayment } = await act("customerPaymentRecord", `$input: CustomerPaymentRecordInput!, ${KEY}`, { input: { customerNumber: customer.number, amount: "500", currency: "DKK", allocateOldestFirst: true } }, "customerPayment { unallocated { amount } }");
  expect(customerPayment.unallocated.amount).toBe("0.00");
  const { data } = await run(schema, erp.as({ permissions: ALL_PERMISSIONS }), `{ trialBalance(legalEntity: "FIRST", asOf: "2026-03-16") { totalDebit { amount } totalCredit { amount } rows { ledgerAccount { code } closing { amount } } } legalEntities { numberSeries { series fiscalYear lastNumber next } } }`);
  expect(data.trialBalance.totalDebit).toEqual(data.trialBalance.totalCredit);
  expect(data.trialBalance.rows.map((row: any) => `${row.ledgerAccount.code} ${row.closing.amount}`)).toEqual(["1460 240.00", "1510 0.00", "1930 500.00", "2445 -400.00", "2610 -100.00", "3000 -400.00", "4000 160.00"]);
  expect(data.legalEntities[0].numberSeries).toEqual([{ series: "INV", fiscalYear: 2026, lastNumber: 1, next: "INV-FIRST-2026-000002" }, { series: "JE", fiscalYear: 2026, lastNumber: 4, next: "JE-FIRST-2026-000005" }]);
  expect(await brokenInvariants(erp.db)).toEqual([]);
});
