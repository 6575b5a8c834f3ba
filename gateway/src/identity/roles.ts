/** What a role may do, as `noun:verb`. A caller holds the union of the roles it has. */
export type Roles = Readonly<Record<string, readonly string[]>>;

/** Permissions the gateway itself asks for; all others are asked for by the supergraph. */
export const gatewayPermissions = ["graph:explore", "api-key:edit", "user:edit"] as const;

const list = (text: string): string[] => text.split(/\s+/);

const everyonesErpReads = list("company:read item:read employee:read");
const everyonesCrmReads = list("account:read contact:read crm-user:read");

const selling = [
  ...list("account:read account:edit contact:read contact:edit activity:read activity:edit opportunity:read opportunity:edit"),
  ...list("quote:read quote:edit quote:sign signed-order:read crm-user:read"),
  ...everyonesErpReads,
  ...list("price:ask stock:read customer:read customer-balance:read sales-order:read sales-order-lines:edit shipment:read invoice:read"),
];

const bookkeeping = [
  ...everyonesCrmReads,
  ...everyonesErpReads,
  ...list("quote:read price:read stock:read shipment:read sales-order:read sales-order:release customer:read customer:edit customer-balance:read"),
  ...list("customer-payment:read customer-payment:post invoice:read invoice:edit invoice:post item-cost:read ledger:read ledger:post erp-audit:read"),
];

const reading = [
  ...list("account:read contact:read opportunity:read activity:read quote:read signed-order:read crm-user:read crm-audit:read"),
  ...list("company:read item:read item-cost:read price:ask price:read customer:read customer-balance:read sales-order:read stock:read shipment:read invoice:read"),
  ...list("customer-payment:read ledger:read employee:read erp-audit:read erp-health:read"),
];

export const roles = {
  sales: selling,
  "sales-manager": [...selling, ...list("quote:approve signed-order:retry crm-settings:edit crm-audit:read price:read item-cost:read customer-payment:read")],
  // No balances: support helps with deliveries and documents, not with what is owed.
  support: [
    ...list("account:read contact:read contact:edit activity:read activity:edit opportunity:read quote:read signed-order:read crm-user:read"),
    ...everyonesErpReads,
    ...list("stock:read customer:read sales-order:read shipment:read invoice:read"),
  ],
  marketing: [...list("account:read contact:read contact:edit activity:read activity:edit opportunity:read crm-user:read customer:read"), ...everyonesErpReads],
  accountant: bookkeeping,
  controller: [...bookkeeping, ...list("company:edit customer-credit:edit period:lock price:edit erp-health:read")],
  planner: [
    ...everyonesCrmReads,
    ...everyonesErpReads,
    ...list("quote:read item:edit price:ask price:read price:edit stock:read stock:move customer:read customer:edit shipment:read invoice:read"),
    ...list("sales-order:read sales-order:edit sales-order:release sales-order-lines:edit"),
  ],
  buyer: [...everyonesCrmReads, ...everyonesErpReads, ...list("item:edit price:read stock:read customer:read sales-order:read shipment:read")],
  warehouse: [...everyonesCrmReads, ...everyonesErpReads, ...list("stock:read stock:move customer:read sales-order:read shipment:read shipment:edit")],
  integrator: [
    ...reading,
    ...list("account:edit contact:edit opportunity:edit activity:edit quote:edit quote:approve quote:sign signed-order:retry crm-settings:edit"),
    ...list("company:edit item:edit price:edit customer:edit customer-credit:edit sales-order:edit sales-order:release sales-order-lines:edit signed-order:accept"),
    ...list("stock:move shipment:edit invoice:edit invoice:post customer-payment:post ledger:post period:lock graph:explore api-key:edit"),
  ],
  analyst: [...reading, "graph:explore"],
  // Reads who did and who saw what, and whether the books hold; changes nothing.
  auditor: [...reading, "crm-read-audit:read", "erp-read-audit:read"],
  // Answers people who ask what is kept about them, and forgets them; reads nothing else that it need not find them by.
  "data-protection": list("privacy:act account:read contact:read crm-user:read crm-audit:read company:read employee:read customer:read erp-audit:read"),
  admin: [
    ...list("crm-user:read crm-settings:edit crm-audit:read signed-order:read signed-order:retry"),
    ...list("company:read employee:read erp-audit:read erp-health:read graph:explore api-key:edit user:edit"),
  ],
} satisfies Roles;

/** Where `/` leads: the house a role works in. */
const crmRoles = new Set(["sales", "sales-manager", "support", "marketing", "data-protection"]);
export const homeOf = (held: readonly string[]): "/crm" | "/erp" => (held.length === 0 || held.some((role) => crmRoles.has(role)) ? "/crm" : "/erp");

export function permissionsOf(held: readonly string[], all: Roles = roles): Set<string> {
  return new Set(held.flatMap((role) => all[role] ?? []));
}
