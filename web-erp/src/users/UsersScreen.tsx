import { useState } from "react";
import { Button, column, type Column, DataTable, Dialog, EmptyState, FieldRow, Form, Notice, Page, SwitchField, TextField, useFields, useKeys, useMe } from "@homefield/web-kit";
import { type User, useUserAct, useUsers } from "./users.ts";

const words = (list: readonly string[]): string => list.map((one) => (one === "*" ? "all" : one)).join(", ");
const listed = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean).map((one) => (one.toLowerCase() === "all" ? "*" : one));
const COLUMNS: readonly Column<User>[] = [
  column.text<User>({ id: "name", head: "Name", width: 180, pin: true, grow: true, of: (user) => user.name }),
  column.text<User>({ id: "email", head: "E-mail", width: 240, grow: true, rank: 1, of: (user) => user.email }),
  column.text<User>({ id: "roles", head: "Roles", width: 180, rank: 1, of: (user) => user.roles.join(", ") }),
  column.text<User>({ id: "entities", head: "Companies", width: 110, rank: 2, quiet: true, of: (user) => words(user.legalEntities) }),
  column.text<User>({ id: "teams", head: "Teams", width: 110, rank: 2, quiet: true, of: (user) => words(user.teams) }),
  column.text<User>({ id: "employee", head: "Employee", width: 96, rank: 3, quiet: true, of: (user) => user.employeeNumber }),
  column.tag<User>({ id: "state", head: "State", width: 96, rank: 1, of: (user) => (user.disabled ? "Locked out" : null), tone: () => "bad" }),
];

/** Who may sign in, and what they may do on which side. */
export function UsersScreen() {
  const { data, error, reload } = useUsers();
  const [asking, ask] = useState<User | "new">();
  useKeys({ c: { label: "New user", run: () => ask("new") } }, { group: "Users" });
  return (
    <Page title="Users" acts={<Button variant="filled" onClick={() => ask("new")}>New user</Button>}>
      {error && <div style={{ padding: 12 }}><Notice tone="bad">{error}</Notice></div>}
      <DataTable label="Users" rows={data?.users} rowKey={(user) => user.id} columns={COLUMNS} onOpen={ask} empty={<EmptyState title="Nobody may sign in">Add who works here.</EmptyState>} />
      <Dialog opened={asking !== undefined} onClose={() => ask(undefined)} title={asking === "new" ? "New user" : (asking?.name ?? "")} size={560}>
        {asking && <UserForm user={asking === "new" ? undefined : asking} roles={data?.roles ?? []} onDone={(changed) => { ask(undefined); if (changed) reload(); }} />}
      </Dialog>
    </Page>
  );
}

function UserForm({ user, roles, onDone }: { user: User | undefined; roles: readonly string[]; onDone: (changed: boolean) => void }) {
  const { me } = useMe();
  const isOneself = user !== undefined && user.email === me.email;
  const [send, state] = useUserAct(() => onDone(true));
  const form = useFields({ name: user?.name ?? "", email: user?.email ?? "", password: "", employeeNumber: user?.employeeNumber ?? "", teams: words(user?.teams ?? []), legalEntities: words(user?.legalEntities ?? []), disabled: user?.disabled ?? false });
  const [held, hold] = useState<readonly string[]>(user?.roles ?? []);
  const { values } = form;
  const submit = () => {
    const facts = { name: values.name.trim(), teams: listed(values.teams), legalEntities: listed(values.legalEntities), ...(values.employeeNumber.trim() && { employeeNumber: values.employeeNumber.trim() }), ...(values.password && { password: values.password }) };
    void send(user?.id, { ...facts, ...(!isOneself && { roles: held }), ...(user ? !isOneself && { disabled: values.disabled } : { email: values.email.trim() }) });
  };
  const why = !values.name.trim() || !values.email.trim() ? "Give a name and an e-mail address." : !user && !values.password ? "Give a password to begin with." : held.length === 0 ? "Choose at least one role." : undefined;
  return (
    <Form act={state} onSubmit={submit} submit={user ? "Save" : "Add user"} why={why} onCancel={() => onDone(false)}>
      <FieldRow>
        <TextField label="Name" {...form.bind("name")} required autoFocus maxLength={200} />
        <TextField label="E-mail" type="email" {...form.bind("email")} required disabled={user !== undefined} maxLength={320} />
      </FieldRow>
      <fieldset className="roles" disabled={isOneself}>
        <legend>Roles</legend>
        {roles.map((role) => (
          <label key={role} className="row g6">
            <input type="checkbox" className="ck" checked={held.includes(role)} onChange={() => hold(held.includes(role) ? held.filter((one) => one !== role) : [...held, role])} /> {role}
          </label>
        ))}
      </fieldset>
      <FieldRow>
        <TextField label="Works for companies" {...form.bind("legalEntities")} placeholder="NHDK, NHFR or all" />
        <TextField label="Sells in teams" {...form.bind("teams")} placeholder="NORDIC or all" />
      </FieldRow>
      <FieldRow>
        <TextField label={user ? "New password" : "Password to begin with"} {...form.bind("password")} required={!user} maxLength={256} hint="At least 12 characters." />
        <TextField label="Employee number" {...form.bind("employeeNumber")} maxLength={40} />
      </FieldRow>
      {user && !isOneself && <SwitchField label="Locked out" {...form.bind("disabled")} hint="Loses all sessions and keys until let in again." />}
    </Form>
  );
}
