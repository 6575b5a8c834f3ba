import "./opportunities.css";
import { Columns3 } from "lucide-react";
import { defineUi } from "@homefield/web-kit";

export const ui = defineUi({
  screens: [
    { path: "/pipeline", need: "opportunity:read", screen: () => import("./PipelinePage.tsx").then((module) => module.PipelinePage) },
    { path: "/opportunities/$id", need: "opportunity:read", screen: () => import("./OpportunityPage.tsx").then((module) => module.OpportunityPage) },
  ],
  commands: [
    { id: "new-opportunity", label: "New opportunity", group: "Do", to: "/pipeline?new=1", need: "opportunity:edit", icon: <Columns3 size={15} strokeWidth={1.6} aria-hidden />, words: "deal make create" },
    { id: "pipeline-mine", label: "View: My deals", group: "Go to", to: "/pipeline?view=mine", need: "opportunity:read", words: "mine pipeline" },
    { id: "pipeline-quiet", label: "View: Quiet deals", group: "Go to", to: "/pipeline?view=quiet", need: "opportunity:read", words: "forgotten rot" },
  ],
});
