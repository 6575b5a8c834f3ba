/** The door by which a coordinator asks an owner about its lists: beside the graph, as what crosses here is nobody's answer yet. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { coerceInputValue, GraphQLError, type GraphQLInputType, type GraphQLSchema } from "graphql";
import type { Context } from "./context.ts";
import { badInput } from "./keyset.ts";
import { answerList, type AskableList, type Condition, type ListAnswer, type ListQuestion } from "./list-question.ts";
import type { Route } from "./server.ts";

export const LISTS_PATH = "/lists";
const MOST_BYTES = 16 << 20; // eight sets of a million keys, and room

export const listRoute = <C extends Context<any>>(options: { schema: GraphQLSchema; lists: Record<string, AskableList<C>>; secret: string }): Route<C> => ({
  method: "POST",
  path: LISTS_PATH,
  handle: async (ctx, _params, res) => {
    try {
      const question = (await bodyOf(res.req)) as ListQuestion;
      send(res, 200, await answerList(ctx, options.lists, checked(question, options), options.secret));
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      send(res, 200, { error: { message: error.message, extensions: error.extensions } });
    }
  },
});
export type Answered = ListAnswer | { error: { message: string; extensions: Record<string, unknown> } };

/** The owner believes nobody: every condition is read again as its own schema has it. */
function checked<C extends Context<any>>(question: ListQuestion, { schema, lists }: { schema: GraphQLSchema; lists: Record<string, AskableList<C>> }): ListQuestion {
  const filter = schema.getType(lists[question.list]?.filter ?? "") as GraphQLInputType | undefined;
  if (!filter) throw badInput(`There is no list "${question.list}" here.`);
  const check = (condition: Condition): Condition => {
    if ("and" in condition) return { and: condition.and.map(check) };
    if ("or" in condition) return { or: condition.or.map(check) };
    if ("not" in condition) return { not: check(condition.not) };
    return "own" in condition ? { own: coerceInputValue(condition.own, filter, refuseInput) as object } : condition;
  };
  return {
    ...question,
    condition: check(question.condition),
    ...(question.keys && { keys: question.keys.map(check) }),
    ...(question.page && { page: { ...question.page, marks: question.page.marks.map(check) } }),
    ...(question.look && { look: { ...question.look, marks: question.look.marks.map(check) } }),
    ...(question.estimates && { estimates: question.estimates.map(check) }),
  };
}
const refuseInput = (_path: readonly (string | number)[], _value: unknown, error: GraphQLError): never => {
  throw badInput(error.message);
};
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new GraphQLError("The question is too large. Narrow the filter.", { extensions: { code: "SELECTION_TOO_LARGE" } });
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}
const send = (res: ServerResponse, status: number, body: Answered): void => void res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
