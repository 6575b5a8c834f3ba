import type { Caller } from "../identity/caller.ts";
import { missingPermission, type Requirements } from "../supergraph/requirements.ts";
import type { Happening } from "./event-log.ts";

/**
 * Who hears of what: whoever may read the type, as the supergraph says, and the row, by team and legal entity. A type the supergraph asks no
 * permission for is told to nobody: what anybody may know needs no telling.
 */
export function mayHear(requirements: Requirements, caller: Pick<Caller, "permissions" | "teams" | "legalEntities">, { event, audience }: Pick<Happening, "event" | "audience">): boolean {
  if (audience === null) return true;
  const needed = requirements.ofType(event.type);
  if (needed === null || missingPermission(needed, caller.permissions) !== null) return false;
  return isAmong(audience.team, caller.teams) && isAmong(audience.legalEntity, caller.legalEntities);
}

const isAmong = (one: string | null, held: readonly string[]): boolean => one === null || held.includes("*") || held.includes(one);
