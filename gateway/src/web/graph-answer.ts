import type { Complaint } from "../protection/complaint.ts";
import { type Exchange, header, sendJson } from "./http.ts";

const GRAPHQL_RESPONSE = "application/graphql-response+json";
/** Documents that say nothing we understand: under `application/json`, where a status speaks of the transport alone, they are answered 200. */
const SAID_WRONG = new Set(["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"]);

interface Answer {
  data?: unknown;
  extensions?: unknown;
  errors?: readonly { message?: string; extensions?: Readonly<Record<string, unknown>> | undefined }[] | undefined;
}

/** Sends an answer in the media type that was asked for, with the status that goes with it (GraphQL over HTTP, section 6.4). */
export function sendGraphAnswer(exchange: Exchange, status: number, body: Answer, headers: Record<string, string> = {}): void {
  if ((header(exchange.request, "accept") ?? "").includes(GRAPHQL_RESPONSE)) {
    return sendJson(exchange, status, body, { ...headers, "content-type": `${GRAPHQL_RESPONSE}; charset=utf-8` });
  }
  const saidWrong = status === 400 && SAID_WRONG.has(String(body.errors?.[0]?.extensions?.["code"]));
  sendJson(exchange, saidWrong ? 200 : status, body, headers);
}

/** The refusal of a whole request, as GraphQL clients expect it. */
export function sendGraphComplaint(exchange: Exchange, { status, code, message, headers }: Pick<Complaint, "status" | "code" | "message" | "headers">): void {
  sendGraphAnswer(exchange, status, { errors: [{ message, extensions: { code, requestId: exchange.requestId } }], extensions: { requestId: exchange.requestId } }, headers);
}
