import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, type TypePolicies } from "@apollo/client";
import { tap } from "rxjs";
import type { DocumentNode } from "graphql";
import { questionKey, readError, rememberAnswer, type WireError } from "../owner/answers.ts";
import type { Owner } from "../owner/owner.ts";
import { reportSource } from "../owner/sources.ts";
import { reasonOf } from "./live.ts";
import { sessionExpired } from "./session.ts";
import { noteAnswer } from "../provenance/answered.ts";
import { entityOf, isTyped, setEntityKeys } from "../provenance/facts.ts";
import { failureOf } from "./failure.ts";

declare module "@apollo/client" {
  namespace ApolloClient {
    namespace DeclareDefaultOptions {
      interface WatchQuery {
        errorPolicy: "all";
      }
      interface Query {
        errorPolicy: "all";
      }
      interface Mutate {
        errorPolicy: "all";
      }
    }
  }
}

export interface ClientOptions {
  /** Named to the gateway in `x-homefield-client`. */
  app: Owner;
  /** Which field identifies an object of a type, where it is not `id`. */
  keys?: Record<string, string>;
  typePolicies?: TypePolicies;
  /** Send the text of a document along with its hash: while developing, and whenever a document has no hash. */
  sendText?: boolean;
  fetch?: typeof fetch;
}

/** The hash that the code generator leaves on a document. */
function hashOf(document: DocumentNode): string | undefined {
  return (document as DocumentNode & { __meta__?: { hash?: string } }).__meta__?.hash;
}

/** How each source fared, in `extensions.sources` of an answer. */
export interface SourceReport {
  status: "answered" | "silent" | "not-asked";
  asOf?: string;
  since?: string;
}

interface AnswerExtensions {
  sources?: Partial<Record<Owner, SourceReport>>;
  requestId?: string;
}

const isOwner = (name: string): name is Owner => name === "crm" || name === "erp";

/** Notes of each answer when and by whom it was given, and what is missing and why. */
const bookkeeping = new ApolloLink((operation, forward) => {
  const askedAt = performance.now();
  return forward(operation).pipe(
    tap({
      next: (result) => {
        const receivedAt = new Date().toISOString();
        const extensions = (result.extensions ?? {}) as AnswerExtensions;
        const wire = ("errors" in result ? (result.errors ?? []) : []) as readonly WireError[];
        const errors = wire.map(readError);
        const response = operation.getContext().response as Response | undefined;
        const asOf: Partial<Record<Owner, string>> = {};
        for (const [name, report] of Object.entries(extensions.sources ?? {})) {
          if (!isOwner(name) || !report) continue;
          if (report.status === "silent") {
            reportSource(name, { silent: true, since: report.since });
          } else if (report.status === "answered") {
            asOf[name] = report.asOf ?? receivedAt;
            reportSource(name, { silent: false, milliseconds: performance.now() - askedAt });
          }
        }
        for (const error of errors) {
          if (error.code === "SOURCE_UNAVAILABLE" && error.source) reportSource(error.source, { silent: true, since: error.since });
          if (error.code === "UNAUTHENTICATED") sessionExpired();
        }
        noteAnswer(operation.query, result.data, { receivedAt, asOf });
        rememberAnswer(questionKey(operation.query, operation.variables), {
          receivedAt,
          asOf,
          errors,
          requestId: response?.headers.get("x-request-id") ?? extensions.requestId,
        });
      },
      error: (error: unknown) => {
        if (failureOf(error).code === "UNAUTHENTICATED") sessionExpired();
      },
    }),
  );
});

const ANSWER_WITHIN_MS = 30_000;

export function createClient(options: ClientOptions): ApolloClient {
  const send = options.fetch ?? fetch;
  const trusted = new ApolloLink((operation, forward) => {
    const event = reasonOf(operation.query, operation.variables);
    if (event) operation.setContext(({ headers }: { headers?: Record<string, string> }) => ({ headers: { ...headers, "x-homefield-event": event } }));
    const hash = hashOf(operation.query);
    if (hash) operation.extensions.persistedQuery = { version: 1, sha256Hash: hash };
    operation.setContext({
      http: { includeExtensions: hash !== undefined, includeQuery: options.sendText === true || hash === undefined },
    });
    return forward(operation);
  });
  const http = new HttpLink({
    uri: "/graphql",
    credentials: "same-origin",
    headers: { "x-homefield-client": `web-${options.app}` },
    fetch: (input, init) => {
      const deadline = AbortSignal.timeout(ANSWER_WITHIN_MS);
      return send(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, deadline]) : deadline });
    },
  });
  setEntityKeys(options.keys ?? {});
  return new ApolloClient({
    link: ApolloLink.from([bookkeeping, trusted, http]),
    cache: new InMemoryCache({
      typePolicies: options.typePolicies,
      // Objects are told apart by the key the graph gives their type. One that was asked for without its key stays part of its parent.
      dataIdFromObject: (object) => (isTyped(object) ? entityOf(object) : undefined),
    }),
    clientAwareness: { name: `web-${options.app}` },
    defaultOptions: {
      // Each visit asks the owner again; what was read last stays on the screen meanwhile.
      watchQuery: { errorPolicy: "all", fetchPolicy: "cache-and-network", nextFetchPolicy: "cache-first", notifyOnNetworkStatusChange: true },
      query: { errorPolicy: "all", fetchPolicy: "network-only" },
      mutate: { errorPolicy: "all" },
    },
  });
}
