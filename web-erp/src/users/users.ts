import { useCallback, useEffect, useState } from "react";
import type { ActResult, ActState, UserError } from "@homefield/web-kit";

/** Somebody who may sign in. Users belong to the house, not to one side: the gateway keeps them. */
export interface User {
  id: string;
  name: string;
  email: string;
  employeeNumber: string | null;
  roles: string[];
  teams: string[];
  legalEntities: string[];
  disabled: boolean;
}
export interface Users {
  users: User[];
  /** All roles there are. */
  roles: string[];
}

async function ask<Answer>(path: string, method: string, body?: object): Promise<Answer> {
  const response = await fetch(path, { method, credentials: "same-origin", headers: { accept: "application/json", ...(body && { "content-type": "application/json" }) }, body: body && JSON.stringify(body) });
  const answer = (await response.json().catch(() => ({}))) as Answer & { message?: string };
  if (!response.ok) throw new Error(answer.message ?? "The house did not answer. Try again in a moment.");
  return answer;
}

/** Who may sign in; asked again after each change. */
export function useUsers(): { data: Users | undefined; error: string | undefined; reload: () => void } {
  const [data, setData] = useState<Users>();
  const [error, setError] = useState<string>();
  const reload = useCallback(() => {
    ask<Users>("/auth/users", "GET").then((answer) => { setData(answer); setError(undefined); }, (cause: unknown) => setError(cause instanceof Error ? cause.message : String(cause)));
  }, []);
  useEffect(reload, [reload]);
  return { data, error, reload };
}
/** Adds a user, or changes one; a refusal stands in the form. */
export function useUserAct(done: () => void): [(id: string | undefined, body: object) => Promise<ActResult<unknown>>, ActState] {
  const [running, setRunning] = useState(false);
  const [userErrors, setUserErrors] = useState<UserError[]>([]);
  const run = async (id: string | undefined, body: object): Promise<ActResult<unknown>> => {
    setRunning(true);
    try {
      await ask(id ? `/auth/users/${id}` : "/auth/users", id ? "PATCH" : "POST", body);
      setUserErrors([]);
      done();
      return { ok: true, userErrors: [] };
    } catch (cause) {
      const refused = [{ code: "REFUSED", message: cause instanceof Error ? cause.message : String(cause) }];
      setUserErrors(refused);
      return { ok: false, userErrors: refused };
    } finally {
      setRunning(false);
    }
  };
  return [run, { running, userErrors, reset: () => setUserErrors([]) }];
}
