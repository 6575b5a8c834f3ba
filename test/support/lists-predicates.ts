import { ITEMS, SEGMENTS, TERRITORIES } from "./lists-company.ts";

type Filter = Record<string, unknown>;
/** Numbers from a seed, the same on every machine (mulberry32). */
export function randomFrom(seed: number): { below: (n: number) => number; oneOf: <T>(values: readonly T[]) => T } {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, oneOf: (values) => values[below(values.length)]! };
}
export type Random = ReturnType<typeof randomFrom>;

const day = (random: Random, back: number): string => new Date(Date.now() - random.below(back) * 86_400_000).toISOString().slice(0, 10);
const amount = (random: Random, most: number): Filter => ({ [random.oneOf(["greaterThan", "atLeast", "lessThan", "atMost"])]: String(random.below(most)) });
const word = (random: Random, values: readonly string[]): Filter => random.oneOf<() => Filter>([() => ({ equals: random.oneOf(values) }), () => ({ in: [random.oneOf(values), random.oneOf(values)] }), () => ({ isNull: random.below(2) === 0 })])();

const ACCOUNT: ((random: Random) => Filter)[] = [
  (r) => ({ segment: word(r, SEGMENTS) }), (r) => ({ territory: word(r, TERRITORIES) }), (r) => ({ country: { equals: r.oneOf(["DK", "SE", "FR"]) } }), (r) => ({ team: { equals: r.oneOf(["NORDIC", "SOUTH"]) } }),
  (r) => ({ stage: { equals: r.oneOf(["PROSPECT", "CUSTOMER"]) } }), () => ({ tag: { equals: "vip" } }), (r) => ({ pipelineAmount: amount(r, 200_000) }), (r) => ({ city: word(r, ["town 1", "town 2", "town 3"]) }),
  (r) => ({ createdAt: { [r.oneOf(["lessThan", "atLeast"])]: new Date(Date.now() - r.below(1000) * 3_600_000).toISOString() } }), (r) => ({ isArchived: { equals: r.below(3) === 0 } }), (r) => ({ name: { startsWith: `account 0${r.below(10)}` } }),
  (r) => ({ customerNumber: { isNull: r.below(2) === 0 } }), (r) => ({ ownerId: { isNull: r.below(4) === 0 } }), () => ({}),
];
const CUSTOMER: ((random: Random) => Filter)[] = [
  (r) => ({ openBalance: amount(r, 8_000) }), (r) => ({ overdueBalance: amount(r, 4_000) }), (r) => ({ isOnHold: { equals: r.below(2) === 0 } }), (r) => ({ legalEntity: { equals: r.oneOf(["NHDK", "NHFR"]) } }),
  (r) => ({ customerGroup: word(r, ["RETAIL", "PROJECT"]) }), (r) => ({ market: word(r, ["NORDIC", "SOUTHERN"]) }), (r) => ({ openOrderCount: { [r.oneOf(["atLeast", "lessThan", "equals"])]: r.below(4) } }),
  (r) => ({ lastOrderDate: { [r.oneOf(["atLeast", "lessThan"])]: day(r, 400) } }), (r) => ({ lastOrderDate: { isNull: r.below(2) === 0 } }), (r) => ({ nextPromiseDate: { [r.oneOf(["atMost", "greaterThan"])]: day(r, 10) } }),
  (r) => ({ turnover: { amount: amount(r, 15_000) } }), (r) => ({ turnover: { from: day(r, 700), amount: amount(r, 8_000) } }), (r) => ({ turnover: { from: "2020-01-01", to: day(r, 300), amount: amount(r, 8_000) } }),
  (r) => ({ bought: { itemNumber: r.oneOf(ITEMS) } }), (r) => ({ bought: { itemNumber: r.oneOf(ITEMS), from: day(r, 400) } }), () => ({ overdueBalance: { greaterThan: "0" } }), () => ({}),
];
const SALES_ORDER: ((random: Random) => Filter)[] = [
  (r) => ({ status: { in: [r.oneOf(["DRAFT", "CONFIRMED"]), r.oneOf(["IN_FULFILMENT", "CLOSED", "CANCELLED"])] } }), (r) => ({ orderDate: { atLeast: day(r, 400) } }), (r) => ({ promisedDate: { isNull: r.below(2) === 0 } }), (r) => ({ total: amount(r, 900) }), (r) => ({ legalEntity: { equals: r.oneOf(["NHDK", "NHFR"]) } }),
];
const INVOICE: ((random: Random) => Filter)[] = [
  (r) => ({ kind: { equals: r.oneOf(["INVOICE", "CREDIT_NOTE"]) } }), (r) => ({ openAmount: amount(r, 2_000) }), (r) => ({ dueDate: { lessThan: day(r, 400) } }), (r) => ({ total: amount(r, 3_000) }), (r) => ({ legalEntity: { equals: r.oneOf(["NHDK", "NHFR"]) } }),
];
const LEAVES = { account: ACCOUNT, customer: CUSTOMER, salesOrder: SALES_ORDER, invoice: INVOICE };
export type Noun = keyof typeof LEAVES;

/** Any mix of AND, OR and NOT, also inside one owner's part, over leaves of the given nouns. */
export function randomFilter(random: Random, nouns: readonly Noun[], depth = 3): Filter {
  const deeper = (): Filter => randomFilter(random, nouns, depth - 1);
  const some = (make: () => Filter): Filter[] => Array.from({ length: 1 + random.below(3) }, make);
  switch (depth === 0 ? 9 : random.below(10)) {
    case 0: case 1: case 2: return { and: some(deeper) };
    case 3: case 4: return { or: some(deeper) };
    case 5: return { not: deeper() };
    case 6: return Object.fromEntries(nouns.map((noun) => [noun, ownFilter(random, noun, 1)]));
    default: {
      const noun = random.oneOf(nouns);
      return { [noun]: ownFilter(random, noun, random.below(2)) };
    }
  }
}
function ownFilter(random: Random, noun: Noun, depth: number): Filter {
  const leaf = (): Filter => random.oneOf<(random: Random) => Filter>(LEAVES[noun])(random);
  if (depth === 0) return leaf();
  const part = (): Filter => ownFilter(random, noun, depth - 1);
  return random.oneOf<() => Filter>([() => ({ ...leaf(), ...leaf() }), () => ({ and: [part(), part()] }), () => ({ or: [part(), part()] }), () => ({ not: part() })])();
}
