// What a test that asks every field of the graph needs: records of every kind, and arguments that name them.
import type { ValueOf } from "./schema-paths.ts";
import type { Sold, WholeSystem } from "./whole-system.ts";

/** Of every kind of record that a sale alone does not bring, one that hangs on this account. */
export async function recordsOfEveryKind(system: WholeSystem, accountId: string): Promise<void> {
  const { db } = system.crm;
  await system.erp.db.insertInto("employee").values({ number: "E-1001", name: "Ines Holm", jobTitle: "Sales", department: "Sales", legalEntity: "NHDK", hiredOn: "2020-01-01" }).onConflict((same) => same.doNothing()).execute();
  await db.updateTable("crmUser").set({ employeeNumber: "E-1001" }).where("email", "=", "sales@demo.homefield.example").execute();
  const { id: userId } = await db.selectFrom("crmUser").select("id").where("email", "=", "sales@demo.homefield.example").executeTakeFirstOrThrow();
  await db.insertInto("salesQuota").values({ userId, startsOn: "2026-10-01", amount: "98761", currency: "DKK" }).execute();
  const { id: contactId } = await db.insertInto("contact").values({ accountId, name: "Åse Ørsted", email: "aase@fjordby.example", phone: "+45 33 12 34 56", jobTitle: "Buyer" }).returning("id").executeTakeFirstOrThrow();
  const stage = await db.selectFrom("stage").select(["id", "pipelineId"]).orderBy("position").limit(1).executeTakeFirstOrThrow();
  await db.insertInto("lostReason").values({ code: "PRICE", name: "Too expensive" }).onConflict((same) => same.doNothing()).execute();
  const shared = { accountId, contactId, ownerId: userId, pipelineId: stage.pipelineId, stageId: stage.id, currency: "DKK", amount: "50000" };
  const { id: opportunityId } = await db.insertInto("opportunity").values({ ...shared, name: "Benches", closeDate: "2027-01-31" }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("opportunity").values({ ...shared, name: "Tables", status: "LOST", lostReason: "PRICE", closedAt: new Date() }).execute();
  await db.insertInto("opportunityLine").values({ opportunityId, lineNumber: 1, itemNumber: "LNG-210", quantity: "4" }).execute();
  await db.insertInto("opportunityStageChange").values({ opportunityId, toStageId: stage.id, status: "OPEN", changedBy: "test" }).execute();
  await db.insertInto("activity").values({ accountId, contactId, opportunityId, ownerId: userId, kind: "CALL", subject: "Call about the benches", createdBy: "test", dueAt: new Date(), durationMinutes: 30 }).execute();
}

/** Arguments that name the records of a sale to this account and of `recordsOfEveryKind`. */
export async function knownArguments(system: WholeSystem, accountId: string, sold: Sold): Promise<ValueOf> {
  const crm = async (sql: string): Promise<string> => (await system.crm.pool.query<{ key: string }>(sql, [accountId])).rows[0]!.key;
  const erp = async (sql: string): Promise<{ key: string; id: string }> => (await system.erp.pool.query<{ key: string; id: string }>(sql, [sold.customerNumber])).rows[0]!;
  const entry = await erp("select number as key, id::text from journal_entry where number is not null and legal_entity = (select legal_entity from customer where number = $1) order by chain_number desc limit 1");
  const payment = await erp("select number as key, id::text from customer_payment where customer_number = $1 limit 1");
  const account = await erp("select code as key, id::text from ledger_account where control = 'RECEIVABLES' and legal_entity = (select legal_entity from customer where number = $1)");
  const known: Record<string, unknown> = {
    "Query.account.id": accountId, "Query.quote.id": sold.quoteId, "Query.customer.number": sold.customerNumber, "Query.salesOrder.number": sold.orderNumber, "Query.shipment.number": sold.shipmentNumber, "Query.invoice.number": sold.invoiceNumber,
    "Query.invoiceById.id": sold.invoiceId, "Query.item.number": "LNG-210", "Query.employee.number": "E-1001", "Query.journalEntry.number": entry.key, "Query.journalEntryById.id": entry.id, "Query.customerPayment.number": payment?.key,
    "Query.accountSheet.code": account.key, "Query.quoteByNumber.number": await crm("select number as key from quote where account_id = $1 limit 1"), "Query.contact.id": await crm("select id::text as key from contact where account_id = $1 limit 1"),
    "Query.opportunity.id": await crm("select id::text as key from opportunity where account_id = $1 and status = 'OPEN' limit 1"), "Query.activity.id": await crm("select id::text as key from activity where account_id = $1 limit 1"),
    "Query.signedOrders.status": ["WAITING", "DELIVERED", "REFUSED", "CANCELLED"], "Query.crmSearch.text": await crm("select name as key from account where id = $1"), "Query.erpSearch.text": sold.customerNumber, "Query.similarAccounts.name": "Havecenter",
    legalEntity: "NHDK", currency: "DKK", itemNumber: "LNG-210", customerNumber: sold.customerNumber, first: 20,
  };
  return (coordinate, name, type) => known[coordinate] ?? known[name] ?? (String(type) === "Date!" ? new Date().toISOString().slice(0, 10) : undefined);
}
