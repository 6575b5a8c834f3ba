import { useParams } from "@tanstack/react-router";

/** A parameter of this page's address. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  return params[name] ?? "";
}
