import type { ReactNode } from "react";
import { ownerName, type Owner } from "../owner/owner.ts";
import type { Noted } from "./figures.tsx";

export interface MarkProps {
  of: Owner;
  /** Hollow when the fact is not there: amber for silence, grey for a missing right. */
  state?: "ready" | "silent" | "denied";
  /** Leave out of the spoken text where words beside it already name the owner. */
  quiet?: boolean;
}

/** Circle is CRM, square is ERP. */
export function Mark({ of, state = "ready", quiet }: MarkProps) {
  const spoken = quiet ? { "aria-hidden": true } : { role: "img", "aria-label": `Owned by ${ownerName(of)}` };
  return <span className={`home ${of} ${state}`} {...spoken} />;
}

/** Initials of a person: the first and the last word, or the last two characters of a name without spaces. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return "?";
  const first = [...(words[0] ?? "")];
  if (words.length === 1) return /\p{Script=Han}/u.test(name) ? first.slice(-2).join("") : first.slice(0, 2).join("").toUpperCase();
  return `${first[0] ?? ""}${[...(words.at(-1) ?? "")][0] ?? ""}`.toUpperCase();
}

export interface WhoProps extends Noted {
  name: string | null | undefined;
  /** Write the name beside the initials. */
  withName?: boolean;
  /** Leave out of the spoken text where the name stands beside it. */
  quiet?: boolean;
  size?: "s" | "l";
}

/** A person. */
export function Who({ name, withName, quiet = withName, size = "s", "data-fact": fact }: WhoProps) {
  if (!name) return withName ? <span className="t3" data-fact={fact}>Nobody</span> : null;
  const dot = (
    <span className={`who ${size}`} data-fact={withName ? undefined : fact} aria-hidden={quiet} role={quiet ? undefined : "img"} aria-label={quiet ? undefined : name} title={quiet ? undefined : name}>
      {initials(name)}
    </span>
  );
  if (!withName) return dot;
  return (
    <span className="row g6" data-fact={fact}>
      {dot}
      <span className="cut">{name}</span>
    </span>
  );
}

/** The tile of an organisation: its first letter. */
export function Tile({ name, size = "s" }: { name: string; size?: "s" | "l" }) {
  return (
    <span className={`tile ${size}`} aria-hidden>
      {[...name.trim()][0]?.toUpperCase() ?? "?"}
    </span>
  );
}

export type Tone = "plain" | "accent" | "ok" | "warn" | "bad";

export interface TagProps extends Noted {
  tone?: Tone;
  /** Outlined with a mark: the fact is borrowed from that side. */
  of?: Owner;
  icon?: ReactNode;
  children: ReactNode;
}

export function Tag({ tone = "plain", of, icon, children, "data-fact": fact }: TagProps) {
  return (
    <span className={`tag ${tone}${of ? " borrowed" : ""}`} data-fact={fact}>
      {of && <Mark of={of} />}
      {icon}
      {children}
    </span>
  );
}

const KEY_SIGNS: Record<string, string> = {
  enter: "\u21B5", backspace: "\u232B", up: "\u2191", down: "\u2193", left: "\u2190", right: "\u2192", esc: "Esc", space: "Space", tab: "Tab",
  mod: "Ctrl", ctrl: "Ctrl", shift: "Shift", alt: "Alt",
};

const isApple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform ?? "");

/** How a key is written: `mod+enter` reads `Ctrl ↵`, on a Mac `⌘ ↵`. */
export function keyText(keys: string): string {
  return keys
    .split("+")
    .map((key) => (isApple && (key === "mod" || key === "ctrl") ? "\u2318" : (KEY_SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key))))
    .join(" ");
}

/** A key, or several pressed one after another: `<Kbd keys="g p" />`. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <>
      {keys.split(" ").map((stroke, at) => (
        // Strokes of one sequence may repeat, so the position belongs to the key.
        <kbd className="kbd" key={`${stroke}-${at}`}>
          {keyText(stroke)}
        </kbd>
      ))}
    </>
  );
}
