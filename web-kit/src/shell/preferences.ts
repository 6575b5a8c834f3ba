import { useSyncExternalStore } from "react";

export type Density = "compact" | "regular" | "relaxed";

const listeners = new Set<() => void>();

/** Reads what this browser remembers; storage may be forbidden, then nothing is remembered. */
export function recall<T>(name: string): T | undefined {
  try {
    const text = localStorage.getItem(`homefield.${name}`);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

export function remember(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(`homefield.${name}`);
    else localStorage.setItem(`homefield.${name}`, JSON.stringify(value));
  } catch {
    // A browser without storage still works; it only forgets.
  }
  version += 1;
  for (const listener of listeners) listener();
}

let version = 0;
const cache = new Map<string, { version: number; text: string; value: unknown }>();

function recallStable<T>(name: string): T | undefined {
  const hit = cache.get(name);
  if (hit?.version === version) return hit.value as T | undefined;
  const value = recall<T>(name);
  const text = JSON.stringify(value) ?? "";
  if (hit && hit.text === text) {
    hit.version = version;
    return hit.value as T | undefined;
  }
  cache.set(name, { version, text, value });
  return value;
}

/** Something this browser remembers for its reader: `const [density, setDensity] = usePreference("density", "regular")`. */
export function usePreference<T>(name: string, otherwise: T): [T, (value: T | undefined) => void] {
  const value = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => recallStable<T>(name),
  );
  return [value ?? otherwise, (next) => remember(name, next)];
}

/** Forgets what belongs to a person rather than to the browser. */
export function forgetPerson(): void {
  for (const app of ["crm", "erp"]) remember(`recent.${app}`, undefined);
}
