import { GraphQLError, type GraphQLLeafType, type GraphQLOutputType, GraphQLScalarType, isLeafType, isListType, isNonNullType } from "graphql";
import type { Writer } from "./writer.ts";
import { type Children, Failure } from "./columns.ts";

/** The JSON of a value, or null where it is null; throws what is wrong with it. */
export type Complete = (value: unknown, writer: Writer, children: Cursor) => string | null;
/** Which of the children comes next. */
export interface Cursor { of: Children | null; next: number }

/** How values of a type are checked and written, word for word as graphql-js does. */
export function completing(type: GraphQLOutputType, place: string): Complete {
  const nullable = isNonNullType(type) ? type.ofType : type;
  const inner = isListType(nullable) ? list(completing(nullable.ofType, place), isNonNullType(nullable.ofType), place) : isLeafType(nullable) ? leaf(nullable) : object;
  const complete: Complete = (value, writer, children) => {
    if (value === null || value === undefined) return null;
    if (value instanceof Failure) throw value.error;
    if (value instanceof Error) throw value;
    return inner(value, writer, children);
  };
  if (!isNonNullType(type)) return complete;
  return (value, writer, children) => {
    const text = complete(value, writer, children);
    if (text === null) throw new Error(`Cannot return null for non-nullable field ${place}.`);
    return text;
  };
}
const object: Complete = (_value, writer, children) => writer.child(children.of!, children.next++);

function list(completeItem: Complete, isRequired: boolean, place: string): Complete {
  return (value, writer, children) => {
    if (!Array.isArray(value)) throw new GraphQLError(`Expected Iterable, but did not find one for field "${place}".`);
    let text = "[";
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text += ",";
      text += writer.at(index, isRequired, completeItem, value[index], children);
    }
    return `${text}]`;
  };
}

function leaf(type: GraphQLLeafType): Complete {
  const isText = type instanceof GraphQLScalarType && (type.name === "String" || type.name === "ID");
  return (value) => {
    if (isText && typeof value === "string") return quote(value);
    const serialized: unknown = type.serialize(value);
    if (serialized === null || serialized === undefined) throw new Error(`${type.name} can't be written from what stands there.`);
    return typeof serialized === "string" ? quote(serialized) : JSON.stringify(serialized);
  };
}
/** Neither quotes nor backslashes, control characters nor halves of pairs: it stands in JSON as it is. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
const quote = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));
