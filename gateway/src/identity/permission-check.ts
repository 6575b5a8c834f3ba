import type { Roles } from "./roles.ts";

/** Start-up fails here rather than a user later: a permission nobody holds, or a role that grants what nothing asks for. */
export function assertPermissionsFit(asked: ReadonlySet<string>, own: readonly string[], roles: Roles): void {
  const known = new Set([...asked, ...own]);
  const granted = new Set(Object.values(roles).flat());
  const orphans = [...known].filter((permission) => !granted.has(permission)).sort();
  const unknown = Object.entries(roles).flatMap(([role, permissions]) => [...new Set(permissions)].filter((permission) => !known.has(permission)).map((permission) => `${role} → ${permission}`));
  const complaints = [
    ...(orphans.length > 0 ? [`No role holds ${orphans.join(", ")}: give each to a role in gateway/src/identity/roles.ts.`] : []),
    ...(unknown.length > 0 ? [`Nothing in the graph asks for ${unknown.sort().join(", ")}: correct the role or the schema.`] : []),
  ];
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
}
