import { useState, type FormEvent } from "react";
import { Popover } from "@mantine/core";
import { useRouterState } from "@tanstack/react-router";
import { Bookmark, Trash2 } from "lucide-react";
import { useSide } from "../owner/owner.ts";
import { Go } from "../parts/link.tsx";
import { askViews, EVERYBODY, useSavedViews, type SavedView } from "./saved-views.ts";

const LONGEST = 60;

const lentWords = (view: SavedView): string =>
  view.own ? (view.sharedWith === null ? "" : view.sharedWith === EVERYBODY ? "everybody" : `team ${view.sharedWith}`) : `by ${view.makerName}`;

/** The views of this list, one's own and those lent by others; and a way to keep the one that is shown. */
export function ViewMenu() {
  const side = useSide();
  const screen = useRouterState({ select: (state) => state.location.pathname });
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const { state, views, teams, keep, drop } = useSavedViews(side);
  const here = views.filter((view) => view.screen === screen);
  const shown = here.find((view) => view.search === search);
  const [name, setName] = useState("");
  const [sharedWith, setSharedWith] = useState("");
  const [refused, setRefused] = useState<string>();
  const [running, setRunning] = useState(false);
  const replaces = here.some((view) => view.own && view.label === name.trim());

  const run = async (act: () => Promise<void>): Promise<void> => {
    setRunning(true);
    setRefused(undefined);
    await act().catch((error: unknown) => setRefused(error instanceof TypeError ? "The server cannot be reached. Try again." : error instanceof Error ? error.message : "That did not work."));
    setRunning(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (name.trim() === "" || running) return;
    void run(async () => {
      await keep(screen, { label: name.trim(), search, sharedWith: sharedWith || null });
      setName("");
    });
  };
  return (
    <Popover position="bottom-end" withinPortal trapFocus>
      <Popover.Target>
        <button type="button" className="seg" aria-label={shown ? `Views: ${shown.label}` : "Views"}>
          <Bookmark size={13} aria-hidden />
          <span className="only-l cut">{shown?.label ?? "Views"}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className="displaybox">
          {[here.filter((view) => view.own), here.filter((view) => !view.own)].map(
            (part, at) =>
              part.length > 0 && (
                <section key={at === 0 ? "own" : "lent"}>
                  <p className="head">{at === 0 ? "My views of this list" : "Shared with me"}</p>
                  <ul className="viewlist">
                    {part.map((view) => (
                      <li key={view.id}>
                        <Go to={view.screen + view.search} className="cut grow" aria-current={view === shown ? "page" : undefined}>
                          {view.label}
                        </Go>
                        <span className="t3 xs cut">{lentWords(view)}</span>
                        {view.own && (
                          <button type="button" className="x" disabled={running} aria-label={`Delete the view ${view.label}`} onClick={() => void run(() => drop(view))}>
                            <Trash2 size={12} aria-hidden />
                          </button>
                        )}
                      </li>
                    ))}
                  </ul>
                </section>
              ),
          )}
          {state === "failed" && (
            <p className="s warn" role="status">
              Saved views are not answering.{" "}
              <button type="button" className="link s" onClick={() => void askViews(side)}>
                Retry
              </button>
            </p>
          )}
          <form onSubmit={submit} className="keepview">
            <p className="head">Keep what is shown</p>
            <input className="cellin l" aria-label="Name of the view" placeholder="Name it" value={name} maxLength={LONGEST} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
            <div className="row g6">
              <select className="cellin l grow" aria-label="Who sees it" value={sharedWith} onChange={(event) => setSharedWith(event.currentTarget.value)}>
                <option value="">Only me</option>
                {teams.map((team) => (
                  <option key={team} value={team}>
                    Team {team}
                  </option>
                ))}
                <option value={EVERYBODY}>Everybody</option>
              </select>
              <button type="submit" className="seg" disabled={name.trim() === "" || running}>
                {replaces ? "Replace" : "Keep"}
              </button>
            </div>
            {refused && (
              <p className="s bad" role="alert">
                {refused}
              </p>
            )}
          </form>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
