/** No answer from the ERP: not reached, too late, or broken off. Whether it did what it was asked is not known. */
export class ErpSilent extends Error {
  readonly why: "UNREACHABLE" | "TOO_SLOW" | "BROKEN_ANSWER";
  constructor(why: ErpSilent["why"]) {
    super(`the ERP did not answer: ${why}`);
    this.name = "ErpSilent";
    this.why = why;
  }
}
export interface ErpAnswer {
  status: number;
  data: Record<string, unknown> | null;
  /** Codes of top-level errors and the argument they are about. Their messages may hold facts of the ERP and are not kept. */
  errors: { code: string; permission?: string; argument?: string }[];
}
export interface ErpRequest {
  erpUrl: string;
  token: string;
  query: string;
  variables: Record<string, unknown>;
  deadlineMs: number;
  requestId: string;
  /** Gives up at once when the process stops. */
  signal?: AbortSignal;
}

/** One question to the ERP's graph. Node's fetch keeps connections alive. Throws ErpSilent and nothing else. */
export async function askErp(request: ErpRequest): Promise<ErpAnswer> {
  try {
    const response = await fetch(new URL("/graphql", request.erpUrl), {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${request.token}`, "x-request-id": request.requestId },
      body: JSON.stringify({ query: request.query, variables: request.variables }),
      signal: AbortSignal.any([AbortSignal.timeout(request.deadlineMs), ...(request.signal ? [request.signal] : [])]),
    });
    const body = (await response.json()) as { data?: Record<string, unknown> | null; errors?: { extensions?: { code?: string; permission?: string; inputPath?: string[] | null } }[] };
    return {
      status: response.status,
      data: body.data ?? null,
      errors: (body.errors ?? []).map(({ extensions }) => ({ code: extensions?.code ?? "INTERNAL", ...(extensions?.permission && { permission: extensions.permission }), ...(extensions?.inputPath?.[0] && { argument: extensions.inputPath[0] }) })),
    };
  } catch (error) {
    if (error instanceof SyntaxError) throw new ErpSilent("BROKEN_ANSWER");
    throw new ErpSilent((error as Error).name === "TimeoutError" ? "TOO_SLOW" : "UNREACHABLE");
  }
}
