import "./items.css";
import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [
    { path: "/items", need: "item:read", screen: () => import("./ItemList.tsx").then((module) => module.ItemList) },
    { path: "/items/$number", need: "item:read", screen: () => import("./ItemPage.tsx").then((module) => module.ItemPage) },
  ],
  commands: [{ id: "items-short", label: "View: Items with nothing free", group: "Go to", to: "/items?view=short", need: "stock:read", words: "stock shortage available" }],
});
