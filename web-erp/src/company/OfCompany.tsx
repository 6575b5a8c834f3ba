import type { ReactNode } from "react";
import { EmptyState, GoButton, Ready, useMe } from "@homefield/web-kit";
import type { useEntity } from "./use-entity.ts";

type Books = ReturnType<typeof useEntity>;

/** What belongs to one company's books; where there is no company yet, the way to the first one. */
export function OfCompany({ books, what, children }: { books: Books; what: string; children: (entity: NonNullable<Books["entity"]>) => ReactNode }) {
  return <Ready result={books.result} pick={(data) => data.legalEntities} what={what}>{() => (books.entity ? children(books.entity) : <NoCompany />)}</Ready>;
}

/** An empty house: where it begins. */
export function NoCompany() {
  const { can } = useMe();
  const founds = can("company:edit");
  return (
    <div className="centre">
      <EmptyState title="There is no company yet" act={founds ? <GoButton variant="filled" to="/companies">Found the first one</GoButton> : undefined}>
        Books, orders and stock belong to a company of the group. {founds ? "Founding one takes a minute." : "A controller founds it."}
      </EmptyState>
    </div>
  );
}
