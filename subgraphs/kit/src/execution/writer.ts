import { type GraphQLError, isNonNullType, locatedError } from "graphql";
import type { Children, Column } from "./columns.ts";
import type { Complete, Cursor } from "./completing.ts";
import type { Field, Selection } from "./operation.ts";

/** Writes what was resolved as JSON, depth first, and notes what is wrong and where. A null that may not be takes the nearest place that may. */
export class Writer {
  readonly errors: GraphQLError[] = [];
  readonly #path: (string | number)[] = [];
  #nodes: Field["nodes"] = [];

  root(selection: Selection, columns: readonly Column[]): string {
    try {
      return this.#object(selection, columns, 0);
    } catch (error) {
      this.errors.push(error as GraphQLError);
      return "null";
    }
  }
  child({ selection, columns, distinct, texts }: Children, index: number): string {
    const place = distinct[index]!;
    const known = texts[place];
    if (known !== undefined) return known;
    const before = this.errors.length;
    const text = this.#object(selection, columns, place);
    // With errors it is written again: they are told in every place where they show.
    if (this.errors.length === before) texts[place] = text;
    return text;
  }
  /** An item of a list, or whatever else has a place of its own. */
  at(step: string | number, isRequired: boolean, complete: Complete, value: unknown, children: Cursor): string {
    const path = this.#path;
    const nodes = this.#nodes;
    const depth = path.push(step);
    try {
      return complete(value, this, children) ?? "null";
    } catch (thrown) {
      path.length = depth;
      this.#nodes = nodes;
      const error = locatedError(thrown, nodes, [...path]);
      if (isRequired) throw error;
      this.errors.push(error);
      return "null";
    } finally {
      path.length = depth - 1;
    }
  }
  #object({ fields }: Selection, columns: readonly Column[], index: number): string {
    const nodes = this.#nodes;
    let text = "{";
    for (let i = 0; i < fields.length; i++) {
      const field = fields[i]!;
      if (i > 0) text += ",";
      text += field.label;
      if (field.kind === "typename") {
        text += field.text;
        continue;
      }
      const { values, children } = columns[i]!;
      this.#nodes = field.nodes;
      text += this.at(field.name, isNonNullType(field.definition.type), field.complete, values[index], { of: children, next: children ? children.starts[index]! : 0 });
    }
    this.#nodes = nodes;
    return `${text}}`;
  }
}
