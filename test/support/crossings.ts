/** What may stand on both sides, and why. Names and numbers point; the rest was handed over when somebody signed. Anything else is a copy. */
export interface Crossing {
  /** Columns as "table.column"; "*.column" for every table, "table.*" for every column. */
  crm: readonly string[];
  erp: readonly string[];
  why: string;
  /** Its values are kept as they are, for pages to find the other side. */
  isPointer?: true;
}
export const CROSSINGS: readonly Crossing[] = [
  { crm: ["account.customer_number"], erp: ["customer.number"], isPointer: true, why: "an account knows its customer" },
  { crm: ["quote_line.item_number", "opportunity_line.item_number"], erp: ["item.number"], isPointer: true, why: "a line of an offer names the item" },
  { crm: ["signed_order.order_number"], erp: ["sales_order.number"], isPointer: true, why: "a signed order knows its order" },
  { crm: ["team.selling_entity", "quote.selling_entity"], erp: ["legal_entity.code"], isPointer: true, why: "a team sells for a company of the group" },
  { crm: ["quote.market"], erp: ["market.code"], isPointer: true, why: "prices for somebody who is no customer go by market" },
  { crm: ["crm_user.employee_number"], erp: ["employee.number"], isPointer: true, why: "a user of the CRM is an employee" },
  { crm: ["quote.number"], erp: ["sales_order.quote_number"], isPointer: true, why: "an order knows the offer it came from" },
  { crm: ["signature.id", "signed_order.signature_id"], erp: ["sales_order.signature_id", "customer.first_signature"], isPointer: true, why: "the key by which a signature becomes one order" },
  { crm: ["account.id"], erp: ["customer.relationship_key"], isPointer: true, why: "a customer knows the relationship it grew out of" },
  { crm: ["account.customer_number", "signed_order.order_number"], erp: ["audit_entry.entity_key"], why: "the ERP's audit trail names the record an act was about" },
  { crm: ["audit_entry.entity_key"], erp: ["sales_order.signature_id", "customer.first_signature"], why: "the CRM's audit trail names the signature an act was about" },
  { crm: ["account.name"], erp: ["customer.name", "customer.search_text", "invoice.buyer_name", "audit_entry.changes"], why: "handed over: what the new customer is called, from then on the ERP's own" },
  { crm: ["quote_line.unit_price", "audit_entry.changes"], erp: ["price_rule.unit_price"], why: "an offer made without a price of its own promises the one that the ERP answered" },
  { crm: ["quote_line.unit_price", "quote_line.discount_percent", "quote_line.net_amount", "quote.total_amount"], erp: ["sales_order_line.*", "sales_order.net_amount", "invoice_line.*", "invoice.net_amount", "journal_line.*"], why: "handed over: the price as signed, which the order, its invoice and the books then have" },
  { crm: ["audit_entry.actor_name", "audit_entry.subject", "audit_entry.person", "idempotency_key.subject", "signature.recorded_by", "read_audit.actor_name", "read_audit.subject"], erp: ["audit_entry.actor_name", "audit_entry.subject", "audit_entry.person", "idempotency_key.subject", "read_audit.actor_name", "read_audit.subject", "*.created_by", "*.posted_by", "*.moved_by", "*.allocated_by"], why: "identity's: each side says who acted there" },
  { crm: ["account.customer_number", "signed_order.order_number", "quote_line.item_number", "opportunity_line.item_number", "crm_user.employee_number", "team.selling_entity", "quote.selling_entity"], erp: ["change.key", "change.legal_entity"], why: "the ERP names what changed by its own numbers, for ten minutes" },
  { crm: ["change.key"], erp: ["sales_order.signature_id", "customer.first_signature", "customer.relationship_key"], why: "the CRM names what changed by its own keys, for ten minutes" },
  { crm: ["change.key", "change.team", "team.code"], erp: ["market.code"], why: "two lists that happen to use the same word" },
  { crm: ["read_audit.request_id"], erp: ["read_audit.request_id"], why: "the gateway's: one request is shown something by both sides" },
  { crm: ["read_audit.fields"], erp: ["read_audit.fields"], why: "names of fields of the graph, the same word on both sides" },
];
/** Columns without a sentinel, and why. */
export const KEPT_AS_THEY_ARE: Record<string, string> = {
  "crm.change.transaction": "the database's own count of transactions",
  "erp.change.transaction": "the database's own count of transactions",
  "crm.change_horizon.forgotten_before": "the database's own count of transactions",
  "erp.change_horizon.forgotten_before": "the database's own count of transactions",
  "erp.legal_entity.time_zone": "what is no time zone stops every page of the company",
  "crm.opportunity_stage_change.status": "a state of the graph: what is none is a fault, and a fault's log names it",
  "crm.crm_user.email": "by it the CRM recognises who asks",
};
