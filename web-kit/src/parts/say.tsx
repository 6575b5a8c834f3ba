import { useState, type ReactNode } from "react";
import { Button } from "@mantine/core";
import { CircleAlert, Info, ShieldAlert, Unplug } from "lucide-react";
import { formatMoment } from "../format/dates.ts";
import { failureSentence, type ActState, type UserError } from "../client/act.ts";
import type { Failure } from "../client/failure.ts";

export interface NoticeProps {
  tone?: "plain" | "warn" | "bad";
  icon?: "info" | "approval" | "silent" | "alert" | ReactNode;
  /** The acts that lift it: links or small buttons. */
  acts?: ReactNode;
  children: ReactNode;
}

const NOTICE_ICONS: Record<string, ReactNode> = {
  info: <Info size={15} strokeWidth={1.6} aria-hidden />,
  approval: <ShieldAlert size={15} strokeWidth={1.6} aria-hidden />,
  silent: <Unplug size={15} strokeWidth={1.6} aria-hidden />,
  alert: <CircleAlert size={15} strokeWidth={1.6} aria-hidden />,
};

/** A sentence that stays until it is dealt with, and the act that does. Begin it with what is wrong, in bold. */
export function Notice({ tone = "plain", icon, acts, children }: NoticeProps) {
  const chosen = icon ?? (tone === "bad" ? "alert" : tone === "warn" ? "approval" : "info");
  return (
    <div className={`notice ${tone}`} role={tone === "bad" ? "alert" : "status"}>
      {typeof chosen === "string" ? NOTICE_ICONS[chosen] : chosen}
      <span className="grow">{children}</span>
      {acts && <span className="row acts">{acts}</span>}
    </div>
  );
}

/** The refusals and failures of an act, where the act was. Those a field shows itself can be left out by path. */
export function ActErrors({ state, shown = [] }: { state: Pick<ActState, "userErrors" | "failure">; shown?: readonly string[] }) {
  const rest = state.userErrors.filter((error) => !shown.some((path) => matchesPath(error, path)));
  if (rest.length === 0 && !state.failure) return null;
  return (
    <Notice tone="bad">
      {state.failure && <p>{failureSentence(state.failure)}</p>}
      {rest.map((error) => (
        <p key={`${error.code} ${(error.path ?? []).join(".")} ${error.message}`}>{error.message}</p>
      ))}
    </Notice>
  );
}

/** Whether a refusal is about a field: `input` at the front of the path is the argument's name and does not count. */
export function matchesPath(error: UserError, path: string): boolean {
  const steps = [...(error.path ?? [])];
  if (steps[0] === "input") steps.shift();
  return steps.join(".") === path;
}

export function errorAt(errors: readonly UserError[], path: string): string | undefined {
  return errors.find((error) => matchesPath(error, path))?.message;
}

export interface EmptyStateProps {
  title: string;
  /** One sentence on what belongs here. */
  children?: ReactNode;
  /** One act. */
  act?: ReactNode;
  /** Where to look if it lives elsewhere. */
  elsewhere?: ReactNode;
}

export function EmptyState({ title, children, act, elsewhere }: EmptyStateProps) {
  return (
    <div className="centre">
      <div className="say">
        <h2>{title}</h2>
        {children && <p>{children}</p>}
        {act && <div className="row">{act}</div>}
        {elsewhere && <div className="elsewhere">{elsewhere}</div>}
      </div>
    </div>
  );
}

export interface ErrorPageProps {
  /** "This entry did not load". */
  title: string;
  /** What happened and what is safe: "The answer broke off. Nothing was changed." */
  children: ReactNode;
  failure?: Failure;
  onRetry?: () => void;
  retrying?: boolean;
  /** A way back. */
  back?: ReactNode;
  at?: Date;
}

/** A page that did not load: what failed, what is safe, retry, request number. */
export function ErrorPage({ title, children, failure, onRetry, retrying, back, at }: ErrorPageProps) {
  const [when] = useState(() => at ?? new Date());
  const [copied, setCopied] = useState(false);
  const rows: [string, string][] = [
    ["What failed", [failure?.code, failure?.path].filter(Boolean).join(" at ") || "Loading this page"],
    ["When", formatMoment(when, { always: true })],
    ...(failure?.requestId ? ([["Request", failure.requestId]] as [string, string][]) : []),
  ];
  const copy = async () => {
    await navigator.clipboard.writeText(rows.map(([key, value]) => `${key}: ${value}`).join("\n"));
    setCopied(true);
  };
  return (
    <div className="centre" role="alert">
      <div className="say">
        <h2>{title}</h2>
        <p>{children}</p>
        <div className="row">
          {onRetry && (
            <Button variant="filled" onClick={onRetry} loading={retrying}>
              Load again
            </Button>
          )}
          {back}
        </div>
        <dl className="facts small below">
          {rows.map(([key, value]) => (
            <div className="fact" key={key}>
              <dt>{key}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <button type="button" className="link s" onClick={copy}>
          {copied ? "Copied" : "Copy for support"}
        </button>
      </div>
    </div>
  );
}

export interface StepProps {
  id: string;
  title: ReactNode;
  sub?: ReactNode;
  mark?: ReactNode;
  state: "done" | "now" | "todo" | "bad";
}

/** Steps that something goes through, side by side; the words say what colour repeats. */
export function Steps({ steps, label }: { steps: readonly StepProps[]; label: string }) {
  return (
    <ol className="steps" aria-label={label} style={{ gridTemplateColumns: `repeat(${steps.length}, minmax(0, 1fr))` }}>
      {steps.map((step) => (
        <li key={step.id} className={step.state} aria-current={step.state === "now" ? "step" : undefined}>
          <span className="row g6 name">
            {step.mark}
            <span className="cut">{step.title}</span>
          </span>
          {step.sub && <span className="xs t3 tab cut sub">{step.sub}</span>}
        </li>
      ))}
    </ol>
  );
}
