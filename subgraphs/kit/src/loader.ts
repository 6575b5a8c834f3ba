// dataloader: the reference implementation of batching per request, kept by the GraphQL foundation.
import DataLoader from "dataloader";
import type { Context } from "./context.ts";

/**
 * One batched loader per request and name. The batch gets all keys asked for in this tick, once each, and returns rows;
 * a key without a row gives null.
 */
export function loaderOf<DB, Row>(ctx: Context<DB>, name: string, keyOf: (row: Row) => string, batch: (keys: readonly string[]) => Promise<readonly Row[]>): DataLoader<string, Row | null> {
  let loader = ctx.loaders.get(name) as DataLoader<string, Row | null> | undefined;
  if (!loader) {
    loader = new DataLoader<string, Row | null>(async (keys) => {
      const found = new Map((await batch(keys)).map((row) => [keyOf(row), row]));
      return keys.map((key) => found.get(key) ?? null);
    }, { maxBatchSize: 5_000 });
    ctx.loaders.set(name, loader);
  }
  return loader;
}
/** The same for lists: all rows of each key, in the batch's order. A key without rows gives an empty list. */
export function listLoaderOf<DB, Row>(ctx: Context<DB>, name: string, keyOf: (row: Row) => string, batch: (keys: readonly string[]) => Promise<readonly Row[]>): DataLoader<string, Row[]> {
  let loader = ctx.loaders.get(name) as DataLoader<string, Row[]> | undefined;
  if (!loader) {
    loader = new DataLoader<string, Row[]>(async (keys) => {
      const groups = new Map<string, Row[]>(keys.map((key) => [key, []]));
      for (const row of await batch(keys)) groups.get(keyOf(row))?.push(row);
      return keys.map((key) => groups.get(key)!);
    }, { maxBatchSize: 5_000 });
    ctx.loaders.set(name, loader);
  }
  return loader;
}
