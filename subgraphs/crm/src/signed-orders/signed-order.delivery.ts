import { handOverToken } from "@homefield/kit";
import { askErp, type ErpAnswer, ErpSilent } from "../erp/erp.module.ts";
import type { Deliver, DeliveryAnswer } from "./signed-order-deliver.action.ts";
import { reasonCode } from "./signed-orders.rules.ts";

const DEADLINE_MS = 10_000;
// Codes and the names of our own fields: what the ERP says about an order is not for the CRM to keep.
const ACCEPT = `mutation HandOver($input: SignedOrderInput!) { signedOrderAccept(input: $input) { orderNumber customerNumber userErrors { code path } } }`;

/** Delivers to the ERP over HTTP, in the CRM's own name. */
export const deliveryTo = (options: { erpUrl: string; secret: string; signal?: AbortSignal; deadlineMs?: number }): Deliver => async (order) => {
  try {
    return judge(await askErp({
      erpUrl: options.erpUrl, token: await handOverToken(options.secret), query: ACCEPT, variables: { input: order },
      deadlineMs: options.deadlineMs ?? DEADLINE_MS, requestId: `hand-over.${order.signatureId}`, ...(options.signal && { signal: options.signal }),
    }));
  } catch (error) {
    if (error instanceof ErpSilent) return { kind: "SILENT", why: error.why };
    throw error;
  }
};
export function judge(answer: ErpAnswer): DeliveryAnswer {
  const codes = answer.errors.map((error) => error.code);
  if (answer.status === 401 || codes.some((code) => code === "UNAUTHENTICATED" || code === "FORBIDDEN")) return { kind: "SILENT", why: "KEY_NOT_ACCEPTED" };
  if (codes.some((code) => code === "GRAPHQL_VALIDATION_FAILED" || code === "BAD_USER_INPUT" || code === "GRAPHQL_PARSE_FAILED")) return { kind: "SILENT", why: "NOT_UNDERSTOOD" };
  if (answer.status >= 500 || codes.length > 0) return { kind: "SILENT", why: "ERP_FAILED" };
  const accepted = answer.data?.["signedOrderAccept"] as { orderNumber?: string | null; customerNumber?: string | null; userErrors?: { code: string; path?: unknown }[] } | null | undefined;
  if (accepted?.userErrors && accepted.userErrors.length > 0) return { kind: "REFUSED", code: reasonCode(accepted.userErrors[0]!.code), path: accepted.userErrors[0]!.path ?? null };
  if (accepted?.orderNumber && accepted.customerNumber) return { kind: "ACCEPTED", orderNumber: accepted.orderNumber, customerNumber: accepted.customerNumber };
  return { kind: "SILENT", why: "BROKEN_ANSWER" };
}
