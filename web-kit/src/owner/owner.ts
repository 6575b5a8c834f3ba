import { createContext, useContext } from "react";

/** The two homes a fact can have. */
export type Owner = "crm" | "erp";

export const owners: readonly Owner[] = ["crm", "erp"];

export const ownerName = (owner: Owner): string => owner.toUpperCase();

export const otherOwner = (owner: Owner): Owner => (owner === "crm" ? "erp" : "crm");

const AppContext = createContext<Owner>("crm");

export const OwnerProvider = AppContext.Provider;

/** The side this screen belongs to. */
export function useSide(): Owner {
  return useContext(AppContext);
}

/** The address of a page of either side, from the origin: `pageOf("erp", "/orders/SO-1")`. */
export function pageOf(owner: Owner, path: string): string {
  return `/${owner}${path.startsWith("/") ? path : `/${path}`}`;
}
