import { useState, type ReactNode } from "react";
import { AskDialog, Button, GoButton, useAct, useNavigate, type ActResult } from "@homefield/web-kit";
import type { SalesOrderAct } from "../gql/graphql.ts";
import { OrderCancelDocument, OrderConfirmDocument, OrderInvoiceDocument, OrderReallocateDocument, OrderReleaseCreditDocument, OrderShipDocument } from "./order-documents.ts";
import { whyBlocked } from "./block-words.ts";
import { blocksOf, type OrderBlockRow, type OrderRow } from "./order-words.tsx";

type Asking = { act: "RELEASE_CREDIT" | "CANCEL" | "CLOSE"; order: OrderRow } | undefined;
interface Refused {
  number: string;
  result: ActResult<unknown>;
}

export interface OrderActs {
  /** Carries out an act, or asks for its reason first. */
  run: (act: SalesOrderAct, order: OrderRow) => void;
  /** Which act runs, on which order. */
  running: string | undefined;
  /** What the last act was refused for. */
  refused: Refused | undefined;
  dismiss: () => void;
  /** To be drawn once on the page. */
  dialogs: ReactNode;
}

const REFETCH = ["Order", "Orders", "OrderTotals", "OrderViewCounts", "OrderCounts", "OrderDocuments"];

/** What can be done with an order, on the desk and on its page alike. */
export function useOrderActs(): OrderActs {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<Asking>();
  const [running, setRunning] = useState<string>();
  const [refused, setRefused] = useState<Refused>();
  const options = (done: string) => ({ done, refetch: REFETCH });
  const [confirm] = useAct(OrderConfirmDocument, options("Confirmed"));
  const [release] = useAct(OrderReleaseCreditDocument, options("Credit released"));
  const [reallocate] = useAct(OrderReallocateDocument, options("Reallocated"));
  const [cancel] = useAct(OrderCancelDocument, options("Called off"));
  const [ship] = useAct(OrderShipDocument, { done: (data) => `Shipment ${data.shipmentCreate.shipment?.number ?? ""} made`, refetch: [...REFETCH, "ShipmentViewCounts"] });
  const [invoice] = useAct(OrderInvoiceDocument, options("Invoice drafted"));

  const directly = async (act: SalesOrderAct, order: OrderRow, does: () => Promise<ActResult<unknown>>) => {
    setRunning(`${act} ${order.number}`);
    setRefused(undefined);
    const result = await does();
    setRunning(undefined);
    if (!result.ok) setRefused({ number: order.number, result });
  };
  const version = (order: OrderRow) => order.version ?? 0;

  const run = (act: SalesOrderAct, order: OrderRow) => {
    if (running) return;
    const { number } = order;
    switch (act) {
      case "RELEASE_CREDIT":
      case "CANCEL":
      case "CLOSE":
        setAsking({ act, order });
        break;
      case "CONFIRM":
        void directly(act, order, () => confirm({ number, expectedVersion: version(order) }));
        break;
      case "REALLOCATE":
        void directly(act, order, () => reallocate({ number }));
        break;
      case "RELEASE_CUSTOMER":
        if (order.customer) void navigate({ to: `/customers/${order.customer.number}` });
        break;
      case "SHIP":
        void directly(act, order, async () => {
          const result = await ship({ number, input: {} });
          const made = result.data?.shipmentCreate.shipment?.number;
          if (result.ok && made) void navigate({ to: `/shipments/${made}` });
          return result;
        });
        break;
      case "INVOICE":
        void directly(act, order, async () => {
          const result = await invoice({ number });
          const made = result.data?.invoiceCreate.invoice?.id;
          if (result.ok && made) void navigate({ to: `/invoices/draft/${made}` });
          return result;
        });
        break;
      case "EDIT_LINES":
        void navigate({ to: `/orders/${number}` });
        break;
    }
  };

  const close = () => setAsking(undefined);
  const of = asking?.order;
  const credit = of && blocksOf(of).find((block) => block.kind === "CREDIT");
  const dialogs = (
    <>
      <AskDialog
        opened={asking?.act === "RELEASE_CREDIT"}
        onClose={close}
        title={`Release ${of?.number ?? ""} for delivery`}
        verb="Release"
        reason="required"
        reasonLabel="Why it may leave all the same"
        onAct={(reason) => release({ number: of?.number ?? "", reason })}
      >
        <p>{credit && whyBlocked(credit)}</p>
        <p className="t3 s">Only this order is released. The customer's limit and later orders stay as they are.</p>
      </AskDialog>
      <AskDialog
        opened={asking?.act === "CANCEL" || asking?.act === "CLOSE"}
        onClose={close}
        title={asking?.act === "CLOSE" ? `Close ${of?.number ?? ""} short` : `Cancel ${of?.number ?? ""}`}
        verb={asking?.act === "CLOSE" ? "Close short" : "Cancel order"}
        danger
        reason="required"
        onAct={(reason) => cancel({ number: of?.number ?? "", reason, expectedVersion: of ? version(of) : 0 })}
      >
        {asking?.act === "CLOSE" ? "What was not shipped is called off and its stock is free again. What was shipped is billed as usual." : "The whole order is called off and its stock is free again. This cannot be undone."}
      </AskDialog>
    </>
  );
  return { run, running, refused, dismiss: () => setRefused(undefined), dialogs };
}

/** The act that lifts a block, as a button; to a held customer it is the way there. */
export function LiftButton({ block, order, acts, size = "xs", filled }: { block: OrderBlockRow; order: OrderRow; acts: OrderActs; size?: "xs" | "sm"; filled?: boolean }) {
  const variant = filled ? "filled" : undefined;
  if (block.liftedBy === "RELEASE_CUSTOMER") {
    return order.customer ? (
      <GoButton size={size} variant={variant} to={`/customers/${order.customer.number}`}>
        Open customer
      </GoButton>
    ) : null;
  }
  if (!order.acts?.includes(block.liftedBy)) return null;
  const verb = block.liftedBy === "RELEASE_CREDIT" ? (filled ? "Release with reason" : "Release") : "Reallocate";
  return (
    <Button size={size} variant={variant} loading={acts.running === `${block.liftedBy} ${order.number}`} onClick={() => acts.run(block.liftedBy, order)} aria-label={`${verb} ${order.number}`}>
      {verb}
    </Button>
  );
}
