import { useEffect, useSyncExternalStore } from "react";

let active: string | undefined;
const present = new Set<string>();
const listeners = new Set<() => void>();

function choose(id: string | undefined): void {
  if (active === id) return;
  active = id;
  for (const listener of listeners) listener();
}

/** Of several tables on a page one hears the keys: the one used last, at first the first. */
export function useActiveTable(id: string): [isActive: boolean, activate: () => void] {
  const isActive = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => active === id,
  );
  useEffect(() => {
    present.add(id);
    if (active === undefined) choose(id);
    return () => {
      present.delete(id);
      if (active === id) choose(present.values().next().value);
    };
  }, [id]);
  return [isActive, () => choose(id)];
}
