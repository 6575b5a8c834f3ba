import { useCallback, useLayoutEffect, useRef } from "react";

/** A function that stays the same and always does what the latest render says. For handlers of rows that should not render anew. */
export function useStable<Arguments extends unknown[], Result>(handler: (...args: Arguments) => Result): (...args: Arguments) => Result {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  return useCallback((...args: Arguments) => latest.current(...args), []);
}
