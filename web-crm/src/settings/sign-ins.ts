/** Somebody who may sign in, as `GET /auth/users` answers it. It is the gateway's, neither the CRM's nor the ERP's. */
export interface SignIn {
  id: string;
  name: string;
  email: string;
  employeeNumber: string | null;
  roles: string[];
  /** Codes of teams whose accounts are seen; `*` for all. */
  teams: string[];
  /** Codes of companies whose books are seen; `*` for all. */
  legalEntities: string[];
  disabled: boolean;
}
export type SignInInput = Partial<Omit<SignIn, "id" | "email" | "employeeNumber">> & { employeeNumber?: string; password?: string };

async function ask<Answer>(path: string, method: "GET" | "POST" | "PATCH", body?: object): Promise<Answer> {
  const response = await fetch(path, { method, credentials: "same-origin", headers: { accept: "application/json", ...(body && { "content-type": "application/json" }) }, ...(body && { body: JSON.stringify(body) }) });
  const answer = (await response.json().catch(() => ({}))) as Answer & { message?: string };
  if (!response.ok) throw new Error(answer.message ?? "It could not be done. Try again in a minute.");
  return answer;
}

export const readSignIns = (): Promise<{ users: SignIn[]; roles: string[] }> => ask("/auth/users", "GET");
export const makeSignIn = (input: SignInInput & { email: string }): Promise<{ id: string }> => ask("/auth/users", "POST", input);
export const changeSignIn = (id: string, input: SignInInput): Promise<SignIn> => ask(`/auth/users/${encodeURIComponent(id)}`, "PATCH", input);
