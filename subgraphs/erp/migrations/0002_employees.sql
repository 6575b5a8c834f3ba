-- Employees by number: who a CRM user is to the payroll, and who acts in the ERP.
create table employee (
  number        text primary key,
  name          text not null,
  job_title     text not null,
  department    text not null,
  legal_entity  text not null references legal_entity,
  hired_on      date not null,
  left_on       date check (left_on >= hired_on)
);
create index employee_legal_entity on employee (legal_entity, number);
