import { useCallback, useEffect, useMemo, useState } from "react";
import { MultiSelect } from "@mantine/core";
import { Bar, Button, column, DataTable, Dialog, EmptyState, FieldRow, Form, Notice, SwitchField, TextField, toast, useFields, useMe, useQuery, type ActState, type Column } from "@homefield/web-kit";
import type { PersonFactsFragment, TeamFactsFragment } from "../gql/graphql.ts";
import { openCell } from "./open-cell.tsx";
import { SellingEntitiesDocument } from "./settings-documents.ts";
import { changeSignIn, makeSignIn, readSignIns, type SignIn, type SignInInput } from "./sign-ins.ts";

const roleWords = (role: string): string => role.replaceAll("-", " ").replace(/^./, (first) => first.toUpperCase());
const rows = (codes: readonly string[]): string => (codes.includes("*") ? "All" : codes.join(", ") || "None");

const columnsOf = (open: (user: SignIn) => void): Column<SignIn>[] => [
  openCell<SignIn>({ head: "Name", width: 180, of: (user) => user.name, open }),
  column.text<SignIn>({ id: "email", head: "Signs in as", width: 250, rank: 1, of: (user) => user.email }),
  column.text<SignIn>({ id: "roles", head: "Roles", width: 180, rank: 1, of: (user) => user.roles.map(roleWords).join(", ") }),
  column.text<SignIn>({ id: "teams", head: "Teams in the CRM", width: 150, of: (user) => rows(user.teams) }),
  column.text<SignIn>({ id: "entities", head: "Companies in the ERP", width: 160, of: (user) => rows(user.legalEntities) }),
  column.tag<SignIn>({ id: "state", head: "State", width: 100, of: (user) => (user.disabled ? "Shut out" : null), tone: () => "warn" }),
];

type Known = { users: SignIn[]; roles: string[] };

/** Who may sign in, with which roles, to see whose rows. For both sides: the gateway keeps it. */
export function SignIns({ teams, people }: { teams: readonly TeamFactsFragment[]; people: readonly PersonFactsFragment[] }) {
  const [known, setKnown] = useState<Known>();
  const [failure, setFailure] = useState<string>();
  const [editing, setEditing] = useState<SignIn | "new">();
  const columns = useMemo(() => columnsOf(setEditing), []);
  const again = useCallback(() => readSignIns().then((found) => { setKnown(found); setFailure(undefined); }, (error: Error) => setFailure(error.message)), []);
  useEffect(() => void again(), [again]);
  return (
    <>
      <Bar end={<Button size="xs" onClick={() => setEditing("new")}>New sign-in</Button>}>
        <span className="s t2">Roles decide what somebody may do; teams and companies, whose rows they see.</span>
      </Bar>
      {failure && <div className="setaside"><Notice tone="bad" acts={<button type="button" className="link s" onClick={() => void again()}>Try again</button>}>{failure}</Notice></div>}
      <DataTable id="settings-sign-ins" label="Who signs in" rows={known?.users} rowKey={(user) => user.id} columns={columns} onOpen={setEditing} empty={<EmptyState title="Nobody">Who may sign in stands here.</EmptyState>} />
      <Dialog opened={editing !== undefined} onClose={() => setEditing(undefined)} title={editing === "new" ? "New sign-in" : (editing?.name ?? "")} size={560}>
        {editing && known && (
          <SignInForm
            user={editing === "new" ? undefined : editing} roles={known.roles} teams={teams} people={people.filter((person) => !known.users.some((user) => user.email === person.email?.toLowerCase()))}
            onDone={() => { setEditing(undefined); void again(); }} onCancel={() => setEditing(undefined)}
          />
        )}
      </Dialog>
    </>
  );
}

interface SignInFormProps {
  user: SignIn | undefined;
  roles: readonly string[];
  teams: readonly TeamFactsFragment[];
  /** People of the CRM who can't sign in yet. */
  people: readonly PersonFactsFragment[];
  onDone: () => void;
  onCancel: () => void;
}

function SignInForm({ user, roles, teams, people, onDone, onCancel }: SignInFormProps) {
  const { me } = useMe();
  const entities = useQuery(SellingEntitiesDocument);
  const [state, setState] = useState<Pick<ActState, "running" | "userErrors">>({ running: false, userErrors: [] });
  const f = useFields({ name: user?.name ?? "", email: user?.email ?? "", password: "", roles: user?.roles ?? [], teams: user?.teams ?? [], legalEntities: user?.legalEntities ?? [], employeeNumber: user?.employeeNumber ?? "", mayEnter: !user?.disabled });
  const { values } = f;
  const isMe = user !== undefined && user.id === me?.id;
  const teamChoices = useMemo(() => [{ value: "*", label: "All teams" }, ...teams.map((team) => ({ value: team.code, label: team.name }))], [teams]);
  const entityChoices = useMemo(() => {
    const named = (entities.data?.legalEntities ?? []).map((entity) => ({ value: entity.code, label: entity.name ?? entity.code }));
    // What is held already stays choosable when the ERP does not name it now.
    const held = (user?.legalEntities ?? []).filter((code) => code !== "*" && !named.some((one) => one.value === code)).map((value) => ({ value, label: value }));
    return [{ value: "*", label: "All companies" }, ...named, ...held];
  }, [entities.data, user]);
  const why = !values.name.trim() ? "Give a name." : !values.email.trim() ? "Give the e-mail to sign in with." : !user && values.password.length < 8 ? "The first password has at least 8 characters." : values.roles.length === 0 ? "Give at least one role." : undefined;
  const submit = async () => {
    setState({ running: true, userErrors: [] });
    const input: SignInInput = {
      name: values.name.trim(), teams: values.teams, legalEntities: values.legalEntities,
      ...(!isMe && { roles: values.roles }), ...(values.employeeNumber.trim() && { employeeNumber: values.employeeNumber.trim() }), ...(values.password && { password: values.password }), ...(user && !isMe && { disabled: !values.mayEnter }),
    };
    try {
      if (user) await changeSignIn(user.id, input);
      else await makeSignIn({ ...input, email: values.email.trim() });
      toast(`${values.name.trim()} saved`);
      onDone();
    } catch (error) {
      setState({ running: false, userErrors: [{ code: "REFUSED", message: (error as Error).message, path: null }] });
    }
  };
  return (
    <Form act={{ ...state, failure: undefined }} submit={user ? "Save" : "Let them in"} why={why} onCancel={onCancel} onSubmit={() => void submit()}>
      {!user && people.length > 0 && (
        <p className="s t2">
          In the CRM, but without a sign-in:{" "}
          {people.map((person, at) => (
            <span key={person.id}>
              {at > 0 && ", "}
              <button type="button" className="link s" onClick={() => { f.set("name", person.name); f.set("email", person.email ?? ""); f.set("employeeNumber", person.employee?.number ?? ""); f.set("teams", person.team ? [person.team.code] : ["*"]); }}>{person.name}</button>
            </span>
          ))}
        </p>
      )}
      <FieldRow>
        <TextField label="Name" {...f.bind("name")} required maxLength={200} autoFocus={!user} />
        <TextField label="Signs in as" type="email" {...f.bind("email")} required disabled={user !== undefined} />
      </FieldRow>
      <FieldRow>
        <TextField label={user ? "New password" : "First password"} {...f.bind("password")} required={!user} hint={user ? "Empty: stays. A new one ends their sessions." : "Told to them by you; they change it."} maxLength={256} />
        <TextField label="Employee number" {...f.bind("employeeNumber")} maxLength={40} hint="As the ERP knows them." />
      </FieldRow>
      <MultiSelect label="Roles" required value={values.roles} onChange={(next) => f.set("roles", next)} data={roles.map((value) => ({ value, label: roleWords(value) }))} disabled={isMe} description={isMe ? "Another administrator changes yours." : undefined} searchable />
      <FieldRow>
        <MultiSelect label="Teams in the CRM" value={values.teams} onChange={(next) => f.set("teams", allOrSome(next, values.teams))} data={teamChoices} />
        <MultiSelect label="Companies in the ERP" value={values.legalEntities} onChange={(next) => f.set("legalEntities", allOrSome(next, values.legalEntities))} data={entityChoices} />
      </FieldRow>
      {user && !isMe && <SwitchField label="May sign in" {...f.bind("mayEnter")} hint="Shut out, they lose their sessions and keys at once." />}
    </Form>
  );
}
/** All, or some: whichever was chosen last. */
const allOrSome = (next: string[], before: readonly string[]): string[] => (next.includes("*") && !before.includes("*") ? ["*"] : next.filter((one) => one !== "*" || next.length === 1));
