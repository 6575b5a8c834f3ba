import type { Identity } from "../identity/identity.ts";
import { Complaint } from "../protection/complaint.ts";
import { requireDeliberateRequest } from "../protection/same-origin.ts";
import { changeView, deleteView, listViews, saveView, teamsToShareWith, type ViewInput } from "../views/saved-views.ts";
import { callerOfSession } from "./authenticate.ts";
import { type Exchange, readJson, sendJson } from "./http.ts";
import { optional, record, stringField } from "./input.ts";

const BODY_LIMIT_BYTES = 16 * 1024;
const LONGEST_LABEL = 60;
const LONGEST_SEARCH = 4_000;

/**
 * `/views`: states of lists that people keep under a name. They belong to no business owner, so they are here, where they open while
 * either owner is silent; opened, they ask the owners like any other address.
 */
export async function viewsRoute(identity: Identity, exchange: Exchange): Promise<void> {
  const { request, url } = exchange;
  const { pool } = identity;
  const caller = await callerOfSession(identity, request);
  if (caller === null) throw new Complaint(401, "UNAUTHENTICATED", "Sign in first.");
  const [, , id, ...deeper] = url.pathname.split("/");
  const { method } = request;
  if (deeper.length > 0) throw new Complaint(404, "NOT_FOUND", "There is nothing at this address.");
  if (method === "GET" && id === undefined) {
    const side = sideOf(url.searchParams.get("side"));
    const screen = url.searchParams.get("screen");
    const views = await listViews(pool, caller, side, screen === null ? null : screenOf(screen));
    return sendJson(exchange, 200, { views, teams: await teamsToShareWith(pool, caller) });
  }
  if (method === "POST" && id === undefined) {
    const body = record(await readJson(request, BODY_LIMIT_BYTES));
    const input: ViewInput = { side: sideOf(body.side), screen: screenOf(stringField(body, "screen", 100)), ...stateOf(body) };
    return sendJson(exchange, 201, await saveView(pool, caller, input));
  }
  if (method === "PUT" && id !== undefined) {
    return sendJson(exchange, 200, await changeView(pool, caller, id, stateOf(record(await readJson(request, BODY_LIMIT_BYTES)))));
  }
  if (method === "DELETE" && id !== undefined) {
    requireDeliberateRequest(request);
    await deleteView(pool, caller, id);
    return sendJson(exchange, 200, { deleted: true });
  }
  throw new Complaint(405, "METHOD_NOT_ALLOWED", "Views are listed (GET), kept (POST), changed (PUT /views/ID) and deleted (DELETE /views/ID).");
}

const bad = (message: string) => new Complaint(400, "BAD_USER_INPUT", message);

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;

function sideOf(value: unknown): ViewInput["side"] {
  if (value !== "crm" && value !== "erp") throw bad('"side" is crm or erp.');
  return value;
}

/** A path within a side and nothing more: it becomes a link in other people's pages. */
function screenOf(value: string): string {
  if (!/^\/[a-z0-9][a-z0-9/-]{0,98}$/.test(value) || value.includes("//")) throw bad('"screen" is the path of a list, such as /accounts.');
  return value;
}

function stateOf(body: Readonly<Record<string, unknown>>): Pick<ViewInput, "label" | "search" | "sharedWith"> {
  const label = stringField(body, "label", LONGEST_LABEL).trim();
  if (label === "" || CONTROL.test(label)) throw bad('"label" is missing: name the view in a few words.');
  const search = body.search === "" ? "" : stringField(body, "search", LONGEST_SEARCH);
  if ((search !== "" && !search.startsWith("?")) || CONTROL.test(search) || search.includes("#")) throw bad('"search" is the address behind the path: it begins with a question mark.');
  return { label, search, sharedWith: optional(body, "sharedWith", (object, key) => stringField(object, key, 100)) ?? null };
}
