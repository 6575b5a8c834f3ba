import "./users.css";
import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [{ path: "/users", need: "user:edit", screen: () => import("./UsersScreen.tsx").then((m) => m.UsersScreen) }],
});
