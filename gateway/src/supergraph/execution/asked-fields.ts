import { type FieldNode, Kind, parse, type SelectionSetNode } from "graphql";

/** The names of the fields that a fetch asks for first: of the root, or of the entities. */
export function askedFields(query: string): string[] {
  const { definitions } = parse(query, { noLocation: true });
  const fragments = new Map(definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition.selectionSet] as const] : [])));
  const fieldsOf = (set: SelectionSetNode | undefined): FieldNode[] =>
    (set?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === "__typename" ? [] : [selection];
      return fieldsOf(selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value));
    });
  const roots = fieldsOf(definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)?.selectionSet);
  const entities = roots.find((field) => field.name.value === "_entities");
  return [...new Set((entities ? fieldsOf(entities.selectionSet) : roots).map((field) => field.alias?.value ?? field.name.value))];
}
