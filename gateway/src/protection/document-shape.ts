import { type DefinitionNode, type DocumentNode, type FragmentDefinitionNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from "graphql";

/** How large a document is once its fragments are written out. */
export interface DocumentShape {
  depth: number;
  fields: number;
  aliases: number;
  directives: number;
  rootFields: number;
}

const nothing: DocumentShape = { depth: 0, fields: 0, aliases: 0, directives: 0, rootFields: 0 };

/** Measures the largest operation. Each fragment is measured once, however often it is spread. */
export function documentShape(document: DocumentNode): DocumentShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, DocumentShape>();

  function ofSet(set: SelectionSetNode): DocumentShape {
    return set.selections.reduce<DocumentShape>((sum, selection) => {
      const directives = selection.directives?.length ?? 0;
      if (selection.kind === Kind.INLINE_FRAGMENT) return add(sum, ofSet(selection.selectionSet), { directives });
      if (selection.kind === Kind.FRAGMENT_SPREAD) return add(sum, ofFragment(selection.name.value), { directives });
      const inner = selection.selectionSet ? ofSet(selection.selectionSet) : nothing;
      // Introspection nests deeply by nature and has a limit of its own in graphql-js.
      const depth = selection.name.value.startsWith("__") ? 1 : inner.depth + 1;
      return add(sum, { ...inner, depth, rootFields: 1 }, { directives, fields: 1, aliases: selection.alias ? 1 : 0 });
    }, nothing);
  }

  function ofFragment(name: string): DocumentShape {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, nothing); // a fragment within itself is refused by validation
    const fragment = fragments.get(name);
    const shape = fragment ? ofSet(fragment.selectionSet) : nothing;
    measured.set(name, shape);
    return shape;
  }

  return document.definitions.filter(isOperation).reduce<DocumentShape>((largest, operation) => {
    const shape = add(nothing, ofSet(operation.selectionSet), { directives: operation.directives?.length ?? 0 });
    const most = (of: keyof DocumentShape): number => Math.max(shape[of], largest[of]);
    return { depth: most("depth"), fields: most("fields"), aliases: most("aliases"), directives: most("directives"), rootFields: most("rootFields") };
  }, nothing);
}

const isOperation = (definition: DefinitionNode): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION;

function add(sum: DocumentShape, part: DocumentShape, more: Partial<DocumentShape>): DocumentShape {
  return {
    depth: Math.max(sum.depth, part.depth),
    fields: sum.fields + part.fields + (more.fields ?? 0),
    aliases: sum.aliases + part.aliases + (more.aliases ?? 0),
    directives: sum.directives + part.directives + (more.directives ?? 0),
    rootFields: sum.rootFields + part.rootFields,
  };
}
