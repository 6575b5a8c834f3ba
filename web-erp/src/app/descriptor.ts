import type { AppDescriptor, Ui } from "@homefield/web-kit";
import { keys } from "./keys.ts";
import { nav } from "./nav.ts";

/** Each module brings its screens, search and counts in `<module>/<module>.ui.ts`; they are found here, not listed. */
const modules = import.meta.glob<Ui>(["../*/*.ui.ts", "../*/*.ui.tsx"], { eager: true, import: "ui" });

export const descriptor: AppDescriptor = {
  app: "erp",
  home: nav[0]?.items[0]?.to ?? "/",
  nav,
  keys,
  uis: Object.values(modules),
};
