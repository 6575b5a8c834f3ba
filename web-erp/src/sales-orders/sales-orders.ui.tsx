import "./sales-orders.css";
import { Inbox } from "lucide-react";
import { defineUi, useMe, useQuery } from "@homefield/web-kit";
import { graphql } from "../gql/index.ts";

const OrderCountsDocument = graphql(`
  query OrderCounts {
    salesOrderTotals(filter: { status: { in: [CONFIRMED, IN_FULFILMENT] } }) { blockedCount }
  }
`);

function useCounts(): Record<string, number | undefined> {
  const { can } = useMe();
  const { data } = useQuery(OrderCountsDocument, { skip: !can("sales-order:read") });
  return { "/orders": data?.salesOrderTotals?.blockedCount };
}

export const ui = defineUi({
  screens: [
    { path: "/orders", need: "sales-order:read", screen: () => import("./OrderDesk.tsx").then((module) => module.OrderDesk) },
    { path: "/orders/new", need: "sales-order:edit", screen: () => import("./NewOrder.tsx").then((module) => module.NewOrder) },
    { path: "/orders/$number", need: "sales-order:read", screen: () => import("./OrderPage.tsx").then((module) => module.OrderPage) },
  ],
  useCounts,
  commands: [
    { id: "new-order", label: "New order", group: "Do", to: "/orders/new", need: "sales-order:edit", keys: "c", icon: <Inbox size={15} strokeWidth={1.6} aria-hidden />, words: "sales make create" },
    { id: "orders-blocked", label: "View: Blocked orders", group: "Go to", to: "/orders?view=blocked", need: "sales-order:read", words: "credit stock hold release" },
    { id: "orders-late", label: "View: Late orders", group: "Go to", to: "/orders?view=late", need: "sales-order:read", words: "overdue promise" },
    { id: "orders-today", label: "View: Orders that leave today", group: "Go to", to: "/orders?view=today", need: "sales-order:read", words: "ship" },
    { id: "orders-bill", label: "View: Orders to invoice", group: "Go to", to: "/orders?view=bill", need: "sales-order:read", words: "bill" },
  ],
});
