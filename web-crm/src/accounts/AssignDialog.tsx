import { useState } from "react";
import { Dialog, Form, SelectField, useAct } from "@homefield/web-kit";
import { useAccountChoices } from "./account-choices.ts";
import { AccountsAssignDocument } from "./account-documents.ts";
import type { AccountRow } from "./account-columns.tsx";

/** Gives accounts to another owner: all or none. */
export function AssignDialog({ accounts, onClose }: { accounts: readonly AccountRow[] | undefined; onClose: () => void }) {
  return (
    <Dialog opened={accounts !== undefined} onClose={onClose} title={accounts?.length === 1 ? `Assign ${accounts[0]?.account.name}` : `Assign ${accounts?.length ?? 0} accounts`}>
      {accounts && <Assigning accounts={accounts} onClose={onClose} />}
    </Dialog>
  );
}

const MOST = 200;

function Assigning({ accounts, onClose }: { accounts: readonly AccountRow[]; onClose: () => void }) {
  const { choices } = useAccountChoices();
  const [ownerId, setOwnerId] = useState("");
  const [assign, assigning] = useAct(AccountsAssignDocument, {
    done: (data) => `${data.accountsAssign.accounts?.length === 1 ? "1 account" : `${data.accountsAssign.accounts?.length ?? 0} accounts`} assigned`,
    refetch: ["AccountViewCounts"],
  });
  const owner = choices.owners.find((one) => one.value === ownerId);
  const tooMany = accounts.length > MOST ? `At most ${MOST} at a time.` : undefined;
  return (
    <Form
      act={assigning}
      submit="Assign"
      why={tooMany ?? (ownerId === "" ? "Choose a new owner." : undefined)}
      onCancel={onClose}
      onSubmit={async () => {
        const { ok } = await assign({ ids: accounts.map((row) => row.account.id), ownerId });
        if (ok) onClose();
      }}
    >
      <SelectField label="New owner" path="ownerId" value={ownerId} onChange={setOwnerId} options={choices.owners} required autoFocus hint={owner?.hint ? `The accounts go to the team ${owner.hint} as well.` : "The accounts follow the owner into the owner’s team."} />
    </Form>
  );
}
