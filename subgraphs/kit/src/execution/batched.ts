import { gathered } from "../loader.ts";
import type { Context } from "../context.ts";

/** Values of one field for many parents, in their order. */
// oxlint-disable-next-line typescript/no-explicit-any -- rows of many shapes
export type BatchResolve = (parents: readonly any[], args: any, ctx: any) => Promise<readonly unknown[]>;

/**
 * A resolver written for many parents at once. The executor of this kit calls it once for a whole level; graphql-js, which asks for each
 * parent, gets the parents of one tick gathered. An Error among the values is that parent's alone.
 */
export function batched<Parent extends object, Args, C extends Context<any>>(
  name: string, batch: (parents: readonly Parent[], args: Args, ctx: C) => Promise<readonly unknown[]>,
): ((parent: Parent, args: Args, ctx: C) => unknown) & { batch: BatchResolve } {
  const one = (parent: Parent, args: Args, ctx: C): unknown => gathered(ctx, `batched ${name} ${JSON.stringify(args)}`, (parents: readonly Parent[]) => batch(parents, args, ctx)).load(parent);
  return Object.assign(one, { batch });
}
