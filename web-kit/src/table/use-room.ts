import { useLayoutEffect, useState, type RefObject } from "react";

/** How wide an element is, as long as that can be known. */
export function useRoom(box: RefObject<HTMLElement | null>): number | undefined {
  const [room, setRoom] = useState<number>();
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    setRoom(element.clientWidth || undefined);
    if (typeof ResizeObserver === "undefined") return undefined;
    const observer = new ResizeObserver(() => setRoom(element.clientWidth || undefined));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return room;
}
