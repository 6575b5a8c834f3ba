import "./shipping.css";
import { defineUi, useMe, useQuery } from "@homefield/web-kit";
import { graphql } from "../gql/index.ts";

const ShipmentCountsDocument = graphql(`
  query ShipmentCounts {
    shipmentList(filter: { status: { equals: DRAFT } }, first: 1) { totalCount }
  }
`);

function useCounts(): Record<string, number | undefined> {
  const { can } = useMe();
  const { data } = useQuery(ShipmentCountsDocument, { skip: !can("shipment:read") });
  return { "/shipments": data?.shipmentList?.totalCount };
}

export const ui = defineUi({
  screens: [
    { path: "/shipments", need: "shipment:read", screen: () => import("./ShipmentList.tsx").then((module) => module.ShipmentList) },
    { path: "/shipments/$number", need: "shipment:read", screen: () => import("./ShipmentPage.tsx").then((module) => module.ShipmentPage) },
  ],
  useCounts,
  commands: [
    { id: "shipments-pick", label: "View: To pick", group: "Go to", to: "/shipments", need: "shipment:read", words: "warehouse shipment delivery" },
    { id: "shipments-way", label: "View: On the way", group: "Go to", to: "/shipments?view=way", need: "shipment:read", words: "carrier tracking delivery" },
  ],
});
