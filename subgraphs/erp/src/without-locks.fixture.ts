/**
 * The same acts without their row locks, for race tests: a test that also passes without the locks proves nothing about them.
 * Only locks asked for by name are taken away; what the database locks by itself stays.
 */
import { type KyselyPlugin, OperationNodeTransformer, type RawNode } from "kysely";
import type { ErpContext } from "./context.ts";

class LockRemover extends OperationNodeTransformer {
  protected override transformRaw(node: RawNode): RawNode {
    const raw = super.transformRaw(node);
    return { ...raw, sqlFragments: raw.sqlFragments.map((text) => text.replace(/\bfor (no key )?update( of \w+)?( skip locked)?/g, "").replaceAll("pg_advisory_xact_lock(", "(")) };
  }
}
const remover = new LockRemover();
const plugin: KyselyPlugin = { transformQuery: ({ node }) => remover.transformNode(node), transformResult: async ({ result }) => result };
export const withoutLocks = (ctx: ErpContext): ErpContext => ({ ...ctx, db: ctx.db.withPlugin(plugin) });
