import { useMemo, useSyncExternalStore } from "react";

/** Who is signed in, as `GET /me` answers it. */
export interface Me {
  id: string;
  name: string;
  email: string;
  employeeNumber?: string | null;
  roles: string[];
  permissions: string[];
  teams?: string[];
  legalEntities?: string[];
}

export type Session =
  | { state: "asking" }
  | { state: "out" }
  | { state: "unreachable" }
  | { state: "in"; me: Me }
  /** The session ended while somebody was at work: the page stays, the sign-in lies over it. */
  | { state: "expired"; me: Me };

let session: Session = { state: "asking" };
const listeners = new Set<() => void>();

function become(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

export function readSession(): Session {
  return session;
}

export async function askMe(): Promise<Session> {
  try {
    const response = await fetch("/me", { credentials: "same-origin", headers: { accept: "application/json" } });
    if (response.status === 401 || response.status === 403) become(session.state === "in" ? { state: "expired", me: session.me } : { state: "out" });
    else if (response.ok) become({ state: "in", me: (await response.json()) as Me });
    else become({ state: "unreachable" });
  } catch {
    become({ state: "unreachable" });
  }
  return session;
}

export function sessionExpired(): void {
  if (session.state === "in") become({ state: "expired", me: session.me });
}

export type SignInAnswer = { ok: true } | { ok: false; message: string };

export async function signIn(email: string, password: string): Promise<SignInAnswer> {
  try {
    const response = await fetch("/auth/sign-in/email", {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ email, password, rememberMe: true }),
    });
    if (response.ok) return { ok: true };
    if (response.status === 429) return { ok: false, message: "Too many tries. Wait a minute, then sign in again." };
    if (response.status === 403) return { ok: false, message: "This user may not sign in. Ask an administrator." };
    if (response.status >= 500) return { ok: false, message: "Sign-in is not answering. Nothing is wrong with your password; try again in a moment." };
    return { ok: false, message: "This email and password do not belong together. Check both, or ask an administrator to reset the password." };
  } catch {
    return { ok: false, message: "The server cannot be reached. Check your connection, then sign in again." };
  }
}

/** Signs out and leaves nothing of the person in the page. */
export async function signOut(): Promise<void> {
  try {
    await fetch("/auth/sign-out", {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
  } finally {
    window.location.reload();
  }
}

/** A person of the demo company, offered on the sign-in page when the server says so. */
export interface DemoUser {
  email: string;
  name: string;
  role: string;
}

export interface DemoUsers {
  users: DemoUser[];
  password?: string;
}

export async function askDemoUsers(): Promise<DemoUsers | undefined> {
  try {
    const response = await fetch("/auth/demo-users", { headers: { accept: "application/json" } });
    return response.ok ? ((await response.json()) as DemoUsers) : undefined;
  } catch {
    return undefined;
  }
}

export function useSession(): Session {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    readSession,
  );
}

const nobody: Me = { id: "", name: "", email: "", roles: [], permissions: [] };

/** Who is signed in, and what they may: `const { me, can } = useMe(); can("invoice:read")`. */
export function useMe(): { me: Me; can: (permission: string) => boolean } {
  const now = useSession();
  const me = now.state === "in" || now.state === "expired" ? now.me : nobody;
  return useMemo(() => ({ me, can: (permission: string) => me.permissions.includes(permission) }), [me]);
}

/** For tests and the gallery. */
export function pretendSession(next: Session): void {
  become(next);
}
