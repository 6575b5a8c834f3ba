import type { FilterOption } from "@homefield/web-kit";
import type { ContactRole } from "../gql/graphql.ts";

export const roleWords: Record<ContactRole, string> = { DECISION_MAKER: "Decides", SIGNS: "Signs", CHAMPION: "Champion", USER: "Uses it", PURCHASING: "Buys", FINANCE: "Pays", OTHER: "Other" };

export const roles: readonly FilterOption[] = (Object.keys(roleWords) as ContactRole[]).map((value) => ({ value, label: roleWords[value] }));
