import { DateField, Dialog, FieldRow, FigureField, Form, SearchField, SelectField, TextField, useAct, useFields, useNavigate, type FilterOption } from "@homefield/web-kit";
import { useAccountSearch } from "../accounts/AccountDialog.tsx";
import { DEAL_QUERIES } from "./close-dialogs.tsx";
import { OpportunityCreateDocument } from "./opportunity-documents.ts";

interface PipelineChoice {
  id: string;
  name: string;
  stages: readonly { id: string; name: string }[];
}

export function NewDealDialog({ opened, pipeline, onClose }: { opened: boolean; pipeline: PipelineChoice | undefined; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title="New opportunity">
      {opened && <Making pipeline={pipeline} onClose={onClose} />}
    </Dialog>
  );
}

function Making({ pipeline, onClose }: { pipeline: PipelineChoice | undefined; onClose: () => void }) {
  const navigate = useNavigate();
  const search = useAccountSearch();
  const [create, creating] = useAct(OpportunityCreateDocument, { done: (data) => `${data.opportunityCreate.opportunity?.name ?? "Opportunity"} made`, refetch: DEAL_QUERIES });
  const f = useFields({ account: undefined as FilterOption | undefined, name: "", stageId: pipeline?.stages[0]?.id ?? "", amount: "", closeDate: "" });
  const { values } = f;
  return (
    <Form
      act={creating}
      submit="Make opportunity"
      why={!values.account ? "Choose an account." : values.name.trim() === "" ? "Give it a name." : undefined}
      onCancel={onClose}
      onSubmit={async () => {
        if (!values.account) return;
        const { ok, data } = await create({
          input: { accountId: values.account.value, name: values.name.trim(), pipelineId: pipeline?.id, stageId: values.stageId || null, amount: values.amount || null, closeDate: values.closeDate || null },
        });
        const made = data?.opportunityCreate.opportunity;
        if (!ok) return;
        onClose();
        if (made) void navigate({ to: `/opportunities/${made.id}` });
      }}
    >
      <SearchField label="Account" {...f.bind("account")} path="accountId" required autoFocus search={search} nothing="No account of that name." />
      <TextField label="Name" {...f.bind("name")} required maxLength={200} />
      <FieldRow>
        <FigureField label="May bring" {...f.bind("amount")} hint="In the currency of the account’s team." />
        <DateField label="Expected close" {...f.bind("closeDate")} />
      </FieldRow>
      {pipeline && <SelectField label={`Stage in ${pipeline.name}`} {...f.bind("stageId")} options={pipeline.stages.map((stage) => ({ value: stage.id, label: stage.name }))} required />}
    </Form>
  );
}
