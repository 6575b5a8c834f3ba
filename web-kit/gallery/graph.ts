import { gql } from "@apollo/client";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { places, type Place } from "./invented.ts";

export type Mood = "well" | "slow" | "silent" | "denied" | "broken" | "none";

/** How the invented other side behaves; chosen in the address, changed by the gallery's own buttons. */
export const mood = { erp: (new URLSearchParams(window.location.search).get("erp") ?? "well") as Mood, signedIn: !window.location.search.includes("signedout") };

export interface PlacesData {
  places: { nodes: Place[]; totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | null;
}

export const Places: TypedDocumentNode<PlacesData, { filter?: unknown; orderBy?: unknown; first: number; after?: string }> = gql`
  query Places($filter: PlaceFilter, $orderBy: [PlaceOrder!], $first: Int!, $after: String) {
    places(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes { id name keeper step stepDue seen estimate { amount currency }
        stock { number parcels arrival arrivalWas balance { amount currency } late { amount currency } state } }
      totalCount pageInfo { hasNextPage endCursor }
    }
  }
`;

export interface PlaceData {
  place: (Place & { balance: unknown; shelves: unknown; loads: unknown; papers: unknown }) | null;
}

export const OnePlace: TypedDocumentNode<PlaceData, { id: string }> = gql`
  query OnePlace($id: ID!) {
    place(id: $id) { id name keeper stock { number parcels arrival arrivalWas balance { amount currency } late { amount currency } state } }
  }
`;

export const RenamePlace: TypedDocumentNode<{ placeRename: { place: { id: string; name: string } | null; userErrors: { code: string; message: string; path: string[] }[] } }, { id: string; name: string; idempotencyKey: string }> = gql`
  mutation RenamePlace($id: ID!, $name: String!, $idempotencyKey: String!) {
    placeRename(id: $id, name: $name, idempotencyKey: $idempotencyKey) { place { id name } userErrors { code message path } }
  }
`;

// `?expire` ends the session while somebody is at work.
if (window.location.search.includes("expire")) setTimeout(() => (mood.signedIn = false), 1_000);

const world = places(214);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const since = new Date(Date.now() - 11 * 60_000).toISOString();

interface Question {
  operationName: string;
  variables: Record<string, unknown>;
}

async function answer({ operationName, variables }: Question): Promise<unknown> {
  await wait(mood.erp === "slow" ? 2_500 : 60);
  const now = new Date().toISOString();
  const erp = mood.erp === "silent" ? { status: "silent", since } : { status: "answered", asOf: now };
  const extensions = { requestId: "7f3c-19ab-e204", sources: { crm: { status: "answered", asOf: now }, erp } };
  const missing = (path: string[]) =>
    mood.erp === "silent"
      ? [{ message: "ERP is not answering.", path, extensions: { code: "SOURCE_UNAVAILABLE", source: "erp", since } }]
      : mood.erp === "denied"
        ? [{ message: "Not for your role.", path, extensions: { code: "FORBIDDEN", permission: "stock:read" } }]
        : [];
  const without = mood.erp === "silent" || mood.erp === "denied";
  if (operationName === "Places") {
    if (mood.erp === "broken") return { data: null, errors: [{ message: "This could not be answered because of a fault.", path: ["places"], extensions: { code: "INTERNAL" } }], extensions };
    if (mood.erp === "none") return { data: { places: { __typename: "PlaceConnection", nodes: [], totalCount: 0, pageInfo: { __typename: "PageInfo", hasNextPage: false, endCursor: null } } }, extensions };
    const filter = JSON.stringify(variables.filter ?? "");
    const order = (variables.orderBy as { field: string; direction: string }[] | undefined)?.[0];
    let rows = filter.includes("contains") ? world.filter((place) => place.name.toLowerCase().includes(/"contains":"([^"]*)"/.exec(filter)?.[1]?.toLowerCase() ?? "")) : world;
    if (order?.field === "NAME") rows = rows.toSorted((a, b) => a.name.localeCompare(b.name) * (order.direction === "DESC" ? -1 : 1));
    if (order?.field === "LATE") rows = rows.toSorted((a, b) => (Number(a.stock?.late.amount ?? 0) - Number(b.stock?.late.amount ?? 0)) * (order.direction === "DESC" ? -1 : 1));
    const from = Number(variables.after ?? 0);
    const nodes = rows.slice(from, from + 50).map((place) => (without ? { ...place, stock: null } : place));
    const next = from + 50 < rows.length;
    return {
      data: { places: { __typename: "PlaceConnection", nodes, totalCount: rows.length, pageInfo: { __typename: "PageInfo", hasNextPage: next, endCursor: next ? String(from + 50) : null } } },
      errors: missing(["places", "nodes", "stock"]),
      extensions,
    };
  }
  if (operationName === "OnePlace") {
    const place = world.find((one) => one.id === variables.id);
    return { data: { place: place ? { ...place, stock: without ? null : place.stock } : null }, errors: place ? missing(["place", "stock"]) : [], extensions };
  }
  if (operationName === "RenamePlace") {
    await wait(400);
    const name = String(variables.name);
    const refused = name.trim().length < 3;
    return {
      data: {
        placeRename: {
          __typename: "PlaceRenamePayload",
          place: refused ? null : { __typename: "Place", id: variables.id, name },
          userErrors: refused ? [{ __typename: "UserError", code: "TOO_SHORT", message: "A name has at least three letters. Write it out.", path: ["input", "name"] }] : [],
        },
      },
      extensions,
    };
  }
  return { data: {}, extensions };
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", "x-request-id": "7f3c-19ab-e204" } });

/** Stands in for the gateway: everything the kit ever asks. */
export async function inventedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const path = new URL(String(input instanceof Request ? input.url : input), window.location.origin).pathname;
  if (path === "/graphql" && !mood.signedIn) return json({ errors: [{ message: "Sign in first.", extensions: { code: "UNAUTHENTICATED" } }] }, 401);
  if (path === "/graphql") return json(await answer(JSON.parse(String(init?.body)) as Question));
  if (path === "/status") return json({ sources: { crm: { state: "answering" }, erp: mood.erp === "silent" ? { state: "silent", since } : { state: "answering" } } });
  if (path === "/me") {
    return mood.signedIn
      ? json({ id: "u1", name: "Ines Holm", email: "ines@example.test", roles: ["sample"], permissions: ["place:read"], teams: ["*"], legalEntities: ["*"] })
      : json({ code: "UNAUTHENTICATED" }, 401);
  }
  if (path === "/auth/sign-in/email") {
    await wait(400);
    const { password } = JSON.parse(String(init?.body)) as { password: string };
    mood.signedIn = password === "demo";
    return mood.signedIn ? json({}) : json({}, 401);
  }
  if (path === "/auth/demo-users") {
    return json({
      password: "demo",
      users: ["Ines Holm/sales", "Camille Moreau/sales", "Rosa Castellan/sales-manager", "Jonas Lindqvist/support", "Mads Østergaard/accountant", "Henrik Ågren/controller", "Søren Dahl/warehouse", "Birgit Møller/admin"].map((one) => {
        const [name = "", role = ""] = one.split("/");
        return { name, role, email: `${name.split(" ")[0]?.toLowerCase()}@example.test` };
      }),
    });
  }
  if (path === "/views" && init?.method !== "POST") return json({ views: [], teams: ["NORDIC"] });
  return json({}, 404);
}
