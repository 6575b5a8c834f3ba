import "./company.css";
import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [
    { path: "/companies", need: "company:read", screen: () => import("./CompaniesScreen.tsx").then((m) => m.CompaniesScreen) },
    { path: "/exchange-rates", need: "company:read", screen: () => import("./RatesScreen.tsx").then((m) => m.RatesScreen) },
    { path: "/lists", need: "company:read", screen: () => import("./ListsScreen.tsx").then((m) => m.ListsScreen) },
    { path: "/periods", need: "ledger:read", screen: () => import("./PeriodsScreen.tsx").then((m) => m.PeriodsScreen) },
    { path: "/health", need: "erp-health:read", screen: () => import("./HealthScreen.tsx").then((m) => m.HealthScreen) },
  ],
});
