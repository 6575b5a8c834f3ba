import { useEffect, useRef, type ReactNode } from "react";
import { useMatch } from "@tanstack/react-router";
import { ChevronRight, Search } from "lucide-react";
import { ownerName, useSide, type Owner } from "../owner/owner.ts";
import { Go } from "../parts/link.tsx";
import { Kbd } from "../parts/marks.tsx";
import { useFrame } from "./frame.tsx";
import { noteVisit } from "./visits.ts";

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
  /** Remembered under Recent in the sidebar. Only for records of this side, and only once it is there. */
  recent?: boolean;
  children: ReactNode;
}

/** A page of a side: its top bar, and what is below. */
export function Page({ title, head, sub, crumbs = [], acts, recent, children }: PageProps) {
  const side = useSide();
  const frame = useFrame();
  // Of the page that is drawn, not of the one being fetched: its title would go with the next one's address.
  const path = useMatch({ strict: false, select: (match) => match.pathname });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} \u00B7 Homefield ${ownerName(side)}`;
  }, [title, side]);
  useEffect(() => {
    if (recent && title) noteVisit(side, { to: path, label: title });
  }, [recent, side, path, title]);
  useEffect(() => {
    // After a change of page the reader starts at its title, unless the page itself took the focus.
    if (document.activeElement === document.body || document.activeElement === null) heading.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <>
      <header className="top">
        {crumbs.length > 0 && (
          <nav className="crumb" aria-label="Where this is">
            {crumbs.map((crumb) => (
              <span className="row g6" key={crumb.to}>
                <Go to={crumb.to} of={crumb.of}>
                  {crumb.label}
                </Go>
                <ChevronRight size={13} aria-hidden />
              </span>
            ))}
          </nav>
        )}
        <h1 className="cut" ref={heading} tabIndex={-1}>
          {head ?? title}
        </h1>
        {sub && <span className="t3 s tab cut only-l">{sub}</span>}
        <div className="row end">
          {frame && (
            <button type="button" className="seek" onClick={frame.openPalette} title="Search or run">
              <Search size={14} strokeWidth={1.6} aria-hidden />
              <span className="grow cut">
                Search<span className="only-l"> or run</span>
              </span>
              <Kbd keys="mod+k" />
            </button>
          )}
          {acts}
        </div>
      </header>
      {children}
    </>
  );
}
