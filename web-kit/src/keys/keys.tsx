import { useEffect, useRef, useSyncExternalStore } from "react";
import { decide, strokeOf, type KeyLayer, type KeyMap } from "./strokes.ts";

let layers: KeyLayer[] = [];
const listeners = new Set<() => void>();
let before = "";
let forget: ReturnType<typeof setTimeout> | undefined;

const SEQUENCE_MS = 1_200;

function tell(): void {
  for (const listener of listeners) listener();
}

const FIELD = "input, textarea, select, [contenteditable='true'], [role='combobox'], [role='textbox']";
const NOT_TYPING = /^(checkbox|radio|button|submit|reset|range|color|file)$/;
const PRESSABLE = "button, a[href], summary, [role='button'], [role='menuitem'], [role='option'], [role='tab'], input[type='checkbox'], input[type='radio']";

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field = target.closest(FIELD);
  return field !== null && !(field instanceof HTMLInputElement && NOT_TYPING.test(field.type));
}

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  const stroke = strokeOf(event);
  if (["control", "meta", "shift", "alt"].includes(event.key.toLowerCase())) return;
  // A menu has keys of its own, and a focused button means itself by Enter and Space.
  if (target?.closest("[role='menu'], [role='listbox']") && !stroke.startsWith("mod+")) return;
  if ((stroke === "enter" || stroke === "space") && target?.closest(PRESSABLE)) return;

  const decision = decide(layers, stroke, before, isTyping(target));
  clearTimeout(forget);
  before = "";
  if (!decision) return;
  event.preventDefault();
  if ("act" in decision) {
    decision.act.run(event);
  } else {
    before = decision.waitFor;
    forget = setTimeout(() => {
      before = "";
    }, SEQUENCE_MS);
  }
}

let listening = false;

function push(layer: KeyLayer): () => void {
  if (!listening) {
    listening = true;
    window.addEventListener("keydown", hear);
  }
  layers = [...layers, layer];
  tell();
  return () => {
    layers = layers.filter((one) => one !== layer);
    tell();
  };
}

export interface UseKeysOptions {
  /** The head these keys stand under in the map of keys. */
  group?: string;
  /** Nothing below hears anything while this is there: for dialogs. */
  barrier?: boolean;
  enabled?: boolean;
}

/**
 * Keys of a screen or a part of it: `useKeys({ c: { label: "New account", run: create } }, { group: "Accounts" })`.
 * Letters act only outside fields. The part that came last wins. `?` lists them all.
 */
export function useKeys(map: KeyMap, options: UseKeysOptions = {}): void {
  const { group, barrier, enabled = true } = options;
  const latest = useRef(map);
  latest.current = map;
  const names = Object.keys(map)
    .filter((keys) => map[keys])
    .join("|");
  useEffect(() => {
    if (!enabled) return undefined;
    // The layer reads through to the latest acts, so a screen may make new closures on every render.
    const through: KeyMap = {};
    for (const keys of names === "" ? [] : names.split("|")) {
      Object.defineProperty(through, keys, { enumerable: true, get: () => latest.current[keys] });
    }
    return push({ group, barrier, map: through });
  }, [names, group, barrier, enabled]);
}

const readLayers = () => layers;

export function useKeyLayers(): readonly KeyLayer[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, readLayers);
}
