import "./accounts.css";
import { Building2, Phone } from "lucide-react";
import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [
    { path: "/accounts", need: "account:read", screen: () => import("./AccountList.tsx").then((module) => module.AccountList) },
    { path: "/accounts/$id", need: "account:read", screen: () => import("./AccountPage.tsx").then((module) => module.AccountPage) },
  ],
  commands: [
    { id: "new-account", label: "New account", group: "Do", to: "/accounts?new=1", need: "account:edit", keys: "c", icon: <Building2 size={15} strokeWidth={1.6} aria-hidden />, words: "customer prospect organisation make create" },
    { id: "accounts-mine", label: "View: My accounts", group: "Go to", to: "/accounts?view=mine", need: "account:read", words: "mine own" },
    { id: "accounts-overdue", label: "View: Overdue and in play", group: "Go to", to: "/accounts?view=overdue", need: "customer-balance:read", words: "late debt money" },
    { id: "accounts-untouched", label: "View: No touch in 60 days", group: "Go to", to: "/accounts?view=untouched", need: "account:read", words: "quiet forgotten" },
    { id: "log-call", label: "Log a call", group: "Do", to: "/activities?new=CALL", need: "activity:edit", icon: <Phone size={15} strokeWidth={1.6} aria-hidden />, words: "phone spoke" },
  ],
});
