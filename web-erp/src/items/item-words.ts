import type { ItemStatus, StockMoveKind } from "../gql/graphql.ts";

export const ITEM_STATUS_WORDS: Record<ItemStatus, string> = { ACTIVE: "Sold", PHASING_OUT: "Phasing out", DISCONTINUED: "Discontinued" };
export const MOVE_WORDS: Record<StockMoveKind, string> = {
  RECEIPT: "Came in", SHIPMENT: "Shipped", RETURN: "Came back", COUNT: "Counted", TRANSFER_OUT: "Moved out", TRANSFER_IN: "Moved in", OPENING: "At the start",
};
