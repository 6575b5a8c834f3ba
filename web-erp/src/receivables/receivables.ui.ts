import "./receivables.css";
import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [
    { path: "/invoices", need: "invoice:read", screen: () => import("./InvoicesScreen.tsx").then((m) => m.InvoicesScreen) },
    { path: "/invoices/draft/$id", need: "invoice:read", screen: () => import("./InvoiceScreen.tsx").then((m) => m.DraftInvoiceScreen) },
    { path: "/invoices/$number", need: "invoice:read", screen: () => import("./InvoiceScreen.tsx").then((m) => m.InvoiceScreen) },
    { path: "/payments", need: "customer-payment:read", screen: () => import("./PaymentsScreen.tsx").then((m) => m.PaymentsScreen) },
    { path: "/payments/$number", need: "customer-payment:read", screen: () => import("./PaymentScreen.tsx").then((m) => m.PaymentScreen) },
    { path: "/cash", need: "customer-payment:read", screen: () => import("./CashScreen.tsx").then((m) => m.CashScreen) },
    { path: "/receivables", need: "customer-balance:read", screen: () => import("./ReceivablesScreen.tsx").then((m) => m.ReceivablesScreen) },
  ],
});
