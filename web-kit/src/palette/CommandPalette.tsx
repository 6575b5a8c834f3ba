import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { Modal } from "@mantine/core";
import { useApolloClient } from "@apollo/client/react";
import { useNavigate } from "@tanstack/react-router";
import { ArrowRight, CornerDownRight, Search } from "lucide-react";
import { useMe } from "../client/session.ts";
import { useKeys } from "../keys/keys.tsx";
import { otherOwner, ownerName, pageOf, useSide, type Owner } from "../owner/owner.ts";
import { useSource } from "../owner/sources.ts";
import { Kbd, Mark } from "../parts/marks.tsx";
import { visibleNav, type AppDescriptor } from "../shell/navigation.ts";
import { commandsHere, fit, highlight, type Command } from "./commands.ts";

const ASK_AFTER_MS = 140;
const MOST_PER_GROUP = 8;

interface Group {
  label: string;
  items: Command[];
}

/** Search or run: records of both sides, acts on the top hit, acts of this page, places. */
export function CommandPalette({ opened, onClose, descriptor }: { opened: boolean; onClose: () => void; descriptor: AppDescriptor }) {
  useKeys({ escape: { label: "Close", run: onClose, hidden: true }, "mod+k": { label: "Close", run: onClose, hidden: true } }, { barrier: true, enabled: opened });
  return (
    <Modal.Root opened={opened} onClose={onClose} size={640} yOffset={88} transitionProps={{ duration: 140 }}>
      <Modal.Overlay />
      <Modal.Content className="pal-content" aria-label="Search or run" radius={10}>
        <Modal.Body p={0}>
          <Body onClose={onClose} descriptor={descriptor} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface Found {
  text: string;
  hits: Command[];
  missing: Owner[];
  asking: boolean;
  failed: boolean;
}

function useRecords(descriptor: AppDescriptor, text: string): Found {
  const client = useApolloClient();
  const { can } = useMe();
  const [found, setFound] = useState<Found>({ text: "", hits: [], missing: [], asking: false, failed: false });
  useEffect(() => {
    const typed = text.trim();
    const searches = descriptor.uis.flatMap((ui) => (ui.search ? [ui.search] : []));
    if (typed.length < 2 || searches.length === 0) {
      setFound({ text: typed, hits: [], missing: [], asking: false, failed: false });
      return undefined;
    }
    const abort = new AbortController();
    setFound((before) => ({ ...before, asking: true }));
    const timer = setTimeout(async () => {
      const answers = await Promise.allSettled(searches.map((search) => search(typed, { client, signal: abort.signal, can })));
      if (abort.signal.aborted) return;
      const given = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
      setFound({
        text: typed,
        hits: given.flatMap((answer) => answer.hits),
        missing: [...new Set(given.flatMap((answer) => answer.missing ?? []))],
        asking: false,
        failed: given.length < answers.length,
      });
    }, ASK_AFTER_MS);
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [descriptor, client, can, text]);
  return found;
}

function Body({ onClose, descriptor }: { onClose: () => void; descriptor: AppDescriptor }) {
  const id = useId();
  const side = useSide();
  const { can } = useMe();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = useRecords(descriptor, text);
  const other = otherOwner(side);
  const source = useSource(other);

  const groups = useMemo<Group[]>(() => {
    const places: Command[] = visibleNav(descriptor, can).flatMap((group) =>
      group.items.map((item) => ({
        id: `go ${item.to}`, label: item.label, group: "Go to", to: item.to, keys: item.key ? `g ${item.key}` : undefined,
        icon: <item.icon size={15} strokeWidth={1.6} aria-hidden />,
      })),
    );
    const acts = [...commandsHere(), ...descriptor.uis.flatMap((ui) => ui.commands ?? [])].filter((command) => !command.need || can(command.need));
    const fitting = (commands: Command[]) =>
      commands
        .map((command) => ({ command, score: fit(command, text) }))
        .filter((one) => one.score > 0)
        .toSorted((a, b) => b.score - a.score)
        .map((one) => one.command)
        .slice(0, MOST_PER_GROUP);
    // Their owners have ranked them, slips and all.
    const records = text.trim().length < 2 ? [] : found.hits.slice(0, MOST_PER_GROUP);
    const top = records[0];
    const onTop = (top?.acts ?? []).filter((command) => !command.need || can(command.need));
    const all: Group[] = [
      { label: "Records", items: records },
      { label: top ? `Do, on ${top.label}` : "Do", items: onTop },
      { label: "Do", items: fitting(acts.filter((command) => command.group !== "Go to")) },
      { label: "Go to", items: fitting([...acts.filter((command) => command.group === "Go to"), ...places]) },
    ];
    return all.filter((group) => group.items.length > 0);
  }, [descriptor, can, text, found]);
  const flat = groups.flatMap((group) => group.items);
  const here = flat[Math.min(at, flat.length - 1)];

  useEffect(() => setAt(0), [text]);
  useEffect(() => {
    list.current?.querySelector("[aria-selected='true']")?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const run = (command: Command | undefined, beside: boolean) => {
    if (!command) return;
    if (command.run) {
      onClose();
      command.run();
      return;
    }
    if (command.to === undefined) return;
    const owner = command.owner ?? side;
    if (beside) {
      window.open(pageOf(owner, command.to), "_blank", "noopener");
      return;
    }
    onClose();
    if (owner === side) {
      const [path = "/", search] = command.to.split("?");
      void navigate({ to: path, search: search ? Object.fromEntries(new URLSearchParams(search)) : {} });
    } else {
      window.location.assign(pageOf(owner, command.to));
    }
  };
  const keys = (event: KeyboardEvent) => {
    const move = (to: number) => {
      event.preventDefault();
      setAt(flat.length === 0 ? 0 : (to + flat.length) % flat.length);
    };
    if (event.key === "ArrowDown" || (event.key === "n" && event.ctrlKey)) move(at + 1);
    else if (event.key === "ArrowUp" || (event.key === "p" && event.ctrlKey)) move(at - 1);
    else if (event.key === "Home" && flat.length > 0 && text === "") move(0);
    else if (event.key === "Tab" && !event.shiftKey) {
      // On to the acts of the top hit, then to the next head.
      event.preventDefault();
      let start = 0;
      const starts = groups.map((group) => {
        const first = start;
        start += group.items.length;
        return first;
      });
      setAt(starts.find((first) => first > at) ?? 0);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(here, event.ctrlKey || event.metaKey);
    } else if (event.key === "Escape") {
      event.preventDefault();
      onClose();
    }
  };

  let index = -1;
  return (
    <div className="pal">
      <div className="q">
        <Search size={16} strokeWidth={1.6} aria-hidden />
        <input
          role="combobox"
          aria-expanded
          aria-controls={`${id}l`}
          aria-activedescendant={here ? `${id}${flat.indexOf(here)}` : undefined}
          aria-label="Search or run"
          placeholder="Search, or say what to do"
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={keys}
        />
        <Kbd keys="esc" />
      </div>
      <div className="res" role="listbox" id={`${id}l`} aria-label="Results" aria-busy={found.asking} ref={list}>
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <h3 role="presentation">{group.label}</h3>
            {group.items.map((command) => {
              index += 1;
              const mine = index;
              return (
                // The field above holds the focus and hears the keys, as a combobox does; options are only pointed at.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={command.id}
                  id={`${id}${mine}`}
                  className="it"
                  role="option"
                  aria-selected={command === here}
                  onPointerMove={() => setAt(mine)}
                  onClick={(event) => run(command, event.ctrlKey || event.metaKey)}
                >
                  {command.icon ?? (command.run ? <CornerDownRight size={15} strokeWidth={1.6} aria-hidden /> : <ArrowRight size={15} strokeWidth={1.6} aria-hidden />)}
                  <span className="cut lb">
                    {highlight(command.label, text).map(([part, hit], position) =>
                      // A text is cut anew on each letter; its parts have no identity beyond their place.
                      hit ? <mark key={position}>{part}</mark> : <span key={position}>{part}</span>,
                    )}
                  </span>
                  {command.hint && <span className="t3 s cut ht">{command.hint}</span>}
                  <span className="end row g6">
                    {command.owner && (
                      <span className="row g6 xs t3">
                        <Mark of={command.owner} quiet />
                        {ownerName(command.owner)}
                      </span>
                    )}
                    {command.keys && (
                      <span>
                        <Kbd keys={command.keys} />
                      </span>
                    )}
                    {command === here && !command.keys && <Kbd keys="enter" />}
                  </span>
                </div>
              );
            })}
          </div>
        ))}
        {flat.length === 0 && <p className="no">{found.asking ? "Searching\u2026" : `Nothing is called \u201C${text.trim()}\u201D. Try a number, a name or a place.`}</p>}
        {found.missing.map((owner) => (
          <p className="no s" key={owner} role="status">
            <span className="row g6">
              <Mark of={owner} state="silent" quiet />
              Records of {ownerName(owner)} are left out: it is not answering.
            </span>
          </p>
        ))}
        {found.failed && found.missing.length === 0 && <p className="no s warn">Part of the search failed. Type on to try again.</p>}
      </div>
      <span className="sr" role="status">
        {found.asking ? "" : `${flat.length} results`}
      </span>
      <div className="ft">
        <span>
          <Kbd keys="up" /> <Kbd keys="down" /> move
        </span>
        <span>
          <Kbd keys="enter" /> open
        </span>
        <span>
          <Kbd keys="mod+enter" /> open beside
        </span>
        <span>
          <Kbd keys="tab" /> act on it
        </span>
        <span className="end row g6">
          <Mark of={other} state={source.state === "silent" ? "silent" : "ready"} quiet />
          {source.state === "silent" ? `${ownerName(other)} is not answering` : source.milliseconds !== undefined ? `${ownerName(other)} answered in ${Math.round(source.milliseconds)} ms` : ownerName(other)}
        </span>
      </div>
    </div>
  );
}
