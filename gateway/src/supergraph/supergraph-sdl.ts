import { readFile } from "node:fs/promises";

/** The composed supergraph is part of the checkout: a gateway starts without any subgraph being up. */
export async function readSupergraph(file: string): Promise<string> {
  return await readFile(file, "utf8").catch(() => {
    throw new Error(`${file} is missing. Write it with: npm run schema`);
  });
}

/**
 * A copy for the planner, which refuses what it can't enforce. This gateway enforces the permissions itself, from the full supergraph,
 * before anything is planned.
 */
export function withoutSecurityLinks(sdl: string): string {
  return sdl.replaceAll(/,?\s*for:\s*SECURITY/g, "");
}
