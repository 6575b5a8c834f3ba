import { useMemo, useState } from "react";
import { Bar, Button, column, DataTable, Dialog, EmptyState, FieldRow, FigureField, Form, Mark, SelectField, TextField, useAct, useFields, useOwned, useQuery, type Column } from "@homefield/web-kit";
import type { TeamFactsFragment } from "../gql/graphql.ts";
import { currencies } from "./currencies.ts";
import { openCell } from "./open-cell.tsx";
import { SellingEntitiesDocument, SETTINGS_QUERIES, TeamSaveDocument } from "./settings-documents.ts";

type Team = TeamFactsFragment;

const columnsOf = (open: (team: Team) => void): Column<Team>[] => [
  column.text<Team>({ id: "code", head: "Code", width: 110, rank: 1, of: (team) => team.code }),
  openCell<Team>({ head: "Team", width: 220, of: (team) => team.name, open }),
  column.text<Team>({ id: "sells", head: "Sells for", owner: "erp", width: 120, of: (team) => team.sellingEntity?.code }),
  column.text<Team>({ id: "currency", head: "Offers in", width: 100, of: (team) => team.currency }),
  column.percent<Team>({ id: "limit", head: "Below ERP price without approval", width: 220, rank: 1, of: (team) => team.discountLimitPercent }),
];

/** Teams, what they sell for, and how far they may go alone. */
export function Teams({ teams }: { teams: readonly Team[] }) {
  const [editing, setEditing] = useState<Team | "new">();
  const columns = useMemo(() => columnsOf(setEditing), []);
  return (
    <>
      <Bar end={<Button size="xs" onClick={() => setEditing("new")}>New team</Button>}>
        <span className="s t2">Who sees a team sees its accounts. What is offered further below the ERP’s prices than its limit needs somebody else’s approval.</span>
      </Bar>
      <DataTable
        id="settings-teams" label="Teams" rows={teams} rowKey={(team) => team.code} columns={columns} onOpen={setEditing}
        empty={<EmptyState title="No team yet" act={<Button variant="filled" onClick={() => setEditing("new")}>New team</Button>}>Accounts belong to a team, and a team sells for one company of the group.</EmptyState>}
      />
      <Dialog opened={editing !== undefined} onClose={() => setEditing(undefined)} title={editing === "new" ? "New team" : `Team ${editing?.name ?? ""}`}>
        {editing && <TeamForm team={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} />}
      </Dialog>
    </>
  );
}

function TeamForm({ team, onClose }: { team: Team | undefined; onClose: () => void }) {
  const [save, saving] = useAct(TeamSaveDocument, { done: (data) => `${data.teamSave.team?.name ?? "Team"} saved`, refetch: SETTINGS_QUERIES });
  const entities = useQuery(SellingEntitiesDocument);
  const owned = useOwned(entities, "legalEntities", "erp");
  const known = owned.state === "ready" ? (entities.data?.legalEntities ?? []) : [];
  const f = useFields({ code: team?.code ?? "", name: team?.name ?? "", sellingEntity: team?.sellingEntity?.code ?? "", currency: team?.currency ?? "", discountLimitPercent: team?.discountLimitPercent ?? "10" });
  const { values } = f;
  const why = !values.code.trim() ? "Give it a code." : !values.name.trim() ? "Give it a name." : !values.sellingEntity ? "For which company does it sell?" : !values.currency ? "In which currency does it offer?" : undefined;
  const sellsFor = { label: "Sells for", path: "sellingEntity", value: values.sellingEntity, required: true };
  return (
    <Form
      act={saving} submit={team ? "Save" : "Make team"} why={why} onCancel={onClose}
      onSubmit={() => void save({ input: { ...values, code: values.code.trim(), name: values.name.trim(), discountLimitPercent: values.discountLimitPercent || "0" } }).then(({ ok }) => ok && onClose())}
    >
      <FieldRow columns="130px minmax(0,1fr)">
        <TextField label="Code" {...f.bind("code")} onChange={(code) => f.set("code", code.toUpperCase())} required disabled={team !== undefined} maxLength={20} autoFocus={!team} placeholder="NORDIC" />
        <TextField label="Name" {...f.bind("name")} required maxLength={100} autoFocus={team !== undefined} />
      </FieldRow>
      <FieldRow>
        {known.length > 0 ? (
          <SelectField {...sellsFor} options={known.map((entity) => ({ value: entity.code, label: entity.name ?? entity.code, hint: entity.code }))} hint={<span className="row g6"><Mark of="erp" quiet />companies of the ERP</span>}
            onChange={(code) => { f.set("sellingEntity", code); if (!values.currency) f.set("currency", known.find((entity) => entity.code === code)?.baseCurrency ?? ""); }} />
        ) : (
          <TextField {...sellsFor} maxLength={20} hint={owned.state === "ready" ? "Code of a company; the ERP names none yet." : "Code of a company; the ERP does not name them now."} onChange={(code) => f.set("sellingEntity", code.toUpperCase())} />
        )}
        <SelectField label="Offers in" {...f.bind("currency")} options={currencies} required hint="Unless the customer has another." />
      </FieldRow>
      <FigureField label="May go below the ERP’s prices without approval" {...f.bind("discountLimitPercent")} unit="%" hint="Price and discount together, line by line. Further down somebody else has to approve." />
    </Form>
  );
}
