// The seed in a process of its own: it keeps a processor busy, and the launcher must stay able to answer Ctrl-C.
import { runCommand } from "../complaint.ts";
import { seedDemo } from "./seed.ts";

const { CRM_DATABASE_URL: crm = "", ERP_DATABASE_URL: erp = "" } = process.env;

process.on("disconnect", () => process.exit(1));
await runCommand(async () => {
  await seedDemo({ databases: { crm, erp }, progress: (text) => process.send?.({ progress: text }) });
});
