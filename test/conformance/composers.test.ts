// The subgraphs' schemas composed by the composers of three houses: what other federation routers would serve is the same graph.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { composeServices } from "@apollo/composition";
import { composeServices as composeByTheGuild } from "@theguild/federation-composition";
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from "@wundergraph/composition";
import { buildASTSchema, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType, isUnionType, parse } from "graphql";
import { describe, expect, it } from "vitest";

const subgraphs = ["crm", "erp", "lists"].map((name) => ({ name, url: `http://${name}.example/graphql`, sdl: readFileSync(fileURLToPath(new URL(`../../subgraphs/${name}/schema.graphql`, import.meta.url)), "utf8") }));
const parsed = subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));

/** Every type, field, argument and value a client may name. */
function graphOf(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type)).flatMap((type) => {
    if (isObjectType(type) || isInterfaceType(type)) return Object.values(type.getFields()).map((field) => `${type.name}.${field.name}(${field.args.map((argument) => `${argument.name}: ${argument.type}`).sort().join(", ")}): ${field.type}`);
    if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => `${type.name}.${field.name}: ${field.type}`);
    if (isEnumType(type)) return type.getValues().map((value) => `${type.name}.${value.name}`);
    if (isUnionType(type)) return type.getTypes().map((member) => `${type.name} | ${member.name}`);
    return [type.name];
  }).sort();
}

const apollo = composeServices(parsed);
const expected = apollo.schema ? graphOf(apollo.schema.toAPISchema().toGraphQLJSSchema()) : [];

describe("composition elsewhere", () => {
  it("starts from a graph Apollo composes without hints", () => {
    expect(apollo.hints ?? []).toEqual([]);
    expect(expected.length).toBeGreaterThan(500);
  });
  it("is the same by The Guild's composer", () => {
    const composed = composeByTheGuild(parsed);
    expect(composed.errors ?? []).toEqual([]);
    expect(graphOf(buildASTSchema(parse(composed.publicSdl!), { assumeValidSDL: true }))).toEqual(expected);
  });
  it("is the same by WunderGraph's composer, without a warning", () => {
    const composed = federateSubgraphs({ subgraphs: subgraphs.map(({ name, url, sdl }) => ({ name, url, definitions: parse(sdl) })), version: ROUTER_COMPATIBILITY_VERSION_ONE });
    if (!composed.success) throw new Error(composed.errors.map((error) => error.message).join("\n"));
    expect(composed.warnings.map((warning) => warning.message)).toEqual([]);
    expect(graphOf(composed.federatedGraphClientSchema)).toEqual(expected);
  });
});
