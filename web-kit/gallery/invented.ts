/** An invented world without meaning: places with a keeper on one side, parcels on the other. */
export interface Place {
  __typename: "Place";
  id: string;
  name: string;
  keeper: string;
  step: string | null;
  stepDue: string | null;
  seen: string;
  estimate: Money;
  stock: Stock | null;
}

export interface Stock {
  __typename: "Stock";
  number: string;
  parcels: number;
  arrival: string | null;
  arrivalWas: string | null;
  balance: Money;
  late: Money;
  state: "OPEN" | "WATCH" | "BLOCKED";
}

export interface Money {
  __typename: "Money";
  amount: string;
  currency: string;
}

const NAMES = [
  "Harrow Finch", "Cantabria Frío", "Kestrel Bay", "Ibérica Norte", "Brightwater", "Delmar", "Oakmere", "Lindqvist Ö", "Jutland Sø", "Meridian", "Northgate", "Altmark Straße",
  "Fjordlyst", "Greenholt", "Eastfield Å", "Värmland", "Porto Alto", "Blackwater", "Rhône Sud", "Solent", "Tatra", "Uplands", "上海精密 Works", "Zeeland", "Æblehaven and the long lane behind it",
];
const KEEPERS = ["Ines Holm", "Joel Adeyemi", "Priya Nair", "王 小明"];
const STEPS = ["Call about the gate", "Agree the plan", "Send the revised sketch", "Visit", "Review with Marit at the north end", null, "Chase the letter", "Quarterly look"];

export const money = (amount: string, currency = "EUR"): Money => ({ __typename: "Money", amount, currency });

function day(offset: number): string {
  const at = new Date();
  at.setDate(at.getDate() + offset);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;
}

export const dayFrom = day;

export function places(count: number): Place[] {
  return Array.from({ length: count }, (_, at) => {
    const late = at < 8 ? 38_110.4 / (at + 1) : at % 9 === 3 ? 0 : (at * 613) % 4200;
    const step = STEPS[at % STEPS.length] ?? null;
    return {
      __typename: "Place",
      id: `p${at}`,
      name: at < NAMES.length ? (NAMES[at] ?? "") : `${NAMES[at % NAMES.length]} ${Math.floor(at / NAMES.length) + 1}`,
      keeper: KEEPERS[at % KEEPERS.length] ?? "",
      step,
      stepDue: step ? day(((at * 7) % 20) - 3) : null,
      seen: day(-((at * 5) % 60)),
      estimate: money(String(((at * 7919) % 150_000) + 640), at % 11 === 5 ? "DKK" : "EUR"),
      stock: at % 13 === 12 ? null : {
        __typename: "Stock",
        number: `C-${10_400 + at}`,
        parcels: (at % 6) + 1,
        arrival: day((at % 14) + 1),
        arrivalWas: at % 5 === 0 ? day((at % 14) - 1) : day((at % 14) + 1),
        balance: money((late + ((at * 977) % 61_000) + 100).toFixed(2), at % 11 === 5 ? "DKK" : "EUR"),
        late: money(late.toFixed(2), at % 11 === 5 ? "DKK" : "EUR"),
        state: late > 20_000 ? "BLOCKED" : late > 9_000 ? "WATCH" : "OPEN",
      },
    };
  });
}
