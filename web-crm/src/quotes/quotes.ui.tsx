import "./quotes.css";
import { FileText } from "lucide-react";
import { defineUi, useMe, useQuery } from "@homefield/web-kit";
import { QuotesWaitingDocument } from "./quote-documents.ts";

/** How many quotes wait for somebody who may approve them; counted for those alone. */
function useCounts(): Record<string, number | undefined> {
  const { can } = useMe();
  const result = useQuery(QuotesWaitingDocument, { skip: !can("quote:approve") });
  return { "/quotes": result.data?.quotes?.totalCount || undefined };
}

export const ui = defineUi({
  screens: [
    { path: "/quotes", need: "quote:read", screen: () => import("./QuoteList.tsx").then((module) => module.QuoteList) },
    { path: "/quotes/new", need: "quote:edit", screen: () => import("./NewQuote.tsx").then((module) => module.NewQuote) },
    { path: "/quotes/$id", need: "quote:read", screen: () => import("./QuotePage.tsx").then((module) => module.QuotePage) },
    { path: "/quotes/$id/sign", need: "quote:read", screen: () => import("./SignPage.tsx").then((module) => module.SignPage) },
  ],
  useCounts,
  commands: [
    { id: "new-quote", label: "New quote", group: "Do", to: "/quotes/new", need: "quote:edit", icon: <FileText size={15} strokeWidth={1.6} aria-hidden />, words: "offer make create price" },
    { id: "quotes-approval", label: "View: Waiting for approval", group: "Go to", to: "/quotes?view=approval", need: "quote:read", words: "discount approve" },
    { id: "quotes-expiring", label: "View: Expiring soon", group: "Go to", to: "/quotes?view=expiring", need: "quote:read", words: "valid sign" },
  ],
});
