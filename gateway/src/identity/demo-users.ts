import type pg from "pg";
import type { Auth } from "./auth.ts";
import type { UserInput } from "./users.ts";

const person = (mail: string, name: string, role: string, teams: string[], legalEntities: string[], employeeNumber: string | null): UserInput => ({
  email: `${mail}@demo.homefield.example`,
  name,
  roles: [role],
  teams,
  legalEntities,
  employeeNumber,
});
const all = ["*"];

/** The people of Nordhavn Møbler who sign in. */
export const demoUsers: readonly UserInput[] = [
  person("sales", "Ines Holm", "sales", ["NORDIC"], ["NHDK"], "E-1001"),
  person("sales.south", "Camille Moreau", "sales", ["SOUTH"], ["NHFR"], "E-1002"),
  person("sales.manager", "Rosa Castellan", "sales-manager", all, all, "E-1003"),
  person("support", "Søren Bæk", "support", all, all, "E-1008"),
  person("marketing", "Maja Öberg", "marketing", all, all, "E-1009"),
  person("accountant", "Henrik Dahl", "accountant", ["NORDIC", "ASIA"], ["NHDK"], "E-1010"),
  person("accountant.fr", "Aurélie Petit", "accountant", ["SOUTH"], ["NHFR"], "E-1011"),
  person("controller", "Birgit Sørensen", "controller", all, all, "E-1012"),
  person("planner", "Pavel Novák", "planner", all, all, "E-1013"),
  person("buyer", "Anna Lindqvist", "buyer", all, all, "E-1014"),
  person("warehouse", "Jens Kragh", "warehouse", all, all, "E-1015"),
  person("integrator", "Integration", "integrator", all, all, null),
  person("privacy", "Liv Strand", "data-protection", all, all, "E-1018"),
  person("auditor", "Karl Brandt", "auditor", all, all, "E-1019"),
  person("admin", "Trine Juhl", "admin", all, all, "E-1017"),
];

/** Makes the demo users or brings them up to date. Safe to repeat, and for two gateways at once. */
export async function ensureDemoUsers(auth: Auth, pool: pg.Pool, password: string): Promise<void> {
  const context = await auth.$context;
  const existing = await pool.query<{ email: string; id: string; password: string | null }>(
    `SELECT u.email, u.id, a.password FROM "user" u LEFT JOIN account a ON a."userId" = u.id AND a."providerId" = 'credential' WHERE u.email = ANY($1)`,
    [demoUsers.map((user) => user.email)],
  );
  const known = new Map(existing.rows.map((row) => [row.email, row]));
  const current = existing.rows.find((row) => row.password !== null)?.password ?? null;
  // All share one password, so one slow hash serves for all.
  const hash = current !== null && (await context.password.verify({ hash: current, password })) ? current : await context.password.hash(password);
  for (const { email, ...facts } of demoUsers) {
    const row = known.get(email);
    if (!row) {
      await context.internalAdapter.createUser({ ...facts, email, emailVerified: true, disabled: false }, { method: "admin" }).then(
        (user) => context.internalAdapter.linkAccount({ userId: user.id, providerId: "credential", accountId: user.id, password: hash }),
        async (error: unknown) => {
          if (!(await context.internalAdapter.findUserByEmail(email))) throw error; // else another gateway was quicker
        },
      );
      continue;
    }
    await pool.query('UPDATE "user" SET name = $2, roles = $3, teams = $4, "legalEntities" = $5, "employeeNumber" = $6, disabled = false WHERE id = $1', [
      row.id,
      facts.name,
      JSON.stringify(facts.roles),
      JSON.stringify(facts.teams),
      JSON.stringify(facts.legalEntities),
      facts.employeeNumber,
    ]);
    if (row.password !== hash) await context.internalAdapter.updatePassword(row.id, hash);
  }
}

/** Where the demo company is off, nobody comes in with a password that was once printed on a screen. */
export async function disableDemoUsers(pool: pg.Pool): Promise<void> {
  const emails = demoUsers.map((user) => user.email);
  await pool.query('UPDATE "user" SET disabled = true WHERE email = ANY($1) AND NOT disabled', [emails]);
}
