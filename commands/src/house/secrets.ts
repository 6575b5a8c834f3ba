import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { Complaint } from "../complaint.ts";

/** Made once per data folder, readable by its owner only. */
export interface Secrets {
  /** Superuser of the embedded PostgreSQL. */
  postgresPassword: string;
  rolePasswords: { crm: string; erp: string; identity: string };
  /** Signs the gateway's sessions. */
  identitySecret: string;
  /** Signs the hand-over from the CRM to the ERP. */
  handoverSecret: string;
  /** The one password of all demo users. */
  demoPassword: string;
}

export async function readOrMakeSecrets(file: string): Promise<Secrets> {
  const known = await readSecrets(file);
  if (known) return known;
  const made: Secrets = {
    postgresPassword: random(),
    rolePasswords: { crm: random(), erp: random(), identity: random() },
    identitySecret: random(),
    handoverSecret: random(),
    demoPassword: `garden-${randomBytes(5).toString("hex")}`,
  };
  await writeFile(`${file}.new`, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return made;
}

export async function readSecrets(file: string): Promise<Secrets | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new Complaint(`${file} can't be read: run Homefield as the user who started it first.`);
  }
  try {
    return JSON.parse(text) as Secrets;
  } catch {
    throw new Complaint(`${file} is damaged: put back a copy, or remove the data folder with npm run reset.`);
  }
}

function random(): string {
  return randomBytes(24).toString("base64url");
}
