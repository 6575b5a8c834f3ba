import type { NavGroup } from "@homefield/web-kit";
import { Building2, Columns3, Eye, FileText, ListChecks, Send, Settings, ShieldCheck, Users } from "lucide-react";

/** The places of the CRM, in order. One is shown once its screen exists and one may enter it. */
export const nav: NavGroup[] = [
  {
    items: [
      { label: "My activities", to: "/activities", icon: ListChecks, key: "t" },
      { label: "Accounts", to: "/accounts", icon: Building2, key: "a" },
      { label: "People", to: "/contacts", icon: Users, key: "c" },
      { label: "Pipeline", to: "/pipeline", icon: Columns3, key: "p" },
      { label: "Quotes", to: "/quotes", icon: FileText, key: "q" },
      { label: "Hand-overs", to: "/signed-orders", icon: Send, key: "h" },
    ],
  },
  {
    items: [
      { label: "Privacy", to: "/privacy", icon: ShieldCheck, key: "y" },
      { label: "Read audit", to: "/audit", icon: Eye, key: "e" },
      { label: "Settings", to: "/settings", icon: Settings, key: "," },
    ],
  },
];
