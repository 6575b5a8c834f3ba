import type { ApolloClient, ObservableQuery } from "@apollo/client";
import { type Connection, connectionAt, joinPages, withAt } from "./connections.ts";

/** A list that a reader has followed beyond its first page. */
interface Grown {
  steps: readonly string[];
  pages: number;
  /** Of the first page: another filter or order is another list. */
  variables: string;
}

const grown = new WeakMap<object, Grown>();
const textOf = (variables: unknown): string => JSON.stringify(variables ?? {});

/** Notes that one more page of a list stands on the screen. */
export function noteGrown(question: { variables?: unknown }, steps: readonly string[]): void {
  const variables = textOf(question.variables);
  const known = grown.get(question);
  grown.set(question, { steps, variables, pages: known?.variables === variables ? known.pages + 1 : 2 });
}

/**
 * Asks all pages of a grown list again and exchanges them at once, so that the reader stays where they are. Undefined for a question that
 * has not grown.
 */
export function askPagesAgain(client: ApolloClient, question: ObservableQuery<unknown>): Promise<void> | undefined {
  const known = grown.get(question);
  if (!known || known.variables !== textOf(question.variables)) return undefined;
  return askAll(client, question, known);
}

async function askAll(client: ApolloClient, question: ObservableQuery<unknown>, { steps, pages }: Grown): Promise<void> {
  let whole: unknown;
  for (let page = 0; page < pages; page += 1) {
    const before = connectionAt(whole, steps);
    const { data } = await client.query({ query: question.query, variables: { ...question.variables, ...(before && { after: before.pageInfo?.endCursor }) }, fetchPolicy: "no-cache" });
    const next = connectionAt(data, steps);
    // Half a list would be worse than the one of a moment ago.
    if (!next) return;
    whole = before ? withAt(whole, steps, joinPages(before, next)) : data;
    if (!(next as Connection).pageInfo?.hasNextPage) break;
  }
  question.updateQuery(() => whole as never);
}
