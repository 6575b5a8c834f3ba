import { AskDialog, Dialog, Form, SelectField, TextAreaField, useAct, useFields, useQuery } from "@homefield/web-kit";
import { LostReasonsDocument, OpportunityLoseDocument, OpportunityWinDocument } from "./opportunity-documents.ts";

/** Queries that show deals somewhere. */
export const DEAL_QUERIES = ["PipelineBoard"];

export interface Closing {
  id: string;
  name: string;
  version: number;
}

export function WinDialog({ deal, onClose }: { deal: Closing | undefined; onClose: () => void }) {
  const [win] = useAct(OpportunityWinDocument, { done: "Won", refetch: DEAL_QUERIES });
  return (
    <AskDialog opened={deal !== undefined} onClose={onClose} title={`Won: ${deal?.name ?? ""}`} verb="It is won" reason="optional" reasonLabel="What was said" onAct={(note) => (deal ? win({ id: deal.id, expectedVersion: deal.version, note: note || null }) : Promise.resolve())}>
      It leaves the board and counts as won. An order comes of a signed quote, not of this.
    </AskDialog>
  );
}

export function LoseDialog({ deal, onClose }: { deal: Closing | undefined; onClose: () => void }) {
  return (
    <Dialog opened={deal !== undefined} onClose={onClose} title={`Lost: ${deal?.name ?? ""}`}>
      {deal && <Losing deal={deal} onClose={onClose} />}
    </Dialog>
  );
}

function Losing({ deal, onClose }: { deal: Closing; onClose: () => void }) {
  const { data } = useQuery(LostReasonsDocument);
  const isUnset = data?.lostReasons?.length === 0;
  const [lose, losing] = useAct(OpportunityLoseDocument, { done: "Recorded as lost", refetch: DEAL_QUERIES });
  const f = useFields({ reason: "", note: "" });
  return (
    <Form
      act={losing}
      submit="It is lost"
      why={isUnset ? "No reasons are set up yet. Who looks after the settings makes some." : f.values.reason === "" ? "Choose why." : undefined}
      onCancel={onClose}
      onSubmit={async () => {
        const { ok } = await lose({ id: deal.id, expectedVersion: deal.version, reason: f.values.reason, note: f.values.note.trim() || null });
        if (ok) onClose();
      }}
    >
      <SelectField label="Why" {...f.bind("reason")} options={(data?.lostReasons ?? []).map((reason) => ({ value: reason.code, label: reason.name }))} required />
      <TextAreaField label="What was said" {...f.bind("note")} maxLength={1000} />
    </Form>
  );
}
