import type { GraphQLFormattedError } from "graphql";

/** The same entity asked for twenty times in one list is asked for once. */
export interface Distinct {
  /** The distinct representations, as one JSON array. */
  json: string;
  /** For each representation asked for, which distinct one it is. */
  indexOf: readonly number[];
  count: number;
}

export function distinctRepresentations(representations: readonly unknown[]): Distinct {
  const seen = new Map<string, number>();
  const indexOf = representations.map((representation) => {
    const text = JSON.stringify(representation);
    let index = seen.get(text);
    if (index === undefined) {
      index = seen.size;
      seen.set(text, index);
    }
    return index;
  });
  return { json: `[${[...seen.keys()].join(",")}]`, indexOf, count: seen.size };
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphQLFormattedError[];
}

/** Gives every place its entity again, and every place its error. */
export function spread<Given extends Answer>(answer: Given, { indexOf, count }: Distinct): Given {
  if (count === indexOf.length) return answer;
  const entities = answer.data?._entities;
  const spreadEntities = Array.isArray(entities) && entities.length === count ? indexOf.map((index) => entities[index] as unknown) : entities;
  const places = new Map<number, number[]>();
  indexOf.forEach((index, place) => places.set(index, [...(places.get(index) ?? []), place]));
  const errors = answer.errors?.flatMap((error) => {
    const [root, index, ...rest] = error.path ?? [];
    if (root !== "_entities" || typeof index !== "number") return [error];
    return (places.get(index) ?? []).map((place) => ({ ...error, path: [root, place, ...rest] }));
  });
  return { ...answer, ...(answer.data ? { data: { ...answer.data, _entities: spreadEntities } } : {}), ...(errors ? { errors } : {}) };
}
