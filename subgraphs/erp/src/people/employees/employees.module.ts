/** The only door to employees. */
import { loaderOf } from "@homefield/kit";
import type { Selectable } from "kysely";
import type { ErpContext } from "../../context.ts";
import type { DB, Employee } from "../../generated/tables.ts";

export type EmployeeRow = Selectable<Employee>;
/** Batched. Colleagues of all legal entities are visible to who may read employees: a name and a job title are the house's directory. */
export const employeeByNumber = (ctx: ErpContext, number: string): Promise<EmployeeRow | null> =>
  loaderOf<DB, EmployeeRow>(ctx, "employee", (row) => row.number, (numbers) => ctx.db.selectFrom("employee").selectAll().where("number", "in", numbers).execute()).load(number);
