import { useMemo, useState } from "react";
import { Bar, Button, column, DataTable, Dialog, EmptyState, FieldRow, Form, GoButton, Mark, SelectField, SwitchField, TextField, today, useAct, useFields, useMe, useOwned, useQuery, type Column } from "@homefield/web-kit";
import type { PersonFactsFragment, TeamFactsFragment } from "../gql/graphql.ts";
import { openCell } from "./open-cell.tsx";
import { Quotas } from "./Quotas.tsx";
import { EmployeeNameDocument, EmployeeNamesDocument, SETTINGS_QUERIES, UserSaveDocument } from "./settings-documents.ts";

export type Person = PersonFactsFragment;
type Team = TeamFactsFragment;

/** The quota that counts today: the latest that has begun. */
const quotaNow = (person: Person): Person["quotas"][number] | undefined => person.quotas.find((quota) => quota.startsOn <= today());

/** Who works in the CRM, which employee each is, and what each is to sell. */
export function People({ people, teams }: { people: readonly Person[]; teams: readonly Team[] }) {
  const { can } = useMe();
  const [editing, setEditing] = useState<Person | "new">();
  const [quotasOf, setQuotasOf] = useState<string>();
  const employees = useQuery(EmployeeNamesDocument);
  const owned = useOwned(employees, "users.employee", "erp");
  const asked = people.find((person) => person.id === quotasOf);
  const columns = useMemo<Column<Person>[]>(() => {
    const names = new Map((employees.data?.users ?? []).flatMap((user) => (user.employee?.name ? [[user.id, user.employee.name] as const] : [])));
    return [
      openCell<Person>({ head: "Name", width: 170, of: (person) => person.name, open: setEditing }),
      column.text<Person>({ id: "email", head: "Work e-mail", width: 220, rank: 2, of: (person) => person.email }),
      column.text<Person>({ id: "team", head: "Team", width: 150, rank: 1, of: (person) => person.team?.name ?? "All teams" }),
      column.text<Person>({ id: "territory", head: "Territory", width: 120, rank: 3, of: (person) => person.territory }),
      column.text<Person>({ id: "employee", head: "Employee", width: 90, rank: 2, of: (person) => person.employee?.number }),
      column.text<Person>({ id: "known", head: "Is there", owner: "erp", width: 150, rank: 2, quiet: true, of: (person) => (person.employee ? names.get(person.id) : null) }),
      column.money<Person>({ id: "quota", head: "Quota now", withCurrency: true, rank: 2, of: (person) => quotaNow(person)?.amount }),
      column.tag<Person>({ id: "state", head: "State", width: 110, rank: 2, of: (person) => (person.isActive ? null : "Has left") }),
      column.any<Person>({
        id: "acts", head: "", width: 80, rank: 1,
        cell: (person) => <Button size="compact-xs" variant="subtle" onClick={() => setQuotasOf(person.id)} aria-label={`Quotas of ${person.name}`}>Quotas</Button>,
      }),
    ];
  }, [employees.data]);
  return (
    <>
      <Bar end={<>{can("user:edit") && <GoButton of="erp" to="/users" size="xs">Who may sign in</GoButton>}<Button size="xs" onClick={() => setEditing("new")}>New person</Button></>}>
        <span className="s t2">Recognised by their e-mail when they sign in. Who leaves keeps what was theirs and gets no new work.</span>
      </Bar>
      <DataTable
        id="settings-people" label="People" rows={people} rowKey={(person) => person.id} columns={columns} owned={{ erp: owned }} onOpen={setEditing}
        empty={<EmptyState title="Nobody yet" act={<Button variant="filled" onClick={() => setEditing("new")}>New person</Button>}>Accounts and deals belong to somebody.</EmptyState>}
      />
      <Dialog opened={editing !== undefined} onClose={() => setEditing(undefined)} title={editing === "new" ? "New person" : (editing?.name ?? "")}>
        {editing && <PersonForm person={editing === "new" ? undefined : editing} teams={teams} onClose={() => setEditing(undefined)} />}
      </Dialog>
      <Dialog opened={asked !== undefined} onClose={() => setQuotasOf(undefined)} title={`Quotas of ${asked?.name ?? ""}`}>
        {asked && <Quotas person={asked} />}
      </Dialog>
    </>
  );
}

function PersonForm({ person, teams, onClose }: { person: Person | undefined; teams: readonly Team[]; onClose: () => void }) {
  const [save, saving] = useAct(UserSaveDocument, { done: (data) => `${data.userSave.user?.name ?? "Person"} saved`, refetch: [...SETTINGS_QUERIES, "EmployeeNames"] });
  const f = useFields({ name: person?.name ?? "", email: person?.email ?? "", team: person?.team?.code ?? "", territory: person?.territory ?? "", employeeNumber: person?.employee?.number ?? "", isActive: person?.isActive ?? true });
  const { values } = f;
  const why = !values.name.trim() ? "Give a name." : !values.email.trim() ? "Give the work e-mail." : undefined;
  return (
    <Form
      act={saving} submit={person ? "Save" : "Add"} why={why} onCancel={onClose}
      onSubmit={() => void save({ input: {
        ...(person && { id: person.id }), name: values.name.trim(), email: values.email.trim(), team: values.team || null, territory: values.territory.trim() || null, employeeNumber: values.employeeNumber.trim() || null, isActive: values.isActive,
      } }).then(({ ok }) => ok && onClose())}
    >
      <FieldRow>
        <TextField label="Name, as customers see it" {...f.bind("name")} required maxLength={120} autoFocus={!person} />
        <TextField label="Work e-mail" type="email" {...f.bind("email")} required />
      </FieldRow>
      <FieldRow>
        <SelectField label="Team" {...f.bind("team")} options={teams.map((team) => ({ value: team.code, label: team.name }))} clearable placeholder="All teams" />
        <TextField label="Territory" {...f.bind("territory")} maxLength={100} />
      </FieldRow>
      <TextField label="Employee number" {...f.bind("employeeNumber")} maxLength={40} hint={<EmployeeHint number={values.employeeNumber.trim()} />} />
      {person && <SwitchField label="Works here" {...f.bind("isActive")} />}
    </Form>
  );
}

/** Whom the number belongs to, so that the wrong one is noticed before it is saved. */
function EmployeeHint({ number }: { number: string }) {
  const result = useQuery(EmployeeNameDocument, { variables: { number }, skip: number.length < 2 });
  const owned = useOwned(result, "employee", "erp");
  const employee = result.data?.employee;
  const words = number.length < 2 ? "As the ERP knows them." : owned.state === "silent" ? "The ERP does not answer; the number is kept as it is." : result.loading ? "" : employee ? [employee.name, employee.jobTitle].filter(Boolean).join(", ") : `The ERP knows no employee ${number}.`;
  return <span className="row g6"><Mark of="erp" quiet />{words}</span>;
}
