import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { composeServices } from "@apollo/composition";
import { Supergraph } from "@apollo/federation-internals";
import { sdl as crmSdl } from "@homefield/crm/schema.ts";
import { sdl as erpSdl } from "@homefield/erp/schema.ts";
import { listsSdl } from "@homefield/lists/sdl.ts";
import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";

const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
const contract = fileURLToPath(new URL("./contract/", import.meta.url));
const sdls = { crm: crmSdl(), erp: erpSdl(), lists: listsSdl({ crm: crmSdl(), erp: erpSdl() }) };
const composed = composeServices(Object.entries(sdls).map(([name, sdl]) => ({ name, url: `http://${name}/graphql`, typeDefs: parse(sdl) })));

describe("composition", () => {
  it("composes all subgraphs without errors or hints", () => {
    expect(composed.errors?.map((error) => error.message) ?? []).toEqual([]);
    expect(composed.hints?.map((hint) => `${hint.definition.code}: ${hint.message}`) ?? []).toEqual([]);
  });
  it.each(Object.entries(sdls))("finds the committed schema of %s up to date (npm run schema)", (side, sdl) => {
    expect(read(`../subgraphs/${side}/schema.graphql`)).toContain(sdl.trim());
  });
  it("finds the committed supergraph holding the same types and fields (npm run schema)", () => {
    const names = (text: string): string[] => Supergraph.build(text, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema() && Object.entries(Supergraph.build(text, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema().getTypeMap())
      .flatMap(([type, definition]) => ("getFields" in definition ? Object.entries(definition.getFields()).map(([field, f]) => `${type}.${field}: ${String(f.type)}`) : [type])).sort();
    expect(names(read("../gateway/supergraph.graphql"))).toEqual(names(composed.supergraphSdl!));
  });
});

describe("the contract with third parties", () => {
  const api = Supergraph.build(read("../gateway/supergraph.graphql"), { supportedFeatures: null }).apiSchema().toGraphQLJSSchema();
  const files = readdirSync(contract).filter((name) => name.endsWith(".graphql"));
  it("has operations to hold us to", () => expect(files.length).toBeGreaterThanOrEqual(5));
  it.each(files)("%s validates against the supergraph", (name) => {
    expect(validate(api, parse(read(`./contract/${name}`))).map((error) => error.message)).toEqual([]);
  });
});
