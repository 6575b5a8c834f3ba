/**
 * What a coordinator asks an owner about one of its lists, and how the owner answers: pages, sums and keys under conditions that mix the
 * owner's own facts with sets of the other's keys. All parts of a question are answered from one moment.
 */
import { type RawBuilder, sql } from "kysely";
import { allOf, anyOf, notSo } from "./filter.ts";
import type { CalendarDate } from "./calendar-date.ts";
import { can, forbidden } from "./caller.ts";
import { assertMayUse, filterOf, fromOf, type ListDefinition } from "./connection.ts";
import type { Context } from "./context.ts";
import { groupOf, keyGroupsOf, MOST_GROUPS, readKeyGroups, writeKeyGroups } from "./key-groups.ts";
import { type Bound, FEW_KEYS, inKeySet, type KeySet, keySetOf, readKeySet, tooLarge, writeKeySet } from "./key-set.ts";
import { afterCondition, badInput, cursorColumns, cursorOf, type OrderBy, orderClause, orderOf, readCursor } from "./keyset.ts";

/** `own`: a filter of the asked list. `set`: the row's customer is in this one of the sets given. */
export type Condition = { and: Condition[] } | { or: Condition[] } | { not: Condition } | { own: object } | { set: number };
export interface ListQuestion {
  list: string;
  /** The day that decides what is overdue. */
  asOf: CalendarDate;
  sets: string[];
  condition: Condition;
  /** Rows in order. For each of `marks` a row says whether it holds. */
  page?: { orderBy: OrderBy | null; after: string | null; first: number; marks: Condition[]; onlyIfCheap?: boolean };
  /** The rows of these customers, in no order. */
  look?: { customers: string[]; marks: Condition[] };
  /** The customers of the rows for which one of these holds as well: a set for each. */
  keys?: Condition[];
  /** Gives the keys only where few are expected, and soon. */
  keysOnlyIfFew?: boolean;
  count?: true;
  sums?: SumsAsked;
  /** Counts, and sums where asked for, one for each value of a fact of the list's own, and which customers have it. */
  groupBy?: string;
  /** The same for each group the other owner made. */
  groups?: string;
  /** How many rows are expected, before any is read; without conditions as well. */
  estimates?: Condition[];
}
/** A window of days, where it is turnover that is asked for. */
export interface SumsAsked { turnover: { from: CalendarDate | null; to: CalendarDate | null } | null }
export interface ListRow { ref: string; customer: string | null; cursor: string; marks: boolean[] }
/** Sums of one currency; which there are is the list's. */
export type SumRow = { currency: string } & Record<string, string>;
/** The n-th group is that of the n-th value; group 0 has none. */
export interface ListGroups { values: string[]; counts: Record<number, number>; sums: (SumRow & { group: string })[]; members: string | null }
export interface ListAnswer {
  rows?: ListRow[];
  keys?: { set: string; size: number }[];
  count?: number;
  sums?: SumRow[];
  groups?: ListGroups;
  estimates?: number[];
  statements: number;
}
interface Plan { "Plan Rows": number; "Total Cost": number }
export const MOST_SETS = 8;
/** In PostgreSQL's units: some milliseconds. */
const CHEAP = 5_000;
const isFew = (plan: Plan | undefined): boolean => plan !== undefined && plan["Plan Rows"] <= FEW_KEYS && plan["Total Cost"] <= CHEAP;
const MOST_ROWS_READ = 4_096;
const MOST_PARTS = 200;

/** How an owner's list is asked from outside. */
export interface AskableList<C extends Context<any>> {
  permission: string;
  list: (orderBy: OrderBy | null) => ListDefinition<C>;
  /** Another context to answer in, where a failure says that this one does not fit any more. */
  otherwise?: (ctx: C, error: unknown) => C | null;
  /** What the graph knows a row by. */
  ref: RawBuilder<unknown>;
  /** The customer a row points to or is, and its key. */
  number: RawBuilder<unknown>;
  key: RawBuilder<unknown>;
  /** Whether several rows may have the same customer. */
  isManyPerCustomer?: true;
  /** The list's filter input in the owner's schema, by which conditions are checked. */
  filter: string;
  /** Sums per currency or, where `group` is given, per group and currency. */
  sums: (ctx: C, from: RawBuilder<unknown>, where: RawBuilder<boolean>, asked: SumsAsked, group: RawBuilder<unknown>) => Promise<SumRow[]>;
  /** Facts a list can be grouped by. */
  groupings?: Record<string, RawBuilder<unknown>>;
}

export async function answerList<C extends Context<any>>(given: C, lists: Record<string, AskableList<C>>, question: ListQuestion, secret: string): Promise<ListAnswer> {
  const asked = lists[question.list];
  if (!asked) throw badInput(`There is no list "${question.list}" here.`);
  if (!can(given, asked.permission)) throw forbidden(asked.permission, `the list of ${asked.list(null).name}`);
  if (question.sets.length > MOST_SETS) throw tooLarge(`The filter takes more than ${MOST_SETS} sets of customers from one owner to the other.`);
  const bound: Bound = { secret, subject: given.caller.subject, requestId: given.requestId, now: given.now };
  const sets = question.sets.map((text) => readKeySet(text, bound));
  const answer = (ctx: C): Promise<ListAnswer> => {
    if (partsOfOneMoment(question) <= 1) return new Answering(ctx, asked, sets, bound).answer(question);
    // PostgreSQL takes the moment with the first statement.
    return given.db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute((tx) => new Answering({ ...ctx, db: tx }, asked, sets, bound).answer(question));
  };
  const ctx: C = { ...given, today: question.asOf };
  try {
    return await answer(ctx);
  } catch (error) {
    const other = asked.otherwise?.(ctx, error);
    if (!other) throw error;
    return answer(other);
  }
}
/** What must be told from one and the same moment; what is expected is no fact. */
const partsOfOneMoment = ({ page, look, keys, count, sums, groupBy, groups }: ListQuestion): number =>
  [page, look, count, sums].filter((part) => part !== undefined).length + (keys?.length ?? 0) + (groupBy !== undefined || groups !== undefined ? 2 : 0);

class Answering<C extends Context<any>> {
  readonly #ctx: C;
  readonly #asked: AskableList<C>;
  readonly #sets: readonly KeySet[];
  readonly #bound: Bound;
  #statements = 0;
  #parts = 0;

  constructor(ctx: C, asked: AskableList<C>, sets: readonly KeySet[], bound: Bound) {
    this.#ctx = ctx;
    this.#asked = asked;
    this.#sets = sets;
    this.#bound = bound;
  }

  async answer({ condition, page, look, keys, count, keysOnlyIfFew, sums, groupBy, groups, estimates }: ListQuestion): Promise<ListAnswer> {
    const where = this.#where(condition);
    const answer: ListAnswer = { statements: 0 };
    const expected = estimates && this.#plans(estimates);
    expected?.catch(() => undefined); // it fails where it is awaited, unless something else failed before
    if (page) answer.rows = await this.#page(where, page);
    if (look) answer.rows = await this.#look(where, look);
    if (keys && (!keysOnlyIfFew || isFew((await expected)?.[0]))) {
      answer.keys = [];
      for (const one of keys) answer.keys.push(await this.#keys(allOf([where, this.#sqlOf(one)])));
    }
    if (count) answer.count = await this.#count(where);
    if (groupBy !== undefined) answer.groups = await this.#groupedBy(groupBy, where, sums);
    else if (groups !== undefined) answer.groups = await this.#inGroups(groups, where, sums);
    else if (sums) answer.sums = await this.#sums(where, sums, sql`0`);
    if (expected) answer.estimates = (await expected).map((plan) => plan["Plan Rows"]);
    return { ...answer, statements: this.#statements };
  }

  #list(orderBy: OrderBy | null): ListDefinition<C> {
    return this.#asked.list(orderBy);
  }
  /** A condition under the row policy. */
  #where(condition: Condition): RawBuilder<boolean> {
    return allOf([this.#list(null).visible(this.#ctx), this.#sqlOf(condition)]);
  }
  #sqlOf(condition: Condition): RawBuilder<boolean> {
    if (++this.#parts > MOST_PARTS) throw badInput(`A filter may have at most ${MOST_PARTS} parts. Narrow it down.`);
    if ("and" in condition) return allOf(condition.and.map((part) => this.#sqlOf(part)));
    if ("or" in condition) return anyOf(condition.or.map((part) => this.#sqlOf(part)));
    if ("not" in condition) return notSo(this.#sqlOf(condition.not));
    if ("own" in condition) return filterOf(this.#ctx, this.#list(null), condition.own);
    const set = this.#sets[condition.set];
    if (!set) throw badInput(`The question names set ${condition.set} and does not give it.`);
    return inKeySet(set, this.#asked.key, this.#asked.number);
  }
  async #rows<Row>(query: RawBuilder<Row>): Promise<Row[]> {
    this.#statements++;
    return (await query.execute(this.#ctx.db)).rows;
  }
  #columns(marks: readonly Condition[]): RawBuilder<unknown> {
    const { ref, number } = this.#asked;
    return sql`(${ref})::text as ref, ${number} as customer, array[${sql.join(marks.map((mark) => sql`(${this.#sqlOf(mark)}) is true`))}]::boolean[] as marks`;
  }
  async #page(where: RawBuilder<boolean>, { orderBy, after, first, marks, onlyIfCheap }: NonNullable<ListQuestion["page"]>): Promise<ListRow[] | undefined> {
    if (!Number.isInteger(first) || first < 0 || first > MOST_ROWS_READ) throw badInput(`A page has 0 to ${MOST_ROWS_READ} rows; ${first} were asked for.`);
    const list = this.#list(orderBy);
    if (orderBy) assertMayUse(this.#ctx, list, orderBy.field);
    const order = orderOf(list, orderBy && [orderBy]);
    const beyond = after === null ? sql<boolean>`true` : afterCondition(order, readCursor(order, after));
    const query = sql<Omit<ListRow, "cursor"> & Record<string, string | null>>`select ${this.#columns(marks)}, ${cursorColumns(order)} from ${fromOf(this.#ctx, list)}
      where ${where} and ${beyond} order by ${sql.join(order.map(orderClause))} limit ${first}`;
    if (onlyIfCheap && (await this.#plan(query))["Total Cost"] > CHEAP) return undefined;
    const rows = await this.#rows(query);
    return rows.map((row) => ({ ref: row.ref, customer: row.customer, marks: row.marks, cursor: cursorOf(order, row) }));
  }
  async #look(where: RawBuilder<boolean>, { customers, marks }: NonNullable<ListQuestion["look"]>): Promise<ListRow[]> {
    if (customers.length > MOST_ROWS_READ) throw badInput(`At most ${MOST_ROWS_READ} customers are looked at together.`);
    const theirs = inKeySet(keySetOf(customers), this.#asked.key, this.#asked.number);
    const rows = await this.#rows(sql<Omit<ListRow, "cursor">>`select ${this.#columns(marks)} from ${fromOf(this.#ctx, this.#list(null))} where ${theirs} and ${where}`);
    return rows.map((row) => ({ ...row, cursor: "" }));
  }
  async #keys(where: RawBuilder<boolean>): Promise<{ set: string; size: number }> {
    const { key, number, isManyPerCustomer } = this.#asked;
    const [found] = await this.#rows(sql<{ keys: Buffer | null; texts: string[] | null }>`
      select string_agg(int4send(key), ''::bytea) filter (where key is not null) as keys, array_agg(number) filter (where key is null) as texts
      from (select ${isManyPerCustomer ? sql`distinct` : sql``} ${key} as key, case when ${key} is null then ${number} end as number from ${fromOf(this.#ctx, this.#list(null))} where ${where} and ${number} is not null) k`);
    const bytes = found?.keys ?? Buffer.alloc(0);
    const keys = Int32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readInt32BE(i * 4)).sort();
    const texts = (found?.texts ?? []).sort();
    return { set: writeKeySet({ keys: [...keys], texts }, this.#bound), size: keys.length + texts.length };
  }
  async #count(where: RawBuilder<boolean>): Promise<number> {
    return (await this.#rows(sql<{ n: number }>`select count(*)::int as n from ${fromOf(this.#ctx, this.#list(null))} where ${where}`))[0]!.n;
  }
  async #sums(where: RawBuilder<boolean>, sums: SumsAsked, group: RawBuilder<unknown>): Promise<SumRow[]> {
    this.#statements++;
    return this.#asked.sums(this.#ctx, fromOf(this.#ctx, this.#list(null)), where, sums, group);
  }
  async #groupedBy(name: string, where: RawBuilder<boolean>, sums: SumsAsked | undefined): Promise<ListGroups> {
    const value = this.#asked.groupings?.[name];
    if (!value) throw badInput(`This list can't be grouped by "${name}".`);
    const rows = await this.#rows(sql<{ value: string | null; n: number; customers: string[] | null }>`
      select (${value})::text as value, count(*)::int as n, array_agg(${this.#asked.number}) filter (where ${this.#asked.number} is not null) as customers
      from ${fromOf(this.#ctx, this.#list(null))} where ${where} group by 1 order by 1 limit ${MOST_GROUPS + 2}`);
    const named = rows.filter((row) => row.value !== null);
    if (named.length > MOST_GROUPS) throw tooLarge(`There are more than ${MOST_GROUPS} groups.`);
    const values = named.map((row) => row.value!);
    // What has no value is a group too: the one after the last, so that 0 stays for customers in none.
    const numberOf = (row: { value: string | null }): number => (row.value === null ? values.length + 1 : values.indexOf(row.value) + 1);
    const members = rows.flatMap((row) => (row.customers ?? []).map((customer) => ({ customer, group: numberOf(row) })));
    const group = sql`coalesce(array_position(${values}::text[], (${value})::text), ${values.length + 1})`;
    return {
      values, counts: Object.fromEntries(rows.map((row) => [numberOf(row), row.n])), members: writeKeyGroups(keyGroupsOf(members), this.#bound),
      sums: sums ? ((await this.#sums(where, sums, group)) as ListGroups["sums"]) : [],
    };
  }
  async #inGroups(sealedGroups: string, where: RawBuilder<boolean>, sums: SumsAsked | undefined): Promise<ListGroups> {
    const group = groupOf(readKeyGroups(sealedGroups, this.#bound), this.#asked.key, this.#asked.number);
    const rows = await this.#rows(sql<{ group: number; n: number }>`select ${group} as "group", count(*)::int as n from ${fromOf(this.#ctx, this.#list(null))} where ${where} group by 1`);
    return { values: [], counts: Object.fromEntries(rows.map((row) => [row.group, row.n])), members: null, sums: sums ? ((await this.#sums(where, sums, group)) as ListGroups["sums"]) : [] };
  }
  #plans(conditions: readonly Condition[]): Promise<Plan[]> {
    const from = fromOf(this.#ctx, this.#list(null));
    return Promise.all(conditions.map((condition) => this.#plan(sql`select 1 from ${from} where ${this.#where(condition)}`)));
  }
  async #plan(query: RawBuilder<unknown>): Promise<Plan> {
    const [row] = await this.#rows(sql<Record<string, [{ Plan: Plan }]>>`explain (format json) ${query}`);
    return Object.values(row!)[0]![0].Plan;
  }
}

