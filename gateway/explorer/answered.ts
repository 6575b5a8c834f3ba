import type { GraphiQLProps } from "graphiql";

type Asked = Parameters<GraphiQLProps["fetcher"]>[0];

/** Sends a document in the name of who is signed in. Whoever is signed out meanwhile is led to the sign-in. */
export async function answered(asked: Asked): Promise<object> {
  const response = await fetch("/graphql", {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json", "x-homefield-client": "explorer" },
    body: JSON.stringify(asked),
  });
  if (response.status === 401) window.location.assign("/");
  return (await response.json()) as object;
}
