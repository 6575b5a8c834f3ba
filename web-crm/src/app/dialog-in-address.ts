import { useCallback } from "react";
import { useNavigate } from "@homefield/web-kit";
import { useSearch } from "@tanstack/react-router";

/** A dialog that the address opens: `/accounts?new=1`. So a link, a key and the palette open the same one. */
export function useDialogInAddress(name: string): { value: string | undefined; open: (value?: string) => void; close: () => void } {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const navigate = useNavigate();
  const set = useCallback(
    (next: string | undefined) =>
      void navigate({ to: ".", replace: true, search: (before: Record<string, unknown>) => ({ ...before, [name]: next }) }),
    [navigate, name],
  );
  const open = useCallback((next = "1") => set(next), [set]);
  const close = useCallback(() => set(undefined), [set]);
  const value = search[name];
  return { value: value === undefined || value === null ? undefined : String(value), open, close };
}
