import type { AnchorHTMLAttributes, FunctionComponent, ReactNode } from "react";
import { Button, type ButtonProps } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ArrowUpRight } from "lucide-react";
import type { Noted } from "./figures.tsx";
import { ownerName, pageOf, useSide, type Owner } from "../owner/owner.ts";

export interface GoProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, "href"> {
  /** A path within a side: `/orders/SO-1`, with its search string if any. */
  to: string;
  /** Whose page it is; the side of this screen unless told. Another side's page loads as a page of its own. */
  of?: Owner;
  children: ReactNode;
}

/** A link within this side or to the other. */
export function Go({ to, of, children, ...rest }: GoProps) {
  const side = useSide();
  if (of && of !== side) {
    return (
      <a href={pageOf(of, to)} {...rest}>
        {children}
      </a>
    );
  }
  const [path = "/", search] = to.split("?");
  return (
    <Link to={path} search={search ? Object.fromEntries(new URLSearchParams(search)) : {}} {...rest}>
      {children}
    </Link>
  );
}

export interface GoButtonProps extends Pick<ButtonProps, "variant" | "size" | "color" | "leftSection" | "rightSection"> {
  to: string;
  of?: Owner;
  className?: string;
  children: ReactNode;
}

/** A link that looks like a button. To the other side it carries an arrow. */
export function GoButton({ to, of, children, ...look }: GoButtonProps) {
  const side = useSide();
  const away = of !== undefined && of !== side;
  return (
    <Button component={Go as FunctionComponent<Omit<GoProps, "children">>} to={to} of={of} rightSection={away ? <ArrowUpRight size={13} aria-hidden /> : undefined} {...look}>
      {children}
    </Button>
  );
}

export interface DocumentNumberProps extends Noted {
  number: string | null | undefined;
  to?: string;
  of?: Owner;
  /** What to say while it has no number yet. */
  none?: string;
}

/** The number of a document; proportional figures, because tabular ones widen the hyphen. */
export function DocumentNumber({ number, to, of, none = "", "data-fact": fact }: DocumentNumberProps) {
  const side = useSide();
  if (!number) return <span className="t3" data-fact={fact}>{none}</span>;
  if (!to) return <span className="doc" data-fact={fact}>{number}</span>;
  return (
    <Go to={to} of={of} data-fact={fact} className="doc" title={of && of !== side ? `Opens in ${ownerName(of)}` : undefined}>
      {number}
    </Go>
  );
}
