import { type DocumentNode, Kind, type ValueNode, visit } from "graphql";
import { Complaint } from "./complaint.ts";
import { limits } from "./document-limits.ts";

type Variables = Readonly<Record<string, unknown>>;

/** Where a document says how long a page is to be. */
export interface PageSizes {
  literals: readonly number[];
  variables: readonly string[];
}

export function pageSizes(document: DocumentNode): PageSizes {
  const literals: number[] = [];
  const variables = new Set<string>();
  const note = (value: ValueNode | undefined) => {
    if (value?.kind === Kind.INT) literals.push(Number(value.value));
    if (value?.kind === Kind.VARIABLE) variables.add(value.name.value);
  };
  visit(document, { Argument: ({ name, value }) => void (name.value === "first" && note(value)) });
  visit(document, { VariableDefinition: ({ variable, defaultValue }) => void (variables.has(variable.name.value) && note(defaultValue)) });
  return { literals, variables: [...variables] };
}

/** Refuses pages that are too long, and absurd ones. */
export function refuseLongPages({ literals, variables }: PageSizes, given: Variables | undefined): void {
  for (const size of [...literals, ...variables.map((name) => given?.[name])]) {
    if (typeof size !== "number" || (size >= 0 && size <= limits.pageSize)) continue;
    throw new Complaint(400, "PAGE_TOO_LARGE", `A page has 0 to ${limits.pageSize} rows; ${size} were asked for. Ask for ${limits.pageSize} and then for the next page, with "after".`);
  }
}
