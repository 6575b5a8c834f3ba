/** The two owners as the lists ask them: over HTTP, as the caller, with a deadline, and counted. */
import http from "node:http";
import { LISTS_PATH, type ListAnswer, type ListQuestion } from "@homefield/kit";
import { GraphQLError } from "graphql";
import { type Owner } from "./tree.ts";

/** What a question across owners took so far. */
export interface Effort { calls: number; statements: number; keysShipped: number; bytesShipped: number }
export interface Owners {
  ask: (owner: Owner, question: ListQuestion) => Promise<ListAnswer>;
  effort: Effort;
}
export type OwnerUrls = Record<Owner, string>;
const DEADLINE_MS = 2_000;
const agent = new http.Agent({ keepAlive: true, maxSockets: 64, scheduling: "lifo" });

export function ownersFor(urls: OwnerUrls, caller: { token: string; requestId: string }): Owners {
  const effort: Effort = { calls: 0, statements: 0, keysShipped: 0, bytesShipped: 0 };
  return {
    effort,
    ask: async (owner, question) => {
      effort.calls++;
      const answer = await post(owner, new URL(LISTS_PATH, urls[owner]), JSON.stringify(question), caller);
      effort.statements += answer.statements;
      for (const { size, set } of answer.keys ?? []) {
        effort.keysShipped += size;
        effort.bytesShipped += set.length;
      }
      effort.keysShipped += question.look?.customers.length ?? 0;
      return answer;
    },
  };
}

function post(owner: Owner, url: URL, body: string, caller: { token: string; requestId: string }, isRepeated = false): Promise<ListAnswer> {
  const { token, requestId } = caller;
  return new Promise((resolve, reject) => {
    let isOver = false;
    const fail = (isLate: boolean): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(late);
      request.destroy();
      // An owner that was started again has dropped connections that were kept; asking changes nothing, so it is asked once more.
      if (request.reusedSocket && !isLate && !isRepeated) resolve(post(owner, url, body, caller, true));
      else reject(silent(owner));
    };
    const broken = (): void => fail(false);
    const request = http.request(url, {
      method: "POST", agent, headers: { authorization: `Bearer ${token}`, "x-request-id": requestId, "content-type": "application/json", "content-length": Buffer.byteLength(body) },
    });
    const late = setTimeout(() => fail(true), DEADLINE_MS);
    request.on("error", broken).on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", broken).on("end", () => {
        isOver = true;
        clearTimeout(late);
        try {
          resolve(answerOf(owner, response.statusCode ?? 0, Buffer.concat(chunks).toString("utf8")));
        } catch (error) {
          reject(error as Error);
        }
      });
    });
    request.end(body);
  });
}
function answerOf(owner: Owner, status: number, text: string): ListAnswer {
  if (status >= 502 && status <= 504) throw silent(owner);
  const answer = JSON.parse(text) as ListAnswer | { error: { message: string; extensions: Record<string, unknown> } };
  if ("error" in answer) throw new GraphQLError(answer.error.message, { extensions: answer.error.extensions });
  if (status !== 200) throw new Error(`The ${owner.toUpperCase()} answered a question about a list with ${status}`);
  return answer;
}
const silent = (owner: Owner): GraphQLError =>
  new GraphQLError(`The ${owner.toUpperCase()} does not answer, and this list needs it. Leave its conditions and order out, or try again in a moment.`, { extensions: { code: "SOURCE_UNAVAILABLE", source: owner } });
