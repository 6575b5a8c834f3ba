import { useEffect, useRef, useState } from "react";
import { ActErrors, Button, FigureField, Kbd, SearchField, Seg, TextField, today, useAct, type DayText, type FilterOption } from "@homefield/web-kit";
import { useContactSearch } from "../activities/ActivityDialog.tsx";
import { ActivityCreateDocument } from "../activities/activity-documents.ts";
import { badClock, DueFields, momentOf } from "../activities/due.tsx";
import type { ActivityCreateInput } from "../gql/graphql.ts";
import type { Account } from "./AccountPage.tsx";

export type Composed = "NOTE" | "CALL" | "EMAIL" | "TASK";

const kinds: readonly { id: Composed; label: string; verb: string }[] = [
  { id: "NOTE", label: "Note", verb: "Keep note" },
  { id: "CALL", label: "Call", verb: "Log call" },
  { id: "EMAIL", label: "Email", verb: "Log email" },
  { id: "TASK", label: "Task", verb: "Plan task" },
];

const asks = (kind: Composed, name: string): string =>
  ({ NOTE: `Write a note on ${name}`, CALL: `What was said with ${name}?`, EMAIL: `What was written with ${name}?`, TASK: `What is to be done for ${name}?` })[kind];

const SUBJECT = 200;

/** The first line is the subject, the rest the words. */
function wordsOf(text: string): { subject: string; body: string | null } {
  const [first = "", ...rest] = text.trim().split("\n");
  const cut = first.length > SUBJECT;
  return { subject: cut ? `${first.slice(0, SUBJECT - 1)}\u2026` : first, body: (cut ? text.trim() : rest.join("\n").trim()) || null };
}

export interface ComposerProps {
  account: Account;
  /** Set from outside by a key or a button: opens on that kind. */
  kind: Composed | undefined;
  onKind: (kind: Composed | undefined) => void;
}

/** What just happened, or is to be done, written where it will be read. */
export function Composer({ account, kind, onKind }: ComposerProps) {
  const [chosen, setChosen] = useState<Composed>("NOTE");
  const [text, setText] = useState("");
  const [contact, setContact] = useState<FilterOption>();
  const [minutes, setMinutes] = useState("");
  const [outcome, setOutcome] = useState("");
  const [day, setDay] = useState<DayText | "">(today());
  const [clock, setClock] = useState("");
  const [create, creating] = useAct(ActivityCreateDocument, {
    done: (data) => (data.activityCreate.activity?.status === "OPEN" ? "Planned" : "Logged"),
    refetch: ["AccountTimeline", "AccountPage", "ActivitiesDue"],
  });
  const box = useRef<HTMLTextAreaElement>(null);
  const searchContacts = useContactSearch(account.id);
  const open = kind !== undefined || text !== "";

  useEffect(() => {
    if (kind === undefined) return;
    setChosen(kind);
    box.current?.focus();
  }, [kind]);

  const verb = kinds.find((one) => one.id === chosen)?.verb ?? "Keep";
  const why = text.trim() === "" ? "Write something first." : chosen === "TASK" ? badClock(clock) : undefined;
  const close = () => {
    setText("");
    setContact(undefined);
    setMinutes("");
    setOutcome("");
    setClock("");
    onKind(undefined);
    creating.reset();
  };
  const save = async () => {
    if (why || creating.running) return;
    const input: ActivityCreateInput = { kind: chosen, ...wordsOf(text), accountId: account.id, contactId: contact?.value };
    if (chosen === "TASK") input.dueAt = momentOf(day, clock);
    else input.isCompleted = true;
    if (chosen === "CALL") {
      input.durationMinutes = minutes === "" ? null : Number.parseInt(minutes, 10);
      input.outcome = outcome.trim() || null;
    }
    const { ok } = await create({ input });
    if (ok) close();
  };
  return (
    <form
      className="compose"
      aria-label={`Write on ${account.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void save();
        } else if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault();
          if (text === "") close();
          (document.activeElement as HTMLElement | null)?.blur();
        }
      }}
    >
      <textarea
        ref={box}
        rows={open ? 3 : 1}
        aria-label={asks(chosen, account.name)}
        placeholder={asks(chosen, account.name)}
        value={text}
        maxLength={8_000}
        onFocus={() => kind === undefined && onKind(chosen)}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {open && chosen !== "NOTE" && (
        <div className="more">
          <SearchField label="With" path="contactId" value={contact} onChange={setContact} search={searchContacts} nothing="Nobody of that name there." />
          {chosen === "CALL" && <FigureField label="Took" value={minutes} onChange={setMinutes} unit="min" />}
          {chosen === "CALL" && <TextField label="What came of it" value={outcome} onChange={setOutcome} />}
          {chosen === "TASK" && <DueFields day={day} clock={clock} onDay={setDay} onClock={setClock} />}
        </div>
      )}
      {(creating.userErrors.length > 0 || creating.failure) && (
        <div className="said">
          <ActErrors state={creating} />
        </div>
      )}
      <div className="kinds">
        {kinds.map((one) => (
          <Seg
            key={one.id}
            pressed={one.id === chosen}
            onClick={() => {
              setChosen(one.id);
              onKind(one.id);
              box.current?.focus();
            }}
          >
            {one.label}
          </Seg>
        ))}
        <span className="row g6 end">
          {open ? (
            <>
              <Button size="xs" variant="subtle" onClick={close}>
                Cancel
              </Button>
              <Button size="xs" type="submit" variant="filled" loading={creating.running} disabled={text.trim() === ""} rightSection={<Kbd keys="mod+enter" />}>
                {verb}
              </Button>
            </>
          ) : (
            <Kbd keys="n" />
          )}
        </span>
      </div>
    </form>
  );
}
