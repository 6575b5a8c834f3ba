import { today, type FilterClause, type FilterField, type FilterOption, type ListSpec } from "@homefield/web-kit";
import { BLOCK_WORDS, DELIVERY_WORDS, INVOICE_WORDS, STATUS_WORDS } from "./order-words.tsx";

const optionsOf = (words: Record<string, string>): FilterOption[] => Object.entries(words).map(([value, label]) => ({ value, label }));

export interface DeskChoices {
  warehouses: readonly FilterOption[];
  legalEntities: readonly FilterOption[];
  customers: (text: string) => Promise<FilterOption[]>;
  customersNamed: (numbers: readonly string[]) => Promise<FilterOption[]>;
  items: (text: string) => Promise<FilterOption[]>;
}

const erp = "erp" as const;

const fieldsFor = (choices: DeskChoices): FilterField[] => [
  { id: "status", label: "Status", owner: erp, kind: "enum", options: optionsOf(STATUS_WORDS) },
  { id: "warehouse", label: "Warehouse", owner: erp, kind: "enum", ops: ["is", "any"], options: choices.warehouses },
  { id: "customer", label: "Customer", owner: erp, kind: "person", ops: ["is", "any", "not"], at: "customerNumber", search: choices.customers, resolve: choices.customersNamed },
  { id: "promised", label: "Promised", owner: erp, kind: "date", at: "promisedDate" },
  { id: "block", label: "Block", owner: erp, kind: "enum", ops: ["is", "any"], at: "blockKind", options: optionsOf(BLOCK_WORDS) },
  { id: "blocked", label: "Blocked", owner: erp, kind: "boolean", at: "isBlocked" },
  { id: "delivery", label: "Delivery", owner: erp, kind: "enum", at: "deliveryStatus", options: optionsOf(DELIVERY_WORDS) },
  { id: "billing", label: "Billing", owner: erp, kind: "enum", at: "invoiceStatus", options: optionsOf(INVOICE_WORDS) },
  { id: "item", label: "Item", owner: erp, kind: "person", ops: ["is", "any"], at: "itemNumber", search: choices.items },
  { id: "ordered", label: "Ordered", owner: erp, kind: "date", at: "orderDate" },
  { id: "value", label: "Value", owner: erp, kind: "money", at: "total" },
  { id: "reference", label: "Their reference", owner: erp, kind: "text", ops: ["has", "starts", "is", "empty", "filled"], at: "customerReference" },
  { id: "company", label: "Company", owner: erp, kind: "enum", ops: ["is", "any"], at: "legalEntity", options: choices.legalEntities },
];

const OPEN: FilterClause = { field: "status", op: "any", values: ["CONFIRMED", "IN_FULFILMENT"] };

export function deskSpec(choices: DeskChoices): ListSpec {
  const now = today();
  const blockedFirst = { field: "IS_BLOCKED", direction: "desc" } as const;
  const soonest = { field: "PROMISED_DATE", direction: "asc" } as const;
  return {
    fields: fieldsFor(choices),
    sort: blockedFirst,
    views: [
      { id: "open", label: "Open", filters: [OPEN] },
      { id: "blocked", label: "Blocked", filters: [OPEN, { field: "blocked", op: "is", values: ["yes"] }] },
      { id: "late", label: "Late", filters: [OPEN, { field: "promised", op: "before", values: [now] }], sort: soonest },
      { id: "today", label: "Leaves today", filters: [OPEN, { field: "promised", op: "until", values: [now] }], sort: soonest },
      {
        id: "bill",
        label: "To invoice",
        filters: [
          { field: "delivery", op: "any", values: ["PARTLY_SHIPPED", "SHIPPED", "DELIVERED"] },
          { field: "billing", op: "any", values: ["NOT_INVOICED", "PARTLY_INVOICED"] },
        ],
        sort: { field: "ORDER_DATE", direction: "asc" },
      },
      { id: "draft", label: "Drafts", filters: [{ field: "status", op: "is", values: ["DRAFT"] }], sort: { field: "ORDER_DATE", direction: "desc" } },
      { id: "all", label: "All", filters: [], sort: { field: "NUMBER", direction: "desc" } },
    ],
  };
}
