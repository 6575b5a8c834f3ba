import "./gallery.css";
import { Blocks, Columns3, FileText, FormInput, Inbox, LayoutList, Scale, ShieldAlert } from "lucide-react";
import { defineUi, startHomefield, type AppDescriptor, type Command, type Owner } from "../src/index.ts";
import { inventedFetch } from "./graph.ts";
import { places } from "./invented.ts";

window.fetch = inventedFetch as typeof fetch;
// The invented graph tells nothing live.
delete (window as { EventSource?: unknown }).EventSource;

const app: Owner = window.location.pathname.startsWith("/erp") ? "erp" : "crm";
if (!/^\/(crm|erp)(\/|$)/.test(window.location.pathname)) window.location.replace(`/crm/places${window.location.search}`);

const known = places(40);

const ui = defineUi({
  screens: [
    { path: "/places", screen: () => import("./PlacesScreen.tsx").then((module) => module.PlacesScreen) },
    { path: "/places/$id", screen: () => import("./PlaceScreen.tsx").then((module) => module.PlaceScreen) },
    { path: "/board", screen: () => import("./BoardScreen.tsx").then((module) => module.BoardScreen) },
    { path: "/parts", screen: () => import("./PartsScreen.tsx").then((module) => module.PartsScreen) },
    { path: "/forms", screen: () => import("./FormsScreen.tsx").then((module) => module.FormsScreen) },
    { path: "/states", screen: () => import("./StatesScreen.tsx").then((module) => module.StatesScreen) },
    { path: "/desk", screen: () => import("./DeskScreen.tsx").then((module) => module.DeskScreen) },
    { path: "/figures", screen: () => import("./FiguresScreen.tsx").then((module) => module.FiguresScreen) },
    { path: "/secret", need: "secret:read", screen: () => import("./StatesScreen.tsx").then((module) => module.StatesScreen) },
  ],
  useCounts: () => ({ "/desk": 9, "/board": 41, "/forms": 3 }),
  search: async (text) => ({
    hits: known
      .filter((place) => place.name.toLowerCase().includes(text.toLowerCase()))
      .flatMap<Command>((place) => [
        {
          id: place.id, label: place.name, hint: place.keeper, owner: "crm", to: `/places/${place.id}`,
          acts: [
            { id: "sketch", label: "New sketch", keys: "q", run: () => undefined },
            { id: "move", label: "Ask for a release", hint: "opens in ERP", owner: "erp", to: "/desk" },
          ],
        },
        { id: `${place.id}s`, label: `${place.stock?.number ?? ""} ${place.name}`, hint: "3 parcels", owner: "erp", to: "/desk" },
      ]),
  }),
  commands: [{ id: "new", label: "New place", keys: "c", group: "Do", to: "/forms" }],
});

const descriptor: AppDescriptor = {
  app,
  home: "/places",
  nav: [
    { items: [{ label: "Places", to: "/places", icon: LayoutList, key: "l" }, { label: "Board", to: "/board", icon: Columns3, key: "b" }] },
    { label: "Ledger-like", items: [{ label: "Desk", to: "/desk", icon: Inbox, key: "d" }, { label: "Figures", to: "/figures", icon: Scale, key: "f" }] },
    {
      label: "Parts",
      items: [
        { label: "Parts", to: "/parts", icon: Blocks, key: "p" },
        { label: "Forms", to: "/forms", icon: FormInput, key: "o" },
        { label: "States", to: "/states", icon: ShieldAlert, key: "s" },
        { label: "Hidden, no right", to: "/secret", icon: FileText },
      ],
    },
  ],
  uis: [ui],
};

const root = document.getElementById("root");
if (root) startHomefield(descriptor, root);
