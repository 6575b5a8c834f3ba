/** The parts of a keyboard event a stroke is read from. */
export interface StrokeEvent {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const NAMES: Record<string, string> = {
  " ": "space", arrowup: "up", arrowdown: "down", arrowleft: "left", arrowright: "right", esc: "escape", del: "delete",
};

/** One stroke in the kit's notation: `j`, `shift+x`, `mod+enter`, `?`. Ctrl and ⌘ are one: `mod`. */
export function strokeOf(event: StrokeEvent): string {
  const lower = event.key.toLowerCase();
  const key = NAMES[lower] ?? lower;
  const letter = /^\p{L}$/u.test(key);
  // What needs Shift differs by keyboard, so signs are taken as they were written.
  const shift = event.shiftKey && (letter || key.length > 1);
  return [event.ctrlKey || event.metaKey ? "mod" : "", event.altKey ? "alt" : "", shift ? "shift" : "", key].filter(Boolean).join("+");
}

export interface KeyAct {
  /** What it does, for the map of keys. */
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Works, but is not listed. */
  hidden?: boolean;
  /** Works while typing in a field as well. Strokes with Ctrl always do. */
  inFields?: boolean;
}

/** Strokes to acts; `g a` is `g`, then `a`. */
export type KeyMap = Record<string, KeyAct | undefined | false>;

export interface KeyLayer {
  group?: string;
  map: KeyMap;
  /** Nothing below this layer hears anything: a dialog is open. */
  barrier?: boolean;
}

export type Decision = { act: KeyAct } | { waitFor: string } | undefined;

/** Which act a stroke means, given what was pressed just before. The topmost layer decides. */
export function decide(layers: readonly KeyLayer[], stroke: string, before: string, typing: boolean): Decision {
  const allowed = (act: KeyAct, keys: string) => !typing || act.inFields === true || keys.startsWith("mod+") || keys === "escape";
  for (const keys of before ? [`${before} ${stroke}`, stroke] : [stroke]) {
    for (const layer of layers.toReversed()) {
      const act = layer.map[keys];
      if (act && allowed(act, keys)) return { act };
      if (layer.barrier) break;
    }
  }
  if (!typing) {
    for (const layer of layers.toReversed()) {
      if (Object.entries(layer.map).some(([keys, act]) => act && keys.startsWith(`${stroke} `))) return { waitFor: stroke };
      if (layer.barrier) break;
    }
  }
  return undefined;
}
