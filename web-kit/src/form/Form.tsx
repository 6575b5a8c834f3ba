import { useCallback, useMemo, useRef, useState, type FormEvent, type ReactNode } from "react";
import { Button, Modal } from "@mantine/core";
import type { ActResult, ActState, UserError } from "../client/act.ts";
import { Kbd } from "../parts/marks.tsx";
import { ActErrors } from "../parts/say.tsx";
import { useKeys } from "../keys/keys.tsx";
import { ErrorContext, TextAreaField } from "./fields.tsx";

export interface FormProps {
  /** State of the act the form runs, from `useAct`: refusals find their fields by path. */
  act: Pick<ActState, "running" | "userErrors" | "failure">;
  onSubmit: () => void;
  /** The main button: "Create account". */
  submit: string;
  /** Why it cannot be sent yet; stands beside the button. */
  why?: string;
  onCancel?: () => void;
  /** Further acts beside the main one. */
  acts?: ReactNode;
  children: ReactNode;
}

/** Fields, their refusals, and the button. Ctrl Enter sends from anywhere inside. */
export function Form({ act, onSubmit, submit, why, onCancel, acts, children }: FormProps) {
  const [claimed, setClaimed] = useState<readonly string[]>([]);
  const claim = useCallback((path: string) => {
    setClaimed((before) => [...before, path]);
    return () =>
      setClaimed((before) => {
        const at = before.indexOf(path);
        return at < 0 ? before : before.toSpliced(at, 1);
      });
  }, []);
  const scope = useMemo(() => ({ errors: act.userErrors, claim }), [act.userErrors, claim]);
  const blocked = Boolean(why) || act.running;
  const send = (event?: FormEvent) => {
    event?.preventDefault();
    event?.stopPropagation();
    if (!blocked) onSubmit();
  };
  return (
    <ErrorContext.Provider value={scope}>
      <form
        className="form"
        noValidate
        onSubmit={send}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            send();
          }
        }}
      >
        <ActErrors state={act} shown={claimed} />
        <div className="fields">{children}</div>
        <div className="row formfoot">
          <Button type="submit" variant="filled" loading={act.running} disabled={Boolean(why)} rightSection={<Kbd keys="mod+enter" />}>
            {submit}
          </Button>
          {onCancel && <Button onClick={onCancel}>Cancel</Button>}
          {acts}
          {why && <span className="t3 s">{why}</span>}
        </div>
      </form>
    </ErrorContext.Provider>
  );
}

/** Two fields side by side. */
export function FieldRow({ children, columns }: { children: ReactNode; columns?: string }) {
  return (
    <div className="fieldrow" style={columns ? { gridTemplateColumns: columns } : undefined}>
      {children}
    </div>
  );
}

export interface DialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  size?: number;
  children: ReactNode;
}

/** A layer over the page. Nothing below hears a key while it is open. */
export function Dialog({ opened, onClose, title, size = 480, children }: DialogProps) {
  useKeys({}, { barrier: true, enabled: opened });
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={size} closeButtonProps={{ "aria-label": "Close" }}>
      {children}
    </Modal>
  );
}

export interface AskDialogProps {
  opened: boolean;
  onClose: () => void;
  /** "Release SO-10451" */
  title: string;
  /** What will happen, and what not. */
  children?: ReactNode;
  /** The act's verb, on the button: "Release". */
  verb: string;
  danger?: boolean;
  /** Whether a reason is asked for. */
  reason?: "required" | "optional" | "none";
  reasonLabel?: string;
  /** Runs the act; a refusal stays in the dialog, a success closes it. */
  onAct: (reason: string) => Promise<ActResult<unknown> | void>;
  size?: number;
}

/** Asks before an act, and for its reason. */
export function AskDialog({ opened, onClose, title, children, verb, danger, reason = "none", reasonLabel = "Reason", onAct, size }: AskDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={size}>
      {opened && <Asking onClose={onClose} verb={verb} danger={danger} reason={reason} reasonLabel={reasonLabel} onAct={onAct} say={children} />}
    </Dialog>
  );
}

function Asking({ onClose, verb, danger, reason, reasonLabel, onAct, say }: Pick<AskDialogProps, "onClose" | "verb" | "danger" | "onAct"> & { reason: "required" | "optional" | "none"; reasonLabel: string; say: ReactNode }) {
  const [text, setText] = useState("");
  const [running, setRunning] = useState(false);
  const [refused, setRefused] = useState<{ userErrors: UserError[]; failure?: ActState["failure"] }>({ userErrors: [] });
  const sent = useRef(false);
  const missing = reason === "required" && text.trim() === "";
  const run = async () => {
    if (missing || sent.current) return;
    sent.current = true;
    setRunning(true);
    const result = await onAct(text.trim());
    sent.current = false;
    setRunning(false);
    if (!result || result.ok) onClose();
    else setRefused({ userErrors: result.userErrors, failure: result.failure });
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        void run();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void run();
        }
      }}
    >
      {say && <div className="t2">{say}</div>}
      <ActErrors state={refused} />
      {reason !== "none" && (
        <TextAreaField label={reasonLabel} value={text} onChange={setText} required={reason === "required"} autoFocus maxLength={1000} hint="Kept with the record, with your name and the time." />
      )}
      <div className="row formfoot">
        <Button type="submit" variant="filled" color={danger ? "red" : undefined} loading={running} disabled={missing} rightSection={<Kbd keys="mod+enter" />} data-autofocus={reason === "none" || undefined}>
          {verb}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        {missing && <span className="t3 s">Give a reason first.</span>}
      </div>
    </form>
  );
}
