/** A JSON object as a source sent it. Names in it are the client's: read them with `own`. */
export type Fields = Record<string, unknown>;

/** Where something stands in an answer. */
export type Path = readonly (string | number)[];

/** A client may call a field "constructor": only what the object itself has counts. */
export const own = (object: Fields, name: string): unknown => (Object.hasOwn(object, name) ? object[name] : undefined);

export const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** Adds to an object what a later source knows of it. */
export function merge(into: Fields, from: Fields): void {
  for (const name of Object.keys(from)) {
    const value = from[name];
    const before = own(into, name);
    if (isObject(before) && isObject(value)) merge(before, value);
    else if (Array.isArray(before) && Array.isArray(value) && before.length === value.length) mergeLists(before, value);
    else if (value !== undefined) into[name] = value;
  }
}

function mergeLists(into: unknown[], from: readonly unknown[]): void {
  for (const [index, value] of from.entries()) {
    const before = into[index];
    if (isObject(before) && isObject(value)) merge(before, value);
    else if (Array.isArray(before) && Array.isArray(value) && before.length === value.length) mergeLists(before, value);
    else into[index] = value;
  }
}

/** The objects at a path of the query plan, where "@" stands for each element of a list. */
export function objectsAt(value: unknown, path: readonly string[], found: Fields[] = [], from = 0): Fields[] {
  if (value === null || value === undefined) return found;
  if (Array.isArray(value)) {
    // A path that ends at a list means its elements.
    if (from < path.length && path[from] !== "@") return found;
    for (const element of value) objectsAt(element, path, found, from + 1);
  } else if (from >= path.length) found.push(value as Fields);
  else objectsAt(own(value as Fields, path[from] as string), path, found, from + 1);
  return found;
}

/** Where each of those objects stands, in the same order. */
export function placesOf(value: unknown, path: readonly string[], at: Path = [], found: Path[] = []): Path[] {
  if (value === null || value === undefined) return found;
  const [step, ...rest] = path;
  if (Array.isArray(value)) {
    if (step !== undefined && step !== "@") return found;
    for (const [index, element] of value.entries()) placesOf(element, rest, [...at, index], found);
  } else if (step === undefined) found.push(at);
  else placesOf(own(value as Fields, step), rest, [...at, step], found);
  return found;
}
