import { useMemo, useState } from "react";
import { Bar, Button, column, DataTable, Dialog, EmptyState, FieldRow, Form, TextField, useAct, useFields, type Column } from "@homefield/web-kit";
import { openCell } from "./open-cell.tsx";
import { LostReasonSaveDocument, SETTINGS_QUERIES } from "./settings-documents.ts";

interface Reason { code: string; name: string }
const USUAL: readonly Reason[] = [
  { code: "PRICE", name: "Too expensive" }, { code: "DELIVERY", name: "Delivery takes too long" }, { code: "COMPETITOR", name: "Chose somebody else" }, { code: "NO_BUDGET", name: "No budget" }, { code: "NO_ANSWER", name: "No answer any more" },
];
const columnsOf = (open: (reason: Reason) => void): Column<Reason>[] => [
  openCell<Reason>({ head: "Reason", width: 260, of: (reason) => reason.name, open }),
  column.text<Reason>({ id: "code", head: "Code", width: 180, rank: 1, quiet: true, of: (reason) => reason.code }),
];
const codeOf = (name: string): string => name.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase().replace(/[^A-Z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 40);

/** What may be said when a deal is lost. A reason that was ever given stays; it can be put in other words. */
export function LostReasons({ reasons }: { reasons: readonly Reason[] }) {
  const [editing, setEditing] = useState<Reason | "new">();
  const columns = useMemo(() => columnsOf(setEditing), []);
  const [save, saving] = useAct(LostReasonSaveDocument, { refetch: SETTINGS_QUERIES });
  const addUsual = async () => {
    for (const input of USUAL) if (!(await save({ input })).ok) return;
  };
  return (
    <>
      <Bar end={<Button size="xs" onClick={() => setEditing("new")}>New reason</Button>}>
        <span className="s t2">Asked for whenever a deal is lost. Codes stay for reports; words may change.</span>
      </Bar>
      <DataTable
        id="settings-reasons" label="Reasons for losing" rows={reasons} rowKey={(reason) => reason.code} columns={columns} onOpen={setEditing}
        empty={<EmptyState title="No reasons yet" act={<Button variant="filled" loading={saving.running} onClick={() => void addUsual()}>Begin with the usual five</Button>}>Without one no deal can be lost. {USUAL.map((reason) => reason.name).join(", ")} are the usual ones.</EmptyState>}
      />
      <Dialog opened={editing !== undefined} onClose={() => setEditing(undefined)} title={editing === "new" ? "New reason" : "Reason"}>
        {editing && <ReasonForm reason={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} />}
      </Dialog>
    </>
  );
}

function ReasonForm({ reason, onClose }: { reason: Reason | undefined; onClose: () => void }) {
  const [save, saving] = useAct(LostReasonSaveDocument, { done: "Saved", refetch: SETTINGS_QUERIES });
  const f = useFields({ name: reason?.name ?? "", code: reason?.code ?? "" });
  const { values } = f;
  const code = values.code || codeOf(values.name);
  return (
    <Form act={saving} submit={reason ? "Save" : "Add"} why={values.name.trim() ? undefined : "Put it in words."} onCancel={onClose} onSubmit={() => void save({ input: { code, name: values.name.trim() } }).then(({ ok }) => ok && onClose())}>
      <FieldRow columns="minmax(0,1fr) 180px">
        <TextField label="In words" {...f.bind("name")} required maxLength={100} autoFocus />
        <TextField label="Code" path="code" value={code} onChange={(next) => f.set("code", next.toUpperCase())} disabled={reason !== undefined} maxLength={40} />
      </FieldRow>
    </Form>
  );
}
