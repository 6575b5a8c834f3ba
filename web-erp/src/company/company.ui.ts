import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [
    { path: "/periods", need: "ledger:read", screen: () => import("./PeriodsScreen.tsx").then((m) => m.PeriodsScreen) },
    { path: "/health", need: "erp-health:read", screen: () => import("./HealthScreen.tsx").then((m) => m.HealthScreen) },
  ],
});
