import { composeServices } from "@apollo/composition";
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from "@apollo/federation-internals";
import { type GraphQLSchema, parse } from "graphql";
import { Complaint } from "../complaint.ts";

/** Composes the subgraphs; a hint is refused like an error, because it names a field that means two things. */
export function compose(subgraphs: readonly { name: string; sdl: string }[]): string {
  const result = composeServices(subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })));
  if (result.errors) throw new Complaint(`The subgraphs don't compose:\n${result.errors.map((error) => `  ${error.message}`).join("\n")}`);
  if (result.hints.length > 0) {
    throw new Complaint(`The subgraphs compose, but not cleanly:\n${result.hints.map((hint) => `  ${hint.definition.code}: ${hint.message}`).join("\n")}`);
  }
  return `${result.supergraphSdl.trimEnd()}\n`;
}

/** What clients see: without the directives that say who owns what. */
export function apiSchemaOf(supergraph: string): GraphQLSchema {
  return Supergraph.build(supergraph, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES }).apiSchema().toGraphQLJSSchema();
}
