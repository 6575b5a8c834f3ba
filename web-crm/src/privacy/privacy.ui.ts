import "./privacy.css";
import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [{ path: "/privacy", need: "privacy:act", screen: () => import("./PrivacyPage.tsx").then((module) => module.PrivacyPage) }],
});
