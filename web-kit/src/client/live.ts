import { useEffect, useRef } from "react";

/** Something that happened, told after it was committed. */
export interface LiveEvent {
  type: string;
  number?: string;
}

let stream: EventSource | undefined;
const listeners = new Set<(event: LiveEvent) => void>();

export function listen(listener: (event: LiveEvent) => void): () => void {
  if (typeof EventSource === "undefined") return () => undefined;
  listeners.add(listener);
  if (!stream) {
    stream = new EventSource("/events");
    stream.onmessage = (message) => {
      try {
        const event = JSON.parse(String(message.data)) as LiveEvent;
        for (const one of listeners) one(event);
      } catch {
        // A line that is no event is of no use to a screen.
      }
    };
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      stream?.close();
      stream = undefined;
    }
  };
}

/** Hears what happened elsewhere, so that a screen which shows it can ask its owner again: `useLive(["InvoicePosted"], refetch)`. */
export function useLive(types: readonly string[], heard: (event: LiveEvent) => void): void {
  const latest = useRef({ types, heard });
  latest.current = { types, heard };
  useEffect(
    () =>
      listen((event) => {
        if (latest.current.types.includes(event.type)) latest.current.heard(event);
      }),
    [],
  );
}
