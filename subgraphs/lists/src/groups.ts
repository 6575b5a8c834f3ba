/** Sums by one fact: its owner makes the groups, and the other sums by their numbers without seeing a value. */
import type { ListGroups, SumsAsked } from "@homefield/kit";
import { accountTree, asAccounts } from "./account-list.ts";
import type { AccountListGroupBy, QueryAccountListGroupsArgs } from "./generated/graphql.ts";
import type { Asking } from "./page.ts";
import type { Owner } from "./tree.ts";
import { conditionOver, once, type Sums, type TurnoverWindow } from "./totals.ts";

export interface Group { value: string | null; ownerId: string | null; totals: { crm: Sums; erp: Sums } }

const OWNER_OF: Record<AccountListGroupBy, Owner> = { TERRITORY: "crm", OWNER: "crm", TEAM: "crm", SEGMENT: "crm", COUNTRY: "crm", CUSTOMER_GROUP: "erp", MARKET: "erp", LEGAL_ENTITY: "erp" };
const NOTHING: SumsAsked = { turnover: null };

export async function groupsOf(asking: Asking, { filter, groupBy }: QueryAccountListGroupsArgs): Promise<Group[]> {
  const asOf = asking.today;
  const accounts = await conditionOver(asking, asAccounts(accountTree(filter), asOf));
  const inCrm = { list: "accounts", asOf, ...accounts };
  const { ask } = asking.owners;
  const made = OWNER_OF[groupBy] === "crm" ? await ask("crm", { ...inCrm, groupBy, sums: NOTHING }) : await madeInErp();
  const { values, members } = made.groups!;
  const inErp = (sums: SumsAsked): Promise<ListGroups> => ask("erp", { list: "customers", asOf, sets: [], condition: { and: [] }, groups: members!, sums }).then((answer) => answer.groups!);
  const crm = OWNER_OF[groupBy] === "crm" ? made.groups! : (await ask("crm", { ...inCrm, groups: members!, sums: NOTHING })).groups!;
  const balances = once(() => inErp(NOTHING));
  const turnovers = new Map<string, Promise<ListGroups>>();
  const turnover = ({ from, to }: TurnoverWindow): Promise<ListGroups> => {
    const key = JSON.stringify([from, to]);
    const asked = turnovers.get(key) ?? inErp({ turnover: { from: from ?? null, to: to ?? null } });
    turnovers.set(key, asked);
    return asked;
  };
  // Without a value stands last: those the owner of the fact has, and those it does not have at all.
  const groups = [...values.map((value, i) => ({ value, numbers: [i + 1] })), { value: null, numbers: [values.length + 1, 0] }];
  return groups.filter(({ numbers }) => countIn(crm, numbers) > 0).map(({ value, numbers }) => ({
    value,
    ownerId: groupBy === "OWNER" ? value : null,
    totals: { crm: sumsIn(numbers, async () => crm, turnover), erp: sumsIn(numbers.filter((number) => number > 0), balances, turnover) },
  }));

  /** The ERP groups the customers that the CRM found to match. */
  async function madeInErp() {
    const { keys } = await ask("crm", { ...inCrm, keys: [{ and: [] }] });
    return ask("erp", { list: "customers", asOf, sets: [keys![0]!.set], condition: { set: 0 }, groupBy });
  }
}
const countIn = ({ counts }: ListGroups, numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + (counts[number] ?? 0), 0);
function sumsIn(numbers: readonly number[], ask: () => Promise<ListGroups>, turnover: (window: TurnoverWindow) => Promise<ListGroups>): Sums {
  const of = (groups: ListGroups) => groups.sums.filter((row) => numbers.includes(Number(row.group)));
  return { count: async () => countIn(await ask(), numbers), rows: async () => of(await ask()), turnover: async (window) => of(await turnover(window)) };
}
