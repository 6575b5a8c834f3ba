import type { Caller } from "../identity/caller.ts";
import type { SourceReports } from "./source-state.ts";

/** What one request carries on its way through the graph. */
export interface GraphContext {
  caller: Caller;
  requestId: string;
  sources: SourceReports;
  /** The event because of which this is asked again, when one is. */
  event?: string | undefined;
  /** The short token that tells a subgraph who asks. */
  token: () => Promise<string>;
}
