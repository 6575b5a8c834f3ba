// @apollo/gateway as its documentation sets it up, over the same supergraph and subgraphs. The plugins that instrument every field are off, as in ours.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { ApolloServer, HeaderMap } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { withoutSecurityLinks } from "@homefield/gateway/supergraph/supergraph-sdl.ts";

interface Carried { authorization?: string }
class Forwarding extends RemoteGraphQLDataSource<Carried> {
  override willSendRequest({ request, context }: Parameters<NonNullable<RemoteGraphQLDataSource<Carried>["willSendRequest"]>>[0]): void {
    if (context.authorization) request.http?.headers.set("authorization", context.authorization);
  }
}
const urlOf = (source: string): string => `${process.env[`${source.toUpperCase()}_URL`]}/graphql`;
const supergraphSdl = withoutSecurityLinks(await readFile(new URL("../../../gateway/supergraph.graphql", import.meta.url), "utf8"));
const apollo = new ApolloServer<Carried>({
  gateway: new ApolloGateway({ supergraphSdl, buildService: ({ name }) => new Forwarding({ url: urlOf(name) }) }),
  plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled()],
  csrfPrevention: false,
});
await apollo.start();
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => {
    void apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: "POST", headers: new HeaderMap([["content-type", "application/json"]]), search: "", body: JSON.parse(Buffer.concat(chunks).toString("utf8")) },
      context: async () => ({ ...(request.headers.authorization && { authorization: request.headers.authorization }) }),
    }).then((answer) => {
      for (const [name, value] of answer.headers) response.setHeader(name, value);
      response.statusCode = answer.status ?? 200;
      response.end(answer.body.kind === "complete" ? answer.body.string : undefined);
    });
  });
});
process.once("SIGTERM", () => process.exit(0)).once("disconnect", () => process.exit(0));
server.listen(0, "127.0.0.1", () => process.send?.({ type: "ready", port: (server.address() as AddressInfo).port }));
