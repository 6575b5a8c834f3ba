-- Which changes screens hear of, and under which names. A document names what it stands on as well: screens show it there.
call name_changes('account', $$ ('Account', t.id::text), ('Account', t.parent_id::text) $$, team => 't.team');
call name_changes('account_figure', $$ ('Account', t.account_id::text) $$, team => '(select a.team from account a where a.id = t.account_id)');
call name_changes('contact', $$ ('Contact', t.id::text), ('Account', t.account_id::text) $$, team => '(select a.team from account a where a.id = t.account_id)');
call name_changes('pipeline', $$ ('Pipeline', t.id::text), ('PipelineBoard', '*') $$);
call name_changes('stage', $$ ('Pipeline', t.pipeline_id::text), ('PipelineBoard', '*') $$);
call name_changes('opportunity', $$ ('Opportunity', t.id::text), ('Account', t.account_id::text), ('PipelineBoard', '*') $$, team => '(select a.team from account a where a.id = t.account_id)');
call name_changes('opportunity_line', $$ ('Opportunity', t.opportunity_id::text) $$, team => '(select a.team from opportunity o join account a on a.id = o.account_id where o.id = t.opportunity_id)');
-- Without an account it is its owner's and the owner's team's: an owner without a team is told nothing, and nobody else is.
call name_changes('activity', $$ ('Activity', t.id::text), ('Account', t.account_id::text), ('Opportunity', t.opportunity_id::text) $$,
  team => $$ coalesce((select a.team from account a where a.id = t.account_id), (select u.team from crm_user u where u.id = t.owner_id), '') $$);
call name_changes('quote', $$ ('Quote', t.id::text), ('Account', t.account_id::text), ('Opportunity', t.opportunity_id::text) $$, team => '(select a.team from account a where a.id = t.account_id)');
call name_changes('quote_line', $$ ('Quote', t.quote_id::text) $$, team => '(select a.team from quote q join account a on a.id = q.account_id where q.id = t.quote_id)');
call name_changes('quote_approval', $$ ('Quote', t.quote_id::text) $$, team => '(select a.team from quote q join account a on a.id = q.account_id where q.id = t.quote_id)');
call name_changes('signed_order', $$ ('SignedOrder', t.signature_id::text), ('Quote', t.quote_id::text), ('Account', t.account_id::text) $$, team => '(select a.team from account a where a.id = t.account_id)');
call name_changes('team', $$ ('Team', t.code) $$);
-- Colleagues are known to each other, whatever their team.
call name_changes('crm_user', $$ ('User', t.id::text) $$);
call name_changes('sales_quota', $$ ('User', t.user_id::text) $$);
call name_changes('audit_entry', $$ ('CrmAuditEntry', '*') $$);
