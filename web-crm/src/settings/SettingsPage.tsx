import { useSearch } from "@tanstack/react-router";
import { Bar, Go, Notice, Page, Ready, useNavigate, useQuery, Views } from "@homefield/web-kit";
import type { SettingsQuery } from "../gql/graphql.ts";
import { LostReasons } from "./LostReasons.tsx";
import { People } from "./People.tsx";
import { Pipelines } from "./Pipelines.tsx";
import { SettingsDocument } from "./settings-documents.ts";
import { Teams } from "./Teams.tsx";

type Part = "teams" | "people" | "pipelines" | "reasons";
/** How the company sells: teams and their limits, people and quotas, pipelines, reasons for losing. */
export function SettingsPage() {
  const navigate = useNavigate();
  const result = useQuery(SettingsDocument, { fetchPolicy: "cache-and-network" });
  const search = useSearch({ strict: false }) as { part?: string };
  const data = result.data;
  const views: { id: Part; label: string; count?: number | undefined }[] = [
    { id: "teams", label: "Teams", count: data?.teams?.length },
    { id: "people", label: "People", count: data?.users?.filter((user) => user.isActive).length },
    { id: "pipelines", label: "Pipelines", count: data?.pipelines?.filter((pipeline) => !pipeline.isArchived).length },
    { id: "reasons", label: "Reasons for losing", count: data?.lostReasons?.length },
  ];
  const part = views.find((one) => one.id === search.part)?.id ?? "teams";
  return (
    <Page title="Settings" sub="How the company sells">
      <Bar>
        <Views
          views={views}
          current={part}
          label="Parts of the settings"
          onView={(id) => void navigate({ to: ".", replace: true, search: { part: id === "teams" ? undefined : id } })}
        />
      </Bar>
      <Ready result={result} pick={(answer) => (answer.teams && answer.users && answer.pipelines ? answer : null)} what="settings">
        {(found) => (
          <section className="pane" aria-label={views.find((view) => view.id === part)?.label}>
            <FirstSteps settings={found} />
            {part === "teams" && <Teams teams={found.teams ?? []} />}
            {part === "people" && <People people={found.users ?? []} teams={found.teams ?? []} />}
            {part === "pipelines" && <Pipelines pipelines={found.pipelines ?? []} />}
            {part === "reasons" && <LostReasons reasons={found.lostReasons ?? []} />}
          </section>
        )}
      </Ready>
    </Page>
  );
}

/** What a company needs before anything can be sold; gone once all of it is there. */
function FirstSteps({ settings }: { settings: SettingsQuery }) {
  const steps = [
    { done: (settings.teams ?? []).length > 0, label: "A team", to: "/settings", why: "accounts belong to one" },
    { done: (settings.users ?? []).some((user) => user.isActive && user.team), label: "Somebody in it", to: "/settings?part=people", why: "who owns accounts and deals" },
    { done: (settings.pipelines ?? []).some((pipeline) => !pipeline.isArchived), label: "A pipeline", to: "/settings?part=pipelines", why: "deals move along its stages" },
    { done: (settings.lostReasons ?? []).length > 0, label: "Reasons for losing", to: "/settings?part=reasons", why: "asked when a deal is lost" },
  ];
  if (steps.every((step) => step.done)) return null;
  return (
    <div className="setaside">
      <Notice>
        <b className="m">Before you can sell.</b>
        <ol className="firststeps">
          {steps.map((step) => (
            <li key={step.label} className={step.done ? "t3" : undefined}>
              <span aria-hidden>{step.done ? "✓" : "○"}</span>
              <span className="sr">{step.done ? "Done: " : "To do: "}</span>
              {step.done ? step.label : <Go to={step.to} className="link">{step.label}</Go>}
              <span className="t3">{step.done ? "" : step.why}</span>
            </li>
          ))}
        </ol>
      </Notice>
    </div>
  );
}
