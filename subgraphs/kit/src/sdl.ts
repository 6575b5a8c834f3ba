import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { mergeTypeDefs } from "@graphql-tools/merge";
import { type DocumentNode, Kind, parse, print } from "graphql";

const KIT_SDL = new URL("./kit.graphql", import.meta.url);
const HEADER = `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requiresScopes", "@composeDirective"])
  @link(url: "https://homefield.example/privacy/v1.0", import: ["@personalData", "PersonalDataClass"])
  @composeDirective(name: "@personalData")

"What kind of personal data a field holds, for what purpose, and how long it is kept. On a type it counts for all its fields."
directive @personalData(class: PersonalDataClass!, purpose: String, retention: String) on OBJECT | FIELD_DEFINITION
"Kinds of personal data."
enum PersonalDataClass {
  "None."
  NONE
  "Who somebody is."
  IDENTITY
  "How to reach somebody."
  CONTACT
  "What somebody owes or may owe."
  FINANCIAL
  "What somebody did."
  BEHAVIOUR
}
`;

/** All `*.graphql` files below a folder and kit's, as one federation schema. Root types of modules are merged; anything else defined twice is an error. */
export function loadSdl(folder: string): string {
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith(".graphql")).sort();
  const documents = [readFileSync(KIT_SDL, "utf8"), ...files.map((name) => readFileSync(join(folder, name), "utf8"))].map((text) => parse(text));
  refuseDoubles(documents);
  return `${HEADER.trim()}\n\n${print(mergeTypeDefs(documents, { sort: false, throwOnConflict: true }))}\n`;
}
function refuseDoubles(documents: DocumentNode[]): void {
  const seen = new Set<string>(["Query", "Mutation"]);
  for (const document of documents) {
    for (const definition of document.definitions) {
      if (!("name" in definition) || !definition.name || definition.kind === Kind.SCALAR_TYPE_DEFINITION) continue;
      const name = definition.name.value;
      if (name === "Query" || name === "Mutation") continue;
      if (seen.has(name)) throw new Error(`${name} is defined twice. Each type lives in one module.`);
      seen.add(name);
    }
  }
}
