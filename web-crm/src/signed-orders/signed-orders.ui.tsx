import "./signed-orders.css";
import { defineUi, useMe, useQuery } from "@homefield/web-kit";
import { SignedOrderCountsDocument } from "./signed-order-documents.ts";

/** How many signed orders have not reached the ERP. */
function useCounts(): Record<string, number | undefined> {
  const { can } = useMe();
  const result = useQuery(SignedOrderCountsDocument, { skip: !can("signed-order:read") });
  return { "/signed-orders": result.data?.waiting?.totalCount || undefined };
}

export const ui = defineUi({
  screens: [
    { path: "/signed-orders", need: "signed-order:read", screen: () => import("./HandOverList.tsx").then((module) => module.HandOverList) },
    { path: "/orders/$number", need: "sales-order:read", screen: () => import("./OrderPage.tsx").then((module) => module.OrderPage) },
  ],
  useCounts,
});
