import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [
    { path: "/trial-balance", need: "ledger:read", screen: () => import("./TrialBalanceScreen.tsx").then((m) => m.TrialBalanceScreen) },
    { path: "/chart", need: "ledger:read", screen: () => import("./ChartScreen.tsx").then((m) => m.ChartScreen) },
    { path: "/journal", need: "ledger:read", screen: () => import("./JournalScreen.tsx").then((m) => m.JournalScreen) },
    { path: "/journal/new", need: "ledger:post", screen: () => import("./JournalForm.tsx").then((m) => m.JournalNewScreen) },
    { path: "/journal/$id", need: "ledger:read", screen: () => import("./JournalEntryScreen.tsx").then((m) => m.JournalEntryScreen) },
  ],
  commands: [{ id: "new-journal", label: "New journal", group: "Do", to: "/journal/new", need: "ledger:post" }],
});
