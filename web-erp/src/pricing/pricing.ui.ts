import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [{ path: "/prices", need: "price:read", screen: () => import("./PriceRuleList.tsx").then((module) => module.PriceRuleList) }],
});
