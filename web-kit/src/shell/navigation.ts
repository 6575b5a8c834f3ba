import type { ComponentType, FunctionComponent } from "react";
import type { Owner } from "../owner/owner.ts";
import type { Command, SearchProvider } from "../palette/commands.ts";

type Icon = ComponentType<{ size?: number | string; strokeWidth?: number | string; "aria-hidden"?: boolean }>;

export interface NavItem {
  label: string;
  /** Path within this side. */
  to: string;
  icon: Icon;
  /** The letter after `G`. */
  key?: string;
  /** Shown only to those who may. */
  need?: string;
}

export interface NavGroup {
  label?: string;
  items: NavItem[];
}

export interface ScreenRoute {
  /** `/accounts/$id`; read the parameter with `useParam("id")`. */
  path: string;
  /** `() => import("./AccountScreen.tsx").then((m) => m.AccountScreen)` */
  screen: () => Promise<FunctionComponent>;
  /** The permission without which the page says so instead of loading. */
  need?: string;
}

/** What a module brings to its side. Each `<module>/<module>.ui.ts` exports one as `ui`. */
export interface Ui {
  screens: ScreenRoute[];
  /** Figures beside navigation items, by path. A hook; called once by the shell. */
  useCounts?: () => Record<string, number | undefined>;
  /** Records for the palette. */
  search?: SearchProvider;
  /** Acts and places for the palette, from anywhere. */
  commands?: Command[];
}

export interface AppDescriptor {
  app: Owner;
  nav: NavGroup[];
  uis: Ui[];
  /** Where `/` leads for somebody who may enter nothing; others start at their first place. */
  home: string;
  /** Which field identifies an object of a type, where it is not `id`. */
  keys?: Record<string, string>;
}

export function defineUi(ui: Ui): Ui {
  return ui;
}

/** Only places that exist and that one may enter. */
export function visibleNav(descriptor: AppDescriptor, can: (permission: string) => boolean): NavGroup[] {
  const screens = descriptor.uis.flatMap((ui) => ui.screens);
  return descriptor.nav
    .map((group) => ({
      ...group,
      items: group.items.filter((item) => {
        const screen = screens.find((one) => one.path === item.to.split("?")[0]);
        const need = item.need ?? screen?.need;
        return screen !== undefined && (!need || can(need));
      }),
    }))
    .filter((group) => group.items.length > 0);
}
