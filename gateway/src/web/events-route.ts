import type { EventStream } from "../events/event-stream.ts";
import type { Identity } from "../identity/identity.ts";
import { Complaint } from "../protection/complaint.ts";
import { refuseForeignOrigin } from "../protection/same-origin.ts";
import { callerOf } from "./authenticate.ts";
import { type Exchange, header } from "./http.ts";

const MOST_STREAMS = 5_000;

/** `/events`: a line to the page for whatever it may want to ask again about. */
export async function eventsRoute(identity: Identity, stream: EventStream, publicOrigin: string, { request, response, url }: Exchange): Promise<void> {
  if (request.method !== "GET") throw new Complaint(405, "METHOD_NOT_ALLOWED", "Events are read with GET.", { allow: "GET" });
  const caller = await callerOf(identity, request);
  if (caller === null) throw new Complaint(401, "UNAUTHENTICATED", "Sign in, or send an API key.");
  if (caller.via === "session") refuseForeignOrigin(request, publicOrigin);
  if (stream.size >= MOST_STREAMS) throw new Complaint(503, "TOO_MANY_STREAMS", "Too many pages listen already. Ask again by hand for a while.", { "retry-after": "30" });
  // A browser that mends its connection sends the header; one that opens another says it in the address.
  stream.add(response, caller, header(request, "last-event-id") ?? url.searchParams.get("after") ?? undefined);
}
