import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./complaint.ts";
import { root } from "./house/places.ts";
import { recordOfProcessing } from "./ownership/record.ts";
import { entitiesAtHome, type OwnedField, ownershipRegister } from "./ownership/register.ts";

/** Prints the register of all fields; fails when one has no home, no personal-data class or no permission. */
await runCommand(async () => {
  const text = (file: string) => readFileSync(join(root, file), "utf8");
  const homes = ["crm", "erp"].map((name) => ({ name, entities: entitiesAtHome(text(`subgraphs/${name}/schema.graphql`)) }));
  const register = ownershipRegister(text("gateway/supergraph.graphql"), (type) => homes.find(({ entities }) => entities.has(type))?.name);
  if (process.argv.includes("--record")) {
    console.log(recordOfProcessing(register.fields));
  } else if (process.argv.includes("--json")) {
    console.log(JSON.stringify(register, undefined, 2));
  } else {
    printTable(register.fields);
    console.log(`\n${register.fields.length} fields: ${counted(register.fields, (field) => field.home)}\nPersonal data: ${counted(register.fields, (field) => field.personalData)}`);
  }
  for (const gap of register.gaps) console.error(gap);
  console.error(register.gaps.length === 0 ? "Every field has a home, a personal-data class and a permission." : `${register.gaps.length} gaps.`);
  return register.gaps.length === 0 ? 0 : 1;
});

function printTable(fields: readonly OwnedField[]): void {
  const rows = [["Field", "Home", "Personal data", "Permission"], ...fields.map((each) => [each.field, each.home + (each.isKey ? " (key)" : ""), each.personalData, permissionOf(each)])];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)));
  for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ").trimEnd());
}

/** Money or a page may carry anything: a list of all permissions would say nothing. */
function permissionOf({ permission, personalData }: OwnedField): string {
  return personalData === "carrier" && permission.length > 3 ? "that of what it carries" : permission.join(" or ");
}

function counted(fields: readonly OwnedField[], by: (field: OwnedField) => string): string {
  const counts = new Map<string, number>();
  for (const field of fields) counts.set(by(field), (counts.get(by(field)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([name, count]) => `${count} ${name}`).join(", ");
}
