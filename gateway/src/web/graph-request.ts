import { Complaint } from "../protection/complaint.ts";
import { limits } from "../protection/document-limits.ts";
import { type Exchange, readJson } from "./http.ts";

/** What a GraphQL client sends, in any of the ways clients send it. */
export interface GraphRequest {
  query: string | undefined;
  /** Hash of a document the server knows. */
  documentId: string | undefined;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
}

export async function readGraphRequest(exchange: Exchange): Promise<GraphRequest> {
  const { request, url } = exchange;
  const given = request.method === "GET" ? fromQueryString(url.searchParams) : await readJson(request, limits.bodyBytes);
  if (Array.isArray(given)) throw new Complaint(400, "BATCHING_REFUSED", "Send one operation per request. Several questions fit into one operation.");
  if (typeof given !== "object" || given === null) throw malformed("the body");
  const { query, documentId, operationName, variables, extensions } = given as Record<string, unknown>;
  const persisted = object(extensions, "extensions")?.["persistedQuery"] as { sha256Hash?: unknown } | null | undefined;
  const id = documentId ?? persisted?.sha256Hash;
  const read = { query: text(query, "query"), documentId: text(id, "documentId"), operationName: text(operationName, "operationName"), variables: object(variables, "variables") };
  if (read.query === undefined && read.documentId === undefined) throw new Complaint(400, "NO_DOCUMENT", 'Send a document as "query", or the hash of one as "documentId".');
  return read;
}

function fromQueryString(parameters: URLSearchParams): Record<string, unknown> {
  const json = (name: string): unknown => {
    const value = parameters.get(name);
    if (value === null) return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw malformed(name);
    }
  };
  return {
    query: parameters.get("query"),
    documentId: parameters.get("documentId"),
    operationName: parameters.get("operationName"),
    variables: json("variables"),
    extensions: json("extensions"),
  };
}

function text(value: unknown, name: string): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw malformed(name);
  return value;
}

function object(value: unknown, name: string): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object" || Array.isArray(value)) throw malformed(name);
  return value as Record<string, unknown>;
}

const malformed = (name: string) => new Complaint(400, "BAD_REQUEST", `"${name}" is not what a GraphQL request has there.`);
