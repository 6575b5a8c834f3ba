import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadSdl } from "@homefield/kit";
import { type DefinitionNode, Kind, type NamedTypeNode, parse, print, visit } from "graphql";

/** What the lists take over from the owners, so that a condition has one home: a new leaf of `AccountFilter` is one here too. */
const TAKEN = { crm: ["AccountFilter", "AccountOrderField"], erp: ["CustomerFilter", "CustomerOrder", "SalesOrderFilter", "SalesOrderOrder", "InvoiceFilter", "InvoiceOrder"] } as const;

/** The lists' federation schema as text: their own SDL, and the owners' inputs it is about. */
export function listsSdl(owners: { crm: string; erp: string }): string {
  const own = loadSdl(fileURLToPath(new URL(".", import.meta.url)));
  const known = new Set(parse(own).definitions.flatMap((definition) => nameOf(definition) ?? []));
  const taken = (["crm", "erp"] as const).flatMap((owner) => inputsOf(owners[owner], TAKEN[owner], known));
  return `${own}\n${taken.map(print).join("\n\n")}\n`;
}
/** As `npm run schema` wrote it: the running coordinator needs neither owner's source. */
export const sdl = (): string => readFileSync(new URL("../schema.graphql", import.meta.url), "utf8");

/** The named inputs and enums and all they are made of, as far as not known yet. */
function inputsOf(sdlText: string, names: readonly string[], known: Set<string>): DefinitionNode[] {
  const definitions = new Map(parse(sdlText, { noLocation: true }).definitions.map((definition) => [nameOf(definition), definition]));
  const found: DefinitionNode[] = [];
  const take = (name: string): void => {
    const definition = definitions.get(name);
    if (known.has(name) || !definition) return;
    known.add(name);
    found.push(definition);
    visit(definition, { NamedType: (node: NamedTypeNode) => take(node.name.value) });
  };
  names.forEach(take);
  return found;
}
const nameOf = (definition: DefinitionNode): string | undefined =>
  definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_DEFINITION || definition.kind === Kind.SCALAR_TYPE_DEFINITION ? definition.name.value : undefined;
