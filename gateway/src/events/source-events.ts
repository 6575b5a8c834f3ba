import type { SourceState } from "../supergraph/source-state.ts";
import type { LiveEvent } from "./event-log.ts";

/** A source fell silent or answers again: pages say so, and fill their panels without being reloaded. */
export function sourceTurned(name: string, { state }: SourceState): LiveEvent {
  return { type: state === "silent" ? "SourceSilent" : "SourceAnswering", source: name };
}
