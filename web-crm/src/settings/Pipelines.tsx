import { useMemo, useState } from "react";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { ActionIcon, Bar, Button, column, DataTable, Dialog, EmptyState, FieldRow, FigureField, Form, Labelled, SwitchField, TextField, useAct, type Column } from "@homefield/web-kit";
import type { PipelineFactsFragment, StageInput } from "../gql/graphql.ts";
import { openCell } from "./open-cell.tsx";
import { PipelineSaveDocument, SETTINGS_QUERIES } from "./settings-documents.ts";

type Pipeline = PipelineFactsFragment;

interface StageDraft { key: string; id?: string; name: string; probability: string; quietDays: string }
let drawn = 0;
const draft = (name: string, probability: string, quietDays = "21", id?: string): StageDraft => ({ key: `stage ${++drawn}`, name, probability, quietDays, ...(id && { id }) });
/** What most companies begin with; every figure is for the company to change. */
const usual = (): StageDraft[] => [draft("Qualify", "10"), draft("Propose", "40"), draft("Negotiate", "70"), draft("Decide", "90", "14")];

const columnsOf = (open: (pipeline: Pipeline) => void): Column<Pipeline>[] => [
  column.number<Pipeline>({ id: "position", head: "#", width: 48, rank: 2, of: (pipeline) => pipeline.position }),
  openCell<Pipeline>({ head: "Pipeline", width: 200, of: (pipeline) => pipeline.name, open }),
  column.any<Pipeline>({ id: "stages", head: "Stages", width: 480, rank: 1, value: stagesInWords, cell: (pipeline) => <span className="cut" title={stagesInWords(pipeline)}>{stagesInWords(pipeline)}</span> }),
  column.tag<Pipeline>({ id: "state", head: "State", width: 130, of: (pipeline) => (pipeline.isArchived ? "No longer used" : null) }),
];
function stagesInWords(pipeline: Pipeline): string {
  return pipeline.stages.map((stage) => `${stage.name} ${stage.probabilityPercent}\u00A0%`).join(", ");
}

/** Ways of selling, each a row of stages with how likely a deal there is won. */
export function Pipelines({ pipelines }: { pipelines: readonly Pipeline[] }) {
  const [editing, setEditing] = useState<Pipeline | "new">();
  const columns = useMemo(() => columnsOf(setEditing), []);
  return (
    <>
      <Bar end={<Button size="xs" onClick={() => setEditing("new")}>New pipeline</Button>}>
        <span className="s t2">The first one is what a new deal starts on. Probabilities weigh the forecast.</span>
      </Bar>
      <DataTable
        id="settings-pipelines" label="Pipelines" rows={pipelines} rowKey={(pipeline) => pipeline.id} columns={columns} onOpen={setEditing}
        empty={<EmptyState title="No pipeline yet" act={<Button variant="filled" onClick={() => setEditing("new")}>New pipeline</Button>}>Deals move along its stages. A usual one is filled in to begin with.</EmptyState>}
      />
      <Dialog opened={editing !== undefined} onClose={() => setEditing(undefined)} title={editing === "new" ? "New pipeline" : `Pipeline ${editing?.name ?? ""}`} size={620}>
        {editing && <PipelineForm pipeline={editing === "new" ? undefined : editing} isFirst={pipelines.length === 0} onClose={() => setEditing(undefined)} />}
      </Dialog>
    </>
  );
}

const whole = (text: string): number | undefined => (/^\d{1,4}$/.test(text) ? Number(text) : undefined);

function PipelineForm({ pipeline, isFirst, onClose }: { pipeline: Pipeline | undefined; isFirst: boolean; onClose: () => void }) {
  const [save, saving] = useAct(PipelineSaveDocument, { done: (data) => `${data.pipelineSave.pipeline?.name ?? "Pipeline"} saved`, refetch: [...SETTINGS_QUERIES, "PipelineBoard"] });
  const [name, setName] = useState(pipeline?.name ?? (isFirst ? "New business" : ""));
  const [position, setPosition] = useState(pipeline ? String(pipeline.position) : "");
  const [isArchived, setArchived] = useState(pipeline?.isArchived ?? false);
  const [stages, setStages] = useState<StageDraft[]>(() => (pipeline ? pipeline.stages.map((stage) => draft(stage.name, String(stage.probabilityPercent), String(stage.quietAfterDays), stage.id)) : usual()));
  const change = (at: number, values: Partial<StageDraft>) => setStages((before) => before.map((stage, i) => (i === at ? { ...stage, ...values } : stage)));
  const move = (at: number, by: -1 | 1) => setStages((before) => before.toSpliced(at, 1).toSpliced(at + by, 0, before[at] as StageDraft));
  const given = stages.flatMap((stage): StageInput[] => {
    const [probabilityPercent, quietAfterDays] = [whole(stage.probability), whole(stage.quietDays)];
    return probabilityPercent === undefined || quietAfterDays === undefined ? [] : [{ ...(stage.id && { id: stage.id }), name: stage.name, probabilityPercent, quietAfterDays }];
  });
  const why = !name.trim() ? "Give it a name." : stages.length === 0 ? "Give it at least one stage." : given.length < stages.length ? "Probabilities and days are whole figures." : undefined;
  return (
    <Form
      act={saving} submit={pipeline ? "Save" : "Make pipeline"} why={why} onCancel={onClose}
      onSubmit={() => void save({ input: { ...(pipeline && { id: pipeline.id }), name: name.trim(), position: whole(position) ?? null, isArchived, stages: given } }).then(({ ok }) => ok && onClose())}
    >
      <FieldRow columns="minmax(0,1fr) 96px">
        <TextField label="Name" path="name" value={name} onChange={setName} required maxLength={60} autoFocus={!pipeline} />
        <FigureField label="Position" path="position" value={position} onChange={setPosition} placeholder="last" />
      </FieldRow>
      <Labelled label="Stages, from left to right" path="stages" hint="A stage that was ever used stays; it can be renamed and moved.">
        <div className="stack g6">
          <div className="stagehead xs t3"><span>Name</span><span>Won with</span><span>Quiet after</span><span /></div>
          {stages.map((stage, at) => (
            <div className="stagerow" key={stage.key}>
              <TextField label="" aria-label={`Name of stage ${at + 1}`} path={`stages.${at}.name`} value={stage.name} onChange={(next) => change(at, { name: next })} maxLength={60} />
              <FigureField label="" aria-label={`Probability of stage ${at + 1}`} path={`stages.${at}.probabilityPercent`} value={stage.probability} onChange={(next) => change(at, { probability: next })} unit="%" />
              <FigureField label="" aria-label={`Days until stage ${at + 1} is quiet`} path={`stages.${at}.quietAfterDays`} value={stage.quietDays} onChange={(next) => change(at, { quietDays: next })} unit="days" />
              <span className="stageacts">
                <ActionIcon aria-label={`Move stage ${at + 1} left`} disabled={at === 0} onClick={() => move(at, -1)}><ArrowUp size={14} strokeWidth={1.6} /></ActionIcon>
                <ActionIcon aria-label={`Move stage ${at + 1} right`} disabled={at === stages.length - 1} onClick={() => move(at, 1)}><ArrowDown size={14} strokeWidth={1.6} /></ActionIcon>
                <ActionIcon aria-label={`Take stage ${at + 1} off`} onClick={() => setStages((before) => before.toSpliced(at, 1))}><X size={14} strokeWidth={1.6} /></ActionIcon>
              </span>
            </div>
          ))}
          <div><Button size="compact-xs" onClick={() => setStages((before) => [...before, draft("", "50")])}>Add a stage</Button></div>
        </div>
      </Labelled>
      {pipeline && <SwitchField label="No longer used" path="isArchived" value={isArchived} onChange={setArchived} hint="Only when nothing on it is open. What was won and lost on it stays." />}
    </Form>
  );
}
