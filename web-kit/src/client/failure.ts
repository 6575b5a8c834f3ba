import { CombinedGraphQLErrors, ServerError, ServerParseError } from "@apollo/client/errors";
import { readError } from "../owner/answers.ts";

/** Why a whole request came to nothing. */
export interface Failure {
  code: "UNREACHABLE" | "UNAUTHENTICATED" | "FORBIDDEN" | "SOURCE_UNAVAILABLE" | (string & {});
  message: string;
  path?: string;
  permission?: string;
  source?: "crm" | "erp";
  since?: string;
  requestId?: string;
}

/** Reads any error Apollo hands out. The worst of several errors is the one nobody can act on around. */
export function failureOf(error: unknown): Failure {
  if (CombinedGraphQLErrors.is(error)) {
    const errors = error.errors.map(readError);
    const first = errors.find((one) => one.code === "UNAUTHENTICATED") ?? errors[0];
    const requestId = error.extensions?.requestId ?? error.errors[0]?.extensions?.requestId;
    return {
      ...(first ?? { code: "INTERNAL", message: error.message }),
      requestId: typeof requestId === "string" ? requestId : undefined,
    };
  }
  if (ServerError.is(error) || ServerParseError.is(error)) {
    const requestId = error.response?.headers.get("x-request-id") ?? undefined;
    if (error.statusCode === 401) return { code: "UNAUTHENTICATED", message: "You are signed out.", requestId };
    const said = sentenceIn(error.bodyText);
    return { code: said?.code ?? `HTTP_${error.statusCode}`, message: said?.message ?? `The server answered ${error.statusCode}.`, requestId };
  }
  if (error instanceof Error && error.name === "TimeoutError") {
    return { code: "UNREACHABLE", message: "The server did not answer in time." };
  }
  return { code: "UNREACHABLE", message: "The server cannot be reached." };
}

/** A refusal of the request as such carries its reason in its body, in the graph's own form. */
function sentenceIn(body: string): { code: string; message: string } | undefined {
  try {
    const first = (JSON.parse(body) as { errors?: { message?: unknown; extensions?: { code?: unknown } }[] }).errors?.[0];
    return typeof first?.message === "string" && typeof first.extensions?.code === "string" ? { code: first.extensions.code, message: first.message } : undefined;
  } catch {
    return undefined;
  }
}
