// A large company to search in: 100,000 accounts with people, deals and offers; 60,000 of them customers, with 200,000 orders and invoices.
import type { HandOverHouse } from "../../support/hand-over-house.ts";
import pg from "pg";

export const ACCOUNTS = 100_000;
const STEMS = "Ærø Ålborg Nørre Østre Søndre Møller Hansen Sørensen Lindqvist Bergström Øresund Skærgård Brightwater Hartwig Château Île Crème Élan Señor Müller Weiß Łódź Kovač Nowak Dvořák Jørgensen Mikkelsen Thorvald Sundby Fjord Havn Strand Klit Lyng Egeskov Rosen Bøgely Birk Aske Linde Granholm Vester Nordvest Solsikke Kirsebær Hyben Tjørn Ranunkel Valmue Iris".split(" ");
const KINDS = "Havecenter Badehotel Camping Møbler Interiør Boligbutik Konference Hotel Restaurant Café Bistro Kro Planteskole Gartneri Design Arkitekter Ejendomme Kommune Skole Børnehave Kontor Indretning Golfklub Marina Spa Terrasse Gårdbutik Vingård Slot Handel".split(" ");
const PLACES = "Aarhus Odense Esbjerg Randers Kolding Horsens Vejle Roskilde Herning Silkeborg Næstved Fredericia Viborg Køge Holstebro Taastrup Slagelse Malmö Göteborg Västerås Örebro Lyon Nîmes Besançon Orléans Tromsø Ålesund Bodø Zürich Köln".split(" ");
const FIRST = "Åse Søren Lærke Jørgen Bjørn Æmilie Øjvind Ines Camille Rosa Aurélie Étienne François Zoë Günther Jürgen Łukasz Zoë Ingrid Håkan".split(" ");
const CITIES = "上海 北京 广州 深圳 青岛 杭州 成都 南京".split(" ");
const WORDS = "花园 海天 金色 东方 和平 长江 明珠 竹林".split(" ");
const BUSINESS = "家具 度假村 酒店 贸易 设计".split(" ");
const list = (words: readonly string[]): string => `(array[${words.map((word) => pg.escapeLiteral(word)).join(", ")}])`;
const pick = (words: readonly string[], n: string): string => `${list(words)}[1 + (${n}) % ${words.length}]`;

/** Every twentieth name is Chinese. Strides without a common factor, so that the same words meet rarely. */
const name = (n: string): string => `case when ${n} % 20 = 0 then ${pick(CITIES, n)} || ${pick(WORDS, `${n} / 20`)} || ${pick(BUSINESS, `${n} / 160`)} || ${n} / 800
  else ${pick(STEMS, `${n} * 7`)} || ' ' || ${pick(KINDS, `${n} / 7`)} || ' ' || ${pick(PLACES, `${n} / 211`)} || case when ${n} % 3 = 0 then ' ' || ${n} else '' end end`;

/** History is put there without being lived, by a superuser. */
export async function fillSearchCompany({ crm, erp }: HandOverHouse, superuserUrl: string): Promise<void> {
  await Promise.all([fill(crm.pool, superuserUrl, `
    insert into account (name, team, country, meeting_city, segment, customer_number)
      select ${name("n")}, case n % 4 when 3 then 'SOUTH' else 'NORDIC' end, 'DK', ${pick(PLACES, "n")}, 'Retail', case when n <= 60000 then 'C-' || 100000 + n end from generate_series(1, ${ACCOUNTS}) n;
    insert into contact (account_id, name, email, job_title) select a.id, ${pick(FIRST, "row_number() over ()")} || ' ' || split_part(a.name, ' ', 1), 'person' || row_number() over () || '@example.com', 'Buyer' from account a;
    insert into pipeline (name) values ('New business');
    insert into stage (pipeline_id, name, position, probability_percent) select id, 'Propose', 1, 50 from pipeline;
    insert into opportunity (account_id, name, pipeline_id, stage_id, amount, currency, close_date) select a.id, a.name || ' 2027', s.pipeline_id, s.id, 1000, 'DKK', current_date + 30 from (select * from account limit 40000) a cross join stage s;
    insert into quote (number, account_id, selling_entity, currency, title, total_amount) select 'Q-' || 100000 + row_number() over (), id, 'NHDK', 'DKK', 'Terrace furniture', 3750 from account limit 40000;`),
  fill(erp.pool, superuserUrl, `
    insert into customer (number, name, legal_entity, country, currency, payment_terms) select 'C-' || 100000 + n, ${name("n")}, case n % 4 when 3 then 'NHFR' else 'NHDK' end, 'DK', 'DKK', 'NET30' from generate_series(1, 60000) n;
    insert into item (number, name, category, unit) select 'I-' || n, ${pick(STEMS, "n")} || ' chair ' || n, (select code from item_category limit 1), (select code from unit limit 1) from generate_series(1, 2000) n;
    insert into sales_order (number, legal_entity, customer_number, currency, order_date, status, delivery_status, invoice_status, payment_terms, customer_reference, created_by, confirmed_at)
      select 'SO-' || 100000 + i, 'NHDK', 'C-' || 100001 + i % 60000, 'DKK', current_date - i / 300, 'CLOSED', 'SHIPPED', 'INVOICED', 'NET30', case when i % 3 = 0 then 'PO ' || i * 17 end, 'bench', now() from generate_series(1, 100000) i;
    insert into invoice (number, legal_entity, customer_number, currency, issue_date, due_date, payment_terms, status, net_amount, tax_amount, total_amount, open_amount, base_total, open_base_amount, journal_entry_id, created_by, posted_at)
      select 'INV-NHDK-2026-' || lpad(i::text, 6, '0'), 'NHDK', 'C-' || 100001 + i % 60000, 'DKK', current_date - i / 300, current_date - i / 300 + 30, 'NET30', 'POSTED', 3000, 750, 3750, 0, 3750, 0, uuidv7(), 'bench', now() from generate_series(1, 100000) i;`)]);
}
async function fill(pool: pg.Pool, superuserUrl: string, statements: string): Promise<void> {
  const url = new URL(superuserUrl);
  url.pathname = (await pool.query<{ name: string }>("select current_database() as name")).rows[0]!.name;
  const client = new pg.Client({ connectionString: url.href });
  client.on("error", () => {}); // ends with the server when the benchmark is interrupted
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica; ${statements} set session_replication_role = default;`);
    await client.query("vacuum analyze");
  } finally {
    await client.end();
  }
}
