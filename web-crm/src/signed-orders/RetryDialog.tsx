import { Dialog, FieldRow, Form, formatMoment, Notice, SwitchField, TextField, useFields, type ActResult, type ActState } from "@homefield/web-kit";
import type { SignedOrderCorrectionInput } from "../gql/graphql.ts";
import { AddressFields, addressOf, blankAddress } from "../quotes/SigningAddress.tsx";
import type { HandOverRow } from "./HandOverList.tsx";

export interface RetryDialogProps {
  row: HandOverRow | undefined;
  act: ActState;
  onRetry: (correction: SignedOrderCorrectionInput | undefined) => Promise<ActResult<unknown>>;
  onClose: () => void;
}

/** Puts a hand-over right that the ERP would not take: what is left empty stays as it was given at signing, which the CRM does not show again. */
export function RetryDialog({ row, act, onRetry, onClose }: RetryDialogProps) {
  return (
    <Dialog opened={row !== undefined} onClose={onClose} title={`Put ${row?.quote.number ?? ""} right and try again`} size={640}>
      {row && <Correction row={row} act={act} onRetry={onRetry} onClose={onClose} />}
    </Dialog>
  );
}

function Correction({ row, act, onRetry, onClose }: RetryDialogProps & { row: HandOverRow }) {
  const f = useFields({ billing: blankAddress, rebilled: false, delivery: blankAddress, redelivered: false, invoiceEmail: "", vatNumber: "", noVat: false, customerReference: "" });
  const { values } = f;
  const [billing, delivery] = [values.rebilled ? addressOf(values.billing) : undefined, values.redelivered ? addressOf(values.delivery) : undefined];
  const correction: SignedOrderCorrectionInput = {
    ...(billing && { billingAddress: billing }),
    ...(delivery && { deliveryAddress: delivery }),
    ...(values.invoiceEmail.trim() && { invoiceEmail: values.invoiceEmail.trim() }),
    ...(values.noVat ? { vatNumber: null } : values.vatNumber.trim() ? { vatNumber: values.vatNumber.trim() } : {}),
    ...(values.customerReference.trim() && { customerReference: values.customerReference.trim() }),
  };
  const changes = Object.keys(correction).length;
  const why = values.rebilled && (!billing || !billing.country) ? "Give the whole address to bill, or leave it as it was." : values.redelivered && (!delivery || !delivery.country) ? "Give the whole address to deliver to, or leave it as it was." : undefined;
  return (
    <Form
      act={act}
      submit={changes > 0 ? "Put right and try again" : "Try again as it is"}
      why={why}
      onCancel={onClose}
      onSubmit={() => void onRetry(changes > 0 ? correction : undefined).then(({ ok }) => ok && onClose())}
    >
      <Notice tone={row.handOver.status === "REFUSED" ? "bad" : "warn"}>
        <b className="m">Waits since {formatMoment(row.handOver.since)}.</b> {row.handOver.lastError}
      </Notice>
      <p className="s t2">What was signed, items, quantities and prices, stays. What you give here goes to the ERP with the order and is not kept in the CRM; what you leave empty stays as it was given at signing.</p>
      <SwitchField label="Another address to bill" value={values.rebilled} onChange={(rebilled) => f.set("rebilled", rebilled)} />
      {values.rebilled && <AddressFields legend="Billing" path="correction.billingAddress" value={values.billing} onChange={(next) => f.set("billing", next)} required />}
      <SwitchField label="Another address to deliver to" value={values.redelivered} onChange={(redelivered) => f.set("redelivered", redelivered)} />
      {values.redelivered && <AddressFields legend="Delivery" path="correction.deliveryAddress" value={values.delivery} onChange={(next) => f.set("delivery", next)} required />}
      <FieldRow>
        <TextField label="VAT number" {...f.bind("vatNumber")} path="correction.vatNumber" maxLength={30} disabled={values.noVat} />
        <TextField label="Invoices to" {...f.bind("invoiceEmail")} path="correction.invoiceEmail" type="email" />
      </FieldRow>
      <SwitchField label="They have no VAT number" value={values.noVat} onChange={(noVat) => f.set("noVat", noVat)} />
      <TextField label="Their order number" {...f.bind("customerReference")} path="correction.customerReference" maxLength={80} />
    </Form>
  );
}
