import { useEffect, useMemo, useState, type ReactNode } from "react";
import { Menu, useMantineColorScheme } from "@mantine/core";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { Bookmark, Check, Clock, Keyboard, LogOut, Moon, Monitor, Rows2, Rows3, Rows4, Sun } from "lucide-react";
import { signOut, useMe } from "../client/session.ts";
import { formatTime } from "../format/dates.ts";
import { useKeys } from "../keys/keys.tsx";
import { KeyMapDialog } from "../keys/KeyMapDialog.tsx";
import type { KeyMap } from "../keys/strokes.ts";
import { otherOwner, ownerName, type Owner } from "../owner/owner.ts";
import { useSource, watchStatus } from "../owner/sources.ts";
import { CommandPalette } from "../palette/CommandPalette.tsx";
import { Go } from "../parts/link.tsx";
import { ProvenanceCard } from "../provenance/ProvenanceCard.tsx";
import { Kbd, Mark, Who } from "../parts/marks.tsx";
import { FrameProvider } from "./frame.tsx";
import { visibleNav, type AppDescriptor, type NavGroup } from "./navigation.ts";
import { forgetPerson, usePreference, type Density } from "./preferences.ts";
import { useSavedViews } from "../views/saved-views.ts";
import { useVisits } from "./visits.ts";

const icon = { size: 15, strokeWidth: 1.6, "aria-hidden": true } as const;

/** The row height this side is at home with. */
export const usualDensity = (app: Owner): Density => (app === "erp" ? "compact" : "regular");

function useCounts(descriptor: AppDescriptor): Record<string, number | undefined> {
  const counts: Record<string, number | undefined> = {};
  // The list of modules is constant for the life of the page, so the hooks keep their order.
  for (const ui of descriptor.uis) {
    if (ui.useCounts) Object.assign(counts, ui.useCounts());
  }
  return counts;
}

/** Sidebar, palette and key map around the pages of a side. */
export function Shell({ descriptor, children }: { descriptor: AppDescriptor; children: ReactNode }) {
  const { app } = descriptor;
  const { can } = useMe();
  const navigate = useNavigate();
  const [palette, setPalette] = useState(false);
  const [keyMap, setKeyMap] = useState(false);
  const [density] = usePreference<Density>(`density.${app}`, usualDensity(app));
  const [ledge] = useState(() => typeof matchMedia === "function" && matchMedia("(pointer: coarse)").matches);
  const counts = useCounts(descriptor);

  useEffect(() => watchStatus(), []);
  useEffect(() => {
    document.documentElement.dataset.density = ledge ? "relaxed" : density;
  }, [density, ledge]);

  const groups = useMemo(() => visibleNav(descriptor, can), [descriptor, can]);
  const go: KeyMap = {};
  for (const item of groups.flatMap((group) => group.items)) {
    if (item.key) go[`g ${item.key}`] = { label: item.label, run: () => void navigate({ to: item.to }) };
  }
  useKeys(go, { group: "Go to" });
  useKeys(
    {
      "mod+k": { label: "Search or run", run: () => setPalette((open) => !open), inFields: true },
      "?": { label: "This list of keys", run: () => setKeyMap(true) },
    },
    { group: "Anywhere" },
  );
  const frame = useMemo(() => ({ descriptor, openPalette: () => setPalette(true), openKeys: () => setKeyMap(true) }), [descriptor]);

  return (
    <FrameProvider frame={frame}>
      <div className={`shell ${app === "erp" ? "ruled" : ""}`}>
        <a className="skip" href="#main">
          Skip to content
        </a>
        <Sidebar app={app} groups={groups} counts={counts} onKeys={() => setKeyMap(true)} />
        <main className="main" id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
      <CommandPalette opened={palette} onClose={() => setPalette(false)} descriptor={descriptor} />
      <ProvenanceCard />
      <KeyMapDialog opened={keyMap} onClose={() => setKeyMap(false)} />
    </FrameProvider>
  );
}

function Sidebar({ app, groups, counts, onKeys }: { app: Owner; groups: NavGroup[]; counts: Record<string, number | undefined>; onKeys: () => void }) {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const href = useRouterState({ select: (state) => state.location.href });
  const visits = useVisits(app);
  const saved = useSavedViews(app).views.filter((view) => view.own);
  const current = groups
    .flatMap((group) => group.items)
    .filter((item) => path === item.to || path.startsWith(`${item.to}/`))
    .toSorted((a, b) => b.to.length - a.to.length)[0]?.to;
  return (
    <aside className="side" aria-label="Sidebar">
      <Go to="/" className="brand" title={`Homefield ${ownerName(app)}`}>
        <span className="glyph">
          <Mark of={app} quiet />
        </span>
        <span>Homefield</span>
        <small>{ownerName(app)}</small>
      </Go>
      <nav className="nav" aria-label="Main">
        {groups.map((group, at) => (
          <div key={group.label ?? at} className={group.label ? undefined : "bare"}>
            {group.label && <h2>{group.label}</h2>}
            {group.items.map((item) => {
              const count = counts[item.to];
              return (
                <Go key={item.to} to={item.to} aria-current={item.to === current ? "page" : undefined} title={item.label}>
                  <item.icon {...icon} />
                  <span className="cut">{item.label}</span>
                  {count !== undefined && count > 0 && <span className="n">{count}</span>}
                </Go>
              );
            })}
          </div>
        ))}
        {saved.length > 0 && (
          <div>
            <h2>My views</h2>
            {saved.map((view) => {
              const to = view.screen + view.search;
              return (
                <Go key={view.id} to={to} title={view.label} aria-current={href === to ? "page" : undefined}>
                  <Bookmark {...icon} />
                  <span className="cut grow">{view.label}</span>
                </Go>
              );
            })}
          </div>
        )}
        {visits.length > 0 && (
          <div>
            <h2>Recent</h2>
            {visits.map((visit) => (
              <Go key={visit.to} to={visit.to} title={visit.label}>
                <Clock {...icon} />
                <span className="cut">{visit.label}</span>
              </Go>
            ))}
          </div>
        )}
      </nav>
      <div className="foot">
        <OtherSide app={app} />
        <PersonMenu app={app} onKeys={onKeys} />
      </div>
    </aside>
  );
}

function OtherSide({ app }: { app: Owner }) {
  const other = otherOwner(app);
  const source = useSource(other);
  const name = ownerName(other);
  const words =
    source.state === "silent"
      ? `${name} silent${source.since ? ` since ${formatTime(source.since)}` : ""}`
      : source.state === "answering"
        ? `${name} answering${source.heardAt ? ` \u00B7 ${formatTime(source.heardAt)}` : ""}`
        : name;
  return (
    <a className="graph" href={`/${other}/`} title={`${words}. Open ${name}.`}>
      <Mark of={other} state={source.state === "silent" ? "silent" : "ready"} quiet />
      <span className={source.state === "silent" ? "warn" : undefined} role="status">
        {words}
      </span>
    </a>
  );
}

function PersonMenu({ app, onKeys }: { app: Owner; onKeys: () => void }) {
  const { me } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [density, setDensity] = usePreference<Density>(`density.${app}`, usualDensity(app));
  const tick = (on: boolean) => (on ? <Check size={13} aria-label="chosen" /> : null);
  return (
    <Menu position="right-end" width={220} withinPortal>
      <Menu.Target>
        <button type="button" className="graph me" title={`${me.name}: settings and sign out`}>
          <Who name={me.name || me.email} quiet />
          <span className="cut">{me.name || me.email}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        <Menu.Label>Theme</Menu.Label>
        <Menu.Item leftSection={<Sun size={14} />} rightSection={tick(colorScheme === "light")} onClick={() => setColorScheme("light")}>
          Light
        </Menu.Item>
        <Menu.Item leftSection={<Moon size={14} />} rightSection={tick(colorScheme === "dark")} onClick={() => setColorScheme("dark")}>
          Dark
        </Menu.Item>
        <Menu.Item leftSection={<Monitor size={14} />} rightSection={tick(colorScheme === "auto")} onClick={() => setColorScheme("auto")}>
          As the system
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>Rows</Menu.Label>
        <Menu.Item leftSection={<Rows4 size={14} />} rightSection={tick(density === "compact")} onClick={() => setDensity("compact")}>
          Compact
        </Menu.Item>
        <Menu.Item leftSection={<Rows3 size={14} />} rightSection={tick(density === "regular")} onClick={() => setDensity("regular")}>
          Regular
        </Menu.Item>
        <Menu.Item leftSection={<Rows2 size={14} />} rightSection={tick(density === "relaxed")} onClick={() => setDensity("relaxed")}>
          Relaxed, for touch
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Keyboard size={14} />} rightSection={<Kbd keys="?" />} onClick={onKeys}>
          Keys
        </Menu.Item>
        <Menu.Item
          leftSection={<LogOut size={14} />}
          onClick={() => {
            forgetPerson();
            void signOut();
          }}
        >
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
