/**
 * Screens of many people ask the same question when something they all show has changed, and the gateway may give one answer to all
 * who may see the same (permissions, teams, legal entities). Not when it is the asker's own: their name, mail or token had a part in
 * it, or it is written down that they saw it (read-audit.ts). Nobody has to remember to say so: whoever reads who asks has said it.
 */
import type { Caller } from "./caller.ts";
import type { Context } from "./context.ts";

/** On answers that are their asker's own. */
export const PERSONAL_HEADER = "x-homefield-personal";

/** From here on, notes whether anybody looks at who asks. */
export function watchPersonal(ctx: Context<any>): { isPersonal: boolean } {
  const noted = { isPersonal: false };
  const watch = (object: object, name: string, value: unknown): void => {
    Object.defineProperty(object, name, { enumerable: true, configurable: true, get: () => { noted.isPersonal = true; return value; } });
  };
  const { permissions, teams, legalEntities, ...own } = ctx.caller;
  const caller = { permissions, teams, legalEntities } as Caller;
  for (const [name, value] of Object.entries(own)) watch(caller, name, value);
  ctx.caller = caller;
  watch(ctx, "token", ctx.token);
  return noted;
}
