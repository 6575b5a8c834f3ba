import { legalEntityByCode } from "../../company/company.module.ts";
import type { ErpContext } from "../../context.ts";
import type { QueryEmployeeArgs } from "../../generated/graphql.ts";
import { employeeByNumber, type EmployeeRow } from "./employees.module.ts";

export const employeesResolvers = {
  Query: {
    employee: (_p: unknown, args: QueryEmployeeArgs, ctx: ErpContext) => employeeByNumber(ctx, args.number),
  },
  Employee: {
    __resolveReference: (ref: { number: string }, ctx: ErpContext) => employeeByNumber(ctx, ref.number),
    legalEntity: (employee: EmployeeRow, _a: unknown, ctx: ErpContext) => legalEntityByCode(ctx, employee.legalEntity),
  },
};
