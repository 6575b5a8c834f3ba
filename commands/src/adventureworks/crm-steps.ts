import type { Step } from "./erp-steps.ts";

const aw = "adventureworks";
export const TEAM = "AW";
/** Identifiers come from the source's keys, so that a second import finds what the first one made. */
export const CRM_STEPS: readonly Step[] = [
  { what: "salespeople, territories, quotas", sql: `
    insert into team (code, name, selling_entity, currency, discount_limit_percent) values ('${TEAM}', 'Adventure Works', 'AWUS', 'USD', 10) on conflict do nothing;
    insert into crm_user (id, name, email, employee_number, team, territory, created_at)
      select md5('adventureworks/user/' || s.business_entity_id)::uuid, concat_ws(' ', p.first_name, p.middle_name, p.last_name), coalesce(e.email_address, 'user' || s.business_entity_id || '@adventure-works.com'), 'AW-' || s.business_entity_id, '${TEAM}', t.name, '2011-05-31'
      from ${aw}.sales_person s join ${aw}.person p using (business_entity_id) left join lateral (select email_address from ${aw}.email e where e.business_entity_id = s.business_entity_id limit 1) e on true left join ${aw}.territory t using (territory_id) on conflict do nothing;
    insert into sales_quota (user_id, starts_on, amount, currency) select md5('adventureworks/user/' || business_entity_id)::uuid, quota_date, max(sales_quota), 'USD' from ${aw}.quota
      where exists (select 1 from crm_user u where u.id = md5('adventureworks/user/' || business_entity_id)::uuid) group by 1, 2 on conflict do nothing;` },
  { what: "stores", sql: `
    create unlogged table ${aw}.place as
      select distinct on (x.business_entity_id) x.business_entity_id, a.address_line1, a.city, a.postal_code, s.country_region_code as country from ${aw}.entity_address x join ${aw}.address a using (address_id) join ${aw}.state s using (state_province_id)
      order by x.business_entity_id, case x.address_type_id when 3 then 0 when 2 then 1 else 2 end, a.address_id;
    create index on ${aw}.place (business_entity_id);
    insert into account (id, name, team, owner_id, segment, territory, country, meeting_line1, meeting_postal_code, meeting_city, customer_number, created_at, updated_at)
      select md5('adventureworks/store/' || s.business_entity_id)::uuid, s.name, '${TEAM}', u.id, 'Bicycle stores', t.name, p.country, p.address_line1, p.postal_code, p.city, c.account_number, '2011-05-31', '2011-05-31'
      from ${aw}.store s left join ${aw}.place p using (business_entity_id) left join crm_user u on u.id = md5('adventureworks/user/' || s.sales_person_id)::uuid
      -- A store may have two customers: the one with a person is the one that orders.
      left join lateral (select account_number, territory_id from ${aw}.customer c where c.store_id = s.business_entity_id order by (c.person_id is not null) desc, c.customer_id limit 1) c on true left join ${aw}.territory t on t.territory_id = c.territory_id
      on conflict do nothing;` },
  { what: "individuals", sql: `
    insert into account (id, name, team, segment, territory, country, phone, meeting_line1, meeting_postal_code, meeting_city, customer_number, created_at, updated_at)
      select md5('adventureworks/person/' || c.customer_id)::uuid, concat_ws(' ', p.first_name, p.middle_name, p.last_name), '${TEAM}', 'Consumers', t.name, a.country, ph.phone_number, a.address_line1, a.postal_code, a.city, c.account_number, '2011-05-31', '2011-05-31'
      from ${aw}.customer c join ${aw}.person p on p.business_entity_id = c.person_id join ${aw}.territory t on t.territory_id = c.territory_id left join ${aw}.place a on a.business_entity_id = c.person_id
      left join lateral (select phone_number from ${aw}.phone x where x.business_entity_id = c.person_id limit 1) ph on true where c.store_id is null on conflict do nothing;` },
  { what: "contacts", sql: `
    create index on ${aw}.entity_contact (person_id);
    insert into contact (id, account_id, name, email, phone, job_title, role, created_at, updated_at)
      select md5('adventureworks/contact/' || x.business_entity_id || '/' || x.person_id)::uuid, a.id, concat_ws(' ', p.first_name, p.middle_name, p.last_name), e.email_address, ph.phone_number, t.name,
        case when t.name like 'Owner%' then 'DECISION_MAKER' when t.name like 'Purchasing%' or t.name like 'Order%' then 'PURCHASING' when t.name like 'Accounting%' then 'FINANCE' end, '2011-05-31', '2011-05-31'
      from ${aw}.entity_contact x join account a on a.id = md5('adventureworks/store/' || x.business_entity_id)::uuid join ${aw}.person p on p.business_entity_id = x.person_id left join ${aw}.contact_type t using (contact_type_id)
      left join lateral (select email_address from ${aw}.email e where e.business_entity_id = x.person_id limit 1) e on true left join lateral (select phone_number from ${aw}.phone f where f.business_entity_id = x.person_id limit 1) ph on true
      on conflict do nothing;
    insert into contact (id, account_id, name, email, phone, created_at, updated_at)
      select md5('adventureworks/contact/customer/' || c.customer_id)::uuid, a.id, concat_ws(' ', p.first_name, p.middle_name, p.last_name), e.email_address, ph.phone_number, '2011-05-31', '2011-05-31'
      from ${aw}.customer c join account a on a.id = md5('adventureworks/person/' || c.customer_id)::uuid join ${aw}.person p on p.business_entity_id = c.person_id
      left join lateral (select email_address from ${aw}.email e where e.business_entity_id = c.person_id limit 1) e on true left join lateral (select phone_number from ${aw}.phone f where f.business_entity_id = c.person_id limit 1) ph on true
      where c.store_id is null on conflict do nothing;` },
];
export const CRM_REPORT = `
  select (select count(*) from account where team = '${TEAM}') as accounts, (select count(*) from account where team = '${TEAM}' and segment = 'Bicycle stores') as stores,
    (select count(*) from contact c join account a on a.id = c.account_id where a.team = '${TEAM}') as contacts, (select count(*) from crm_user where team = '${TEAM}') as users,
    (select count(*) from account where team = '${TEAM}' and customer_number is not null) as linked`;
