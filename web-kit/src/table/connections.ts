/** A page of a list, as the graph answers it. */
export interface Connection {
  nodes?: readonly unknown[] | null;
  edges?: readonly unknown[] | null;
  pageInfo?: { hasNextPage: boolean; endCursor?: string | null } | null;
  totalCount?: number | null;
}

/** What stands at a path of an answer. */
export function connectionAt(data: unknown, steps: readonly string[]): Connection | undefined {
  return steps.reduce<unknown>((value, step) => (value && typeof value === "object" ? (value as Record<string, unknown>)[step] : undefined), data) as Connection | undefined;
}

/** A copy of `data` with what stands at `steps` exchanged. */
export function withAt(data: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const object = (data ?? {}) as Record<string, unknown>;
  return { ...object, [step]: withAt(object[step], rest, value) };
}

/** Two pages of a connection as one. A row that moved onto the next page meanwhile is not shown twice. */
export function joinPages(before: Connection, next: Connection): Connection {
  const ids = new Set((before.nodes ?? []).map(identity).filter((id) => id !== undefined));
  const fresh = (next.nodes ?? []).filter((node) => {
    const id = identity(node);
    return id === undefined || !ids.has(id);
  });
  return {
    ...before,
    ...next,
    ...(before.nodes || next.nodes ? { nodes: [...(before.nodes ?? []), ...fresh] } : {}),
    ...(before.edges || next.edges ? { edges: [...(before.edges ?? []), ...(next.edges ?? [])] } : {}),
    totalCount: next.totalCount ?? before.totalCount,
  };
}

function identity(node: unknown): string | undefined {
  const { __ref, __typename, id, number } = (node ?? {}) as Record<string, unknown>;
  const key = __ref ?? id ?? number;
  return key === undefined || key === null ? undefined : `${String(__typename)}:${String(key)}`;
}
