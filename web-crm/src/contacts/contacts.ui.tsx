import { UserPlus } from "lucide-react";
import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [{ path: "/contacts", need: "contact:read", screen: () => import("./ContactList.tsx").then((module) => module.ContactList) }],
  commands: [{ id: "new-contact", label: "New person", group: "Do", to: "/contacts?new=1", need: "contact:edit", icon: <UserPlus size={15} strokeWidth={1.6} aria-hidden />, words: "contact add somebody" }],
});
