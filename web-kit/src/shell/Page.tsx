import type { ReactNode } from "react";
import type { Owner } from "../owner/owner.ts";

export interface Crumb {
  label: string;
  to: string;
  of?: Owner;
}

export interface PageProps {
  /** Words for the tab and the head. */
  title: string;
  /** A richer head than the plain title. */
  head?: ReactNode;
  sub?: ReactNode;
  crumbs?: readonly Crumb[];
  /** At the right: the main act last, filled. */
  acts?: ReactNode;
  /** Remembered under Recent in the sidebar. Only for records of this side. */
  recent?: boolean;
  children: ReactNode;
}

/** A page of a side: its top bar, and what is below. */
export function Page({ children }: PageProps) {
  return <>{children}</>;
}
