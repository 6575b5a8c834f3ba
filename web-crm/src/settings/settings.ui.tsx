import "./settings.css";
import { Settings } from "lucide-react";
import { defineUi } from "@homefield/web-kit";

const need = "crm-settings:edit";
const icon = <Settings size={15} strokeWidth={1.6} aria-hidden />;

export const ui = defineUi({
  screens: [{ path: "/settings", need, screen: () => import("./SettingsPage.tsx").then((module) => module.SettingsPage) }],
  commands: [
    { id: "settings-teams", label: "Settings: Teams and approval limits", group: "Go to", to: "/settings", need, icon, words: "discount team currency company" },
    { id: "settings-people", label: "Settings: People and quotas", group: "Go to", to: "/settings?part=people", need, icon, words: "user employee quota territory" },
    { id: "settings-pipelines", label: "Settings: Pipelines", group: "Go to", to: "/settings?part=pipelines", need, icon, words: "stage probability" },
    { id: "settings-reasons", label: "Settings: Reasons for losing", group: "Go to", to: "/settings?part=reasons", need, icon, words: "lost" },
  ],
});
