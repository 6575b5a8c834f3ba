import type { NavGroup } from "@homefield/web-kit";
import { ArrowDownLeft, Banknote, BookOpen, Boxes, Building2, CalendarRange, Coins, Eye, HeartPulse, Inbox, List, ListTree, PackageCheck, Receipt, Scale, Tags, UserCog, Users, Wallet } from "lucide-react";

/** The places of the ERP, in order. One is shown once its screen exists and one may enter it. */
export const nav: NavGroup[] = [
  {
    label: "Flow",
    items: [
      { label: "Order desk", to: "/orders", icon: Inbox, key: "o" },
      { label: "Pick and ship", to: "/shipments", icon: PackageCheck, key: "f" },
      { label: "Items and stock", to: "/items", icon: Boxes, key: "s" },
      { label: "Prices", to: "/prices", icon: Tags, key: "r" },
      { label: "Customers", to: "/customers", icon: Users, key: "u" },
    ],
  },
  {
    label: "Ledgers",
    items: [
      { label: "Trial balance", to: "/trial-balance", icon: Scale, key: "t" },
      { label: "Journal", to: "/journal", icon: BookOpen, key: "j" },
      { label: "Chart of accounts", to: "/chart", icon: ListTree, key: "n" },
      { label: "Invoices", to: "/invoices", icon: Receipt, key: "i" },
      { label: "Receivables", to: "/receivables", icon: ArrowDownLeft, key: "a" },
      { label: "Payments", to: "/payments", icon: Banknote, key: "y" },
      { label: "Cash application", to: "/cash", icon: Wallet, key: "c" },
    ],
  },
  {
    label: "House",
    items: [
      { label: "Users", to: "/users", icon: UserCog, key: "b" },
      { label: "Companies", to: "/companies", icon: Building2, key: "m" },
      { label: "Exchange rates", to: "/exchange-rates", icon: Coins, key: "x" },
      { label: "Lists", to: "/lists", icon: List, key: "l" },
      { label: "Periods", to: "/periods", icon: CalendarRange, key: "p" },
      { label: "Health and import", to: "/health", icon: HeartPulse, key: "h" },
      { label: "Read audit", to: "/audit", icon: Eye, key: "e" },
    ],
  },
];
