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
    return { code: `HTTP_${error.statusCode}`, message: `The server answered ${error.statusCode}.`, requestId };
  }
  if (error instanceof Error && error.name === "TimeoutError") {
    return { code: "UNREACHABLE", message: "The server did not answer in time." };
  }
  return { code: "UNREACHABLE", message: "The server cannot be reached." };
}
