import { randomBytes } from "node:crypto";
import pg from "pg";
import { createAuth } from "@homefield/gateway/identity/auth.ts";
import { migrateIdentity } from "@homefield/gateway/identity/migrate.ts";
import { createAdmin } from "@homefield/gateway/identity/users.ts";
import { createLog } from "@homefield/kit";
import { Complaint, reasonOf, runCommand } from "./complaint.ts";
import { progressOn } from "./house/progress.ts";
import { readSettings } from "./house/settings.ts";
import { withDatabases } from "./house/with-databases.ts";

/** Makes the first user of a company and prints the password to begin with. */
await runCommand(async () => {
  const [email, ...nameParts] = process.argv.slice(2);
  if (!email || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw new Complaint("Name the new administrator: npm run admin -- you@your-company.example Your Name");
  const name = nameParts.join(" ") || (email.split("@")[0] as string);
  const settings = readSettings(process.env);
  const password = randomBytes(12).toString("base64url");
  await withDatabases(settings, "admin", progressOn(process.stdout), async ({ databases, secrets }) => {
    const pool = new pg.Pool({ connectionString: databases.identity, max: 2 });
    // The database may stop before the pool has noticed that it is to end.
    pool.on("error", () => {});
    try {
      const auth = createAuth({ pool, secret: secrets.identitySecret, publicUrl: settings.publicUrl ?? `http://localhost:${settings.port}`, log: createLog("admin") });
      await migrateIdentity(auth, pool);
      await createAdmin(auth, { email, name, password });
    } catch (error) {
      throw new Complaint(`No administrator was made: ${reasonOf(error)}`);
    } finally {
      await pool.end();
    }
  });
  console.log(`${name} may sign in as ${email} with the password ${password}`);
  console.log("Change it after signing in.");
});
