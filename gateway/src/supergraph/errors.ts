import type { GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";

/** Codes by which a subgraph's own machinery complains. They mean that this gateway asked something wrong, not the client. */
const machinery = new Set([
  "BAD_REQUEST",
  "DOWNSTREAM_SERVICE_ERROR",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "INTERNAL",
  "INTERNAL_SERVER_ERROR",
  "INVALID_GRAPHQL",
  "OPERATION_RESOLUTION_FAILURE",
  "UNAUTHENTICATED",
]);

/** Codes by which this gateway's own machinery says that something broke. */
const faults = new Set(["INTERNAL", "INTERNAL_SERVER_ERROR"]);

/** What a client may see beside the code. */
const facts = ["permission", "source", "since", "inputPath"] as const;

/** What the client gets of an error: what it can act on. Everything else is logged under the request's id and named by it. */
export function publicErrors(errors: readonly GraphQLFormattedError[], { requestId, log }: { requestId: string; log: Logger }): GraphQLFormattedError[] {
  return errors.map((error) => {
    const { serviceName, code, ...rest } = (error.extensions ?? {}) as Record<string, unknown>;
    const { path } = error;
    const fromSource = serviceName !== undefined;
    const meantForClients = typeof code === "string" && !(fromSource ? machinery : faults).has(code);
    if (!meantForClients) {
      log.error({ requestId, source: serviceName, code, path, reason: error.message }, "A part of an answer failed.");
      return {
        message: `This could not be answered because of a fault in Homefield. It is logged; to report it, name the request ${requestId}.`,
        ...(path ? { path } : {}),
        extensions: { code: "INTERNAL", requestId },
      };
    }
    return {
      message: error.message,
      // Places in a subgraph's document mean nothing to who wrote another one.
      ...(error.locations && !path ? { locations: error.locations } : {}),
      ...(path ? { path } : {}),
      extensions: { code, ...Object.fromEntries(facts.flatMap((name) => (rest[name] === undefined ? [] : [[name, rest[name]]]))) },
    };
  });
}
