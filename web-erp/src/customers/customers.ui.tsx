import "./customers.css";
import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [
    { path: "/customers", need: "customer:read", screen: () => import("./CustomerList.tsx").then((module) => module.CustomerList) },
    { path: "/customers/$number", need: "customer:read", screen: () => import("./CustomerPage.tsx").then((module) => module.CustomerPage) },
  ],
  commands: [
    { id: "customers-hold", label: "View: Customers on hold", group: "Go to", to: "/customers?view=hold", need: "customer:read", words: "credit blocked" },
    { id: "customers-overdue", label: "View: Customers overdue", group: "Go to", to: "/customers?view=overdue", need: "customer-balance:read", words: "late debt ageing" },
  ],
});
