import type { ReactNode } from "react";
import { EmptyState, GoButton, Ready, useMe } from "@homefield/web-kit";
import type { useEntity } from "./use-entity.ts";

type Books = ReturnType<typeof useEntity>;

/** What belongs to one company's books; where there is no company yet, the way to the first one. */
export function OfCompany({ books, what, children }: { books: Books; what: string; children: (entity: NonNullable<Books["entity"]>) => ReactNode }) {
  const { can } = useMe();
  return (
    <Ready result={books.result} pick={(data) => data.legalEntities} what={what}>
      {() => books.entity ? children(books.entity) : (
        <div className="centre">
          <EmptyState title="There is no company yet" act={can("company:edit") ? <GoButton variant="filled" to="/companies">Found the first one</GoButton> : undefined}>
            Books, orders and stock belong to a company of the group. {can("company:edit") ? "Founding one takes a minute." : "A controller founds it."}
          </EmptyState>
        </div>
      )}
    </Ready>
  );
}
