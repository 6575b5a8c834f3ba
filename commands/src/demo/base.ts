import { addDays, addMonths, type CalendarDate, dec } from "@homefield/kit";
import { openFiscalYear } from "@homefield/erp/company/company.module.ts";
import { createStandardChart } from "@homefield/erp/finance/ledger/ledger.module.ts";
import { sql } from "kysely";
import type { Tx } from "@homefield/erp/context.ts";
import { CATEGORIES, ITEMS, UNITS } from "./catalogue.ts";
import type { CrmDesk, ErpDesk } from "./desk.ts";
import { EMPLOYEES } from "./people.ts";
import { Chance } from "./random.ts";

/** What a company decides on its first day, before anything happens: written at once instead of act by act, to be quick. */
export async function erpBase(desk: ErpDesk, from: CalendarDate, today: CalendarDate): Promise<void> {
  const db = desk.database.db;
  await db.transaction().execute(async (tx) => {
    await sql`insert into legal_entity (code, name, country, base_currency, vat_number, registration_number, line1, postal_code, city, email, bank_name, iban, bic, time_zone) values
      ('NHDK', 'Nordhavn Møbler A/S', 'DK', 'DKK', 'DK31415926', '31415926', 'Nordhavnsgade 12', '8000', 'Aarhus C', 'regnskab@nordhavn.example', 'Østjysk Bank', 'DK5000400440116243', 'OJBKDKKK', 'Europe/Copenhagen'),
      ('NHFR', 'Nordhavn Mobilier SAS', 'FR', 'EUR', 'FR27182818284', '271828182', '45 quai Perrache', '69002', 'Lyon', 'comptabilite@nordhavn.example', 'Crédit du Rhône', 'FR1420041010050500013M02606', 'CRHOFRPP', 'Europe/Paris')`.execute(tx);
    for (const entity of ["NHDK", "NHFR"]) {
      for (let year = Number(from.slice(0, 4)); year <= Number(today.slice(0, 4)) + 1; year++) await openFiscalYear(tx, entity, year);
      await createStandardChart(tx, entity);
    }
    await sql`insert into tax_code (legal_entity, code, name, kind) values ('NHDK', 'DK25', 'Danish VAT', 'DOMESTIC'), ('NHDK', 'EU0', 'Reverse charge, EU', 'REVERSE_CHARGE'), ('NHDK', 'EXP0', 'Export', 'EXPORT'),
      ('NHFR', 'FR20', 'French VAT', 'DOMESTIC'), ('NHFR', 'EU0', 'Reverse charge, EU', 'REVERSE_CHARGE'), ('NHFR', 'EXP0', 'Export', 'EXPORT')`.execute(tx);
    await sql`insert into tax_rate (legal_entity, tax_code, valid_from, percent) values ('NHDK', 'DK25', '2020-01-01', 25), ('NHDK', 'EU0', '2020-01-01', 0), ('NHDK', 'EXP0', '2020-01-01', 0),
      ('NHFR', 'FR20', '2020-01-01', 20), ('NHFR', 'EU0', '2020-01-01', 0), ('NHFR', 'EXP0', '2020-01-01', 0)`.execute(tx);
    await rates(tx, from, today);
    await sql`insert into warehouse (code, name, legal_entity, line1, postal_code, city, country) values ('AARHUS', 'Aarhus harbour', 'NHDK', 'Sumatravej 31', '8000', 'Aarhus C', 'DK'),
      ('HORSENS', 'Horsens', 'NHDK', 'Vrøndingvej 7', '8700', 'Horsens', 'DK'), ('LYON', 'Lyon', 'NHFR', '45 quai Perrache', '69002', 'Lyon', 'FR')`.execute(tx);
    await sql`insert into employee (number, name, job_title, department, legal_entity, hired_on) select * from json_to_recordset(${JSON.stringify(EMPLOYEES.map((e) => ({ number: e.number, name: e.name, job_title: e.jobTitle, department: e.department, legal_entity: e.legalEntity, hired_on: e.hiredOn })))}::json)
      as x(number text, name text, job_title text, department text, legal_entity text, hired_on date)`.execute(tx);
    await sql`insert into payment_terms (code, name, days) values ('NET8', '8 days net', 8), ('NET14', '14 days net', 14), ('NET30', '30 days net', 30), ('NET60', '60 days net', 60), ('CASH', 'At once', 0)`.execute(tx);
    await sql`insert into customer_group (code, name) values ('RETAIL', 'Retail chains'), ('CONTRACT', 'Contract customers'), ('PUBLIC', 'Public sector')`.execute(tx);
    await sql`insert into market (code, name) values ('NORDIC', 'Nordic countries'), ('DACH', 'Germany, Austria, Switzerland'), ('FRANCE', 'France'), ('CHINA', 'China')`.execute(tx);
    await sql`insert into market_country (country, market) values ('DK', 'NORDIC'), ('SE', 'NORDIC'), ('NO', 'NORDIC'), ('FI', 'NORDIC'), ('DE', 'DACH'), ('AT', 'DACH'), ('CH', 'DACH'), ('FR', 'FRANCE'), ('CN', 'CHINA')`.execute(tx);
    for (const [code, name, decimals] of UNITS) await sql`insert into unit (code, name, decimals) values (${code}, ${name}, ${decimals})`.execute(tx);
    for (const [code, name, parent] of CATEGORIES) await sql`insert into item_category (code, name, parent) values (${code}, ${name}, ${parent})`.execute(tx);
    await sql`insert into item (number, name, description, category, unit, status, is_stocked, lead_time_days, weight_grams, created_at)
      select number, name, description, category, unit, status, is_stocked, lead_time_days, weight_grams, ${from}::date from json_to_recordset(${JSON.stringify(ITEMS.map((i) => ({ number: i.number, name: i.name, description: i.description, category: i.category, unit: i.unit, status: i.status, is_stocked: i.isStocked, lead_time_days: i.leadTimeDays, weight_grams: i.weightGrams })))}::json)
      as x(number text, name text, description text, category text, unit text, status text, is_stocked boolean, lead_time_days int, weight_grams int)`.execute(tx);
    await prices(tx, from, today);
  });
}
/** How a price in kroner reads on each list, rounded as a price list would. */
export const LIST_PRICE: Record<"DKK" | "EUR" | "SEK" | "CNY", (dkk: number) => number> = {
  DKK: (dkk) => dkk, EUR: (dkk) => Math.round(dkk / 7.4), SEK: (dkk) => Math.round((dkk * 1.52) / 5) * 5, CNY: (dkk) => Math.round((dkk * 1.06) / 10) * 10,
};
async function prices(tx: Tx, from: CalendarDate, today: CalendarDate): Promise<void> {
  const rows = ITEMS.flatMap((item) => (Object.keys(LIST_PRICE) as (keyof typeof LIST_PRICE)[]).map((currency) => ({ name: `List ${currency} ${from.slice(0, 4)}`, item: item.number, currency, price: LIST_PRICE[currency](item.listPriceDkk) })));
  await sql`insert into price_rule (name, kind, item_number, currency, valid_from, unit_price) select name, 'PRICE', item, currency, ${addMonths(from, -1)}::date, price
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(name text, item text, currency text, price numeric)`.execute(tx);
  await sql`insert into price_rule (name, kind, item_category, customer_group, market, min_quantity, valid_from, valid_to, percent) values
    ('Retail terms', 'DISCOUNT', null, 'RETAIL', null, 0, ${from}, null, 12), ('Contract terms', 'DISCOUNT', null, 'CONTRACT', null, 0, ${from}, null, 8),
    ('Quantity, 20 and up', 'DISCOUNT', 'DINING', null, null, 20, ${from}, null, 4), ('Quantity, 20 and up', 'DISCOUNT', 'BENCHES', null, null, 20, ${from}, null, 5), ('Quantity, 10 and up', 'DISCOUNT', 'LOUNGE', null, null, 10, ${from}, null, 3),
    ('Entry offer China', 'DISCOUNT', null, null, 'CHINA', 0, ${from}, ${addMonths(today, 6)}, 6), ('Autumn clearance of shade', 'DISCOUNT', 'SHADE', null, null, 0, ${addDays(today, -50)}, ${addDays(today, 40)}, 15)`.execute(tx);
}
/** A rate a week, wandering a little: exchange differences must occur. */
async function rates(tx: Tx, from: CalendarDate, today: CalendarDate): Promise<void> {
  const chance = new Chance(31);
  const level = { EUR: dec("7.46"), SEK: dec("0.654"), CNY: dec("0.952") };
  const rows: { base: string; currency: string; date: string; rate: string }[] = [];
  for (let day = addDays(from, -7); day <= today; day = addDays(day, 7)) {
    for (const currency of ["EUR", "SEK", "CNY"] as const) {
      // The krone is tied to the euro; the others move by up to 0.6 % a week.
      const most = currency === "EUR" ? "0.0004" : "0.006";
      level[currency] = level[currency].times(dec(most).times(chance.int(-1_000, 1_000)).dividedBy(1_000).plus(1));
      rows.push({ base: "DKK", currency, date: day, rate: level[currency].toFixed(6) });
    }
    rows.push({ base: "EUR", currency: "DKK", date: day, rate: dec(1).dividedBy(level.EUR).toFixed(8) });
  }
  await sql`insert into exchange_rate (base_currency, currency, rate_date, rate) select base, currency, date, rate from json_to_recordset(${JSON.stringify(rows)}::json) as x(base text, currency text, date date, rate numeric)`.execute(tx);
}

export interface CrmBase { userByTeam: Map<string, string[]>; userId: Map<string, string> }
export async function crmBase(desk: CrmDesk, from: CalendarDate): Promise<CrmBase> {
  const db = desk.database.db;
  await db.transaction().execute(async (tx) => {
    await sql`insert into team (code, name, selling_entity, currency, discount_limit_percent) values ('NORDIC', 'Nordic and Germany', 'NHDK', 'DKK', 10), ('SOUTH', 'France', 'NHFR', 'EUR', 10), ('ASIA', 'China', 'NHDK', 'CNY', 8)`.execute(tx);
    for (const e of EMPLOYEES.filter((employee) => employee.team)) {
      await sql`insert into crm_user (name, email, employee_number, team, territory, created_at) values (${e.name}, ${e.email}, ${e.number}, ${e.team}, ${e.territory}, ${from}::date)`.execute(tx);
    }
    await sql`insert into sales_quota (user_id, starts_on, amount, currency) select u.id, d::date, case u.team when 'SOUTH' then 120000 when 'ASIA' then 900000 else 1200000 end, t.currency
      from crm_user u join team t on t.code = u.team cross join generate_series(date_trunc('quarter', ${from}::date), now(), interval '3 months') d where u.territory is not null and u.territory <> 'All'`.execute(tx);
    await sql`insert into lost_reason (code, name) values ('PRICE', 'Too expensive'), ('DELIVERY', 'Delivery too late'), ('COMPETITOR', 'Bought elsewhere'), ('NO_BUDGET', 'No budget this year'), ('NO_ANSWER', 'No answer'), ('OTHER', 'Something else')`.execute(tx);
    await sql`with p as (insert into pipeline (name, position) values ('New business', 1), ('Repeat and service', 2) returning id, name)
      insert into stage (pipeline_id, name, position, probability_percent, quiet_after_days)
      select p.id, s.name, s.position, s.probability, s.quiet from p join (values ('New business', 'Qualify', 1, 10, 21), ('New business', 'Discover', 2, 25, 21), ('New business', 'Propose', 3, 50, 14), ('New business', 'Negotiate', 4, 70, 14), ('New business', 'Commit', 5, 90, 10),
        ('Repeat and service', 'Found', 1, 30, 30), ('Repeat and service', 'Offered', 2, 60, 14), ('Repeat and service', 'Agreed', 3, 90, 10)) as s(pipeline, name, position, probability, quiet) on s.pipeline = p.name`.execute(tx);
  });
  const users = (await sql<{ id: string; email: string; team: string; territory: string }>`select id, email, team, territory from crm_user order by email`.execute(db)).rows;
  const userByTeam = new Map<string, string[]>();
  for (const user of users) if (user.territory !== "All") userByTeam.set(user.team, [...(userByTeam.get(user.team) ?? []), user.id]);
  return { userByTeam, userId: new Map(users.map((user) => [user.email, user.id])) };
}
