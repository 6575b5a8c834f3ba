import type pg from "pg";
import type { Auth } from "./auth.ts";
import { userColumns, type UserRow } from "./caller.ts";
import { Complaint } from "../protection/complaint.ts";
import { roles as allRoles } from "./roles.ts";

export interface UserInput {
  email: string;
  name: string;
  roles: string[];
  teams: string[];
  legalEntities: string[];
  employeeNumber: string | null;
}

export interface NewUser extends UserInput {
  password: string;
}

export async function createUser(auth: Auth, input: NewUser): Promise<string> {
  const context = await auth.$context;
  checkRoles(input.roles);
  checkPassword(input.password, context.password.config);
  const { password, email, ...facts } = input;
  if (await context.internalAdapter.findUserByEmail(email.toLowerCase())) {
    throw new Complaint(409, "USER_EXISTS", `There is already a user with the e-mail address ${email}.`);
  }
  const user = await context.internalAdapter.createUser({ ...facts, email: email.toLowerCase(), emailVerified: true, disabled: false }, { method: "admin" });
  await context.internalAdapter.linkAccount({ userId: user.id, providerId: "credential", accountId: user.id, password: await context.password.hash(password) });
  return user.id;
}

/** The first user of a company: everything an administrator may do, for everybody's rows. For `npm run admin`. */
export async function createAdmin(auth: Auth, input: { email: string; name: string; password: string }): Promise<string> {
  return await createUser(auth, { ...input, roles: ["admin"], teams: ["*"], legalEntities: ["*"], employeeNumber: null });
}

export async function listUsers(pool: pg.Pool): Promise<UserRow[]> {
  const { rows } = await pool.query<UserRow>(`SELECT ${userColumns} FROM "user" u ORDER BY u.name, u.id`);
  return rows;
}

export type UserChange = Partial<Omit<UserInput, "email">> & { disabled?: boolean; password?: string };

/** Absent leaves. A disabled user loses its sessions; its API keys stop with it, and work again when it is enabled. */
export async function updateUser(auth: Auth, pool: pg.Pool, id: string, change: UserChange): Promise<UserRow> {
  const context = await auth.$context;
  const { password, ...facts } = change;
  if (facts.roles) checkRoles(facts.roles);
  if (password !== undefined) checkPassword(password, context.password.config);
  if (!(await context.internalAdapter.findUserById(id))) throw new Complaint(404, "NOT_FOUND", "There is no such user.");
  if (Object.keys(facts).length > 0) await context.internalAdapter.updateUser(id, facts);
  if (password !== undefined) await context.internalAdapter.updatePassword(id, await context.password.hash(password));
  if (facts.disabled === true || password !== undefined) await context.internalAdapter.deleteUserSessions(id);
  const { rows } = await pool.query<UserRow>(`SELECT ${userColumns} FROM "user" u WHERE u.id = $1`, [id]);
  return rows[0] as UserRow;
}

function checkRoles(held: readonly string[]): void {
  const unknown = held.filter((role) => !(role in allRoles));
  if (unknown.length > 0) throw new Complaint(400, "BAD_USER_INPUT", `There is no role ${unknown.join(", ")}. Choose from ${Object.keys(allRoles).join(", ")}.`);
}

function checkPassword(password: string, { minPasswordLength, maxPasswordLength }: { minPasswordLength: number; maxPasswordLength: number }): void {
  if (password.length < minPasswordLength || password.length > maxPasswordLength) {
    throw new Complaint(400, "BAD_USER_INPUT", `A password has ${minPasswordLength} to ${maxPasswordLength} characters.`);
  }
}
