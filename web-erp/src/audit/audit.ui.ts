import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [{ path: "/audit", need: "erp-read-audit:read", screen: () => import("./AuditScreen.tsx").then((module) => module.AuditScreen) }],
});
