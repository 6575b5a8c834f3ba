import { useSearch } from "@tanstack/react-router";
import { Bar, Page, useNavigate, usePages, useQuery, Views } from "@homefield/web-kit";
import { ErasureRequests } from "./ErasureRequests.tsx";
import { ErasureRequestsDocument } from "./privacy-documents.ts";
import { SubjectAccess } from "./SubjectAccess.tsx";

/** Answers people who ask what is kept about them, and forgets them. */
export function PrivacyPage() {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { part?: string };
  const result = useQuery(ErasureRequestsDocument, { fetchPolicy: "cache-and-network" });
  const pages = usePages(result, "erasureRequests");
  const part = search.part === "requests" ? "requests" : "person";
  const show = (id: string) => void navigate({ to: ".", replace: true, search: { part: id === "requests" ? id : undefined } });
  const views = <Views label="Parts of privacy" views={[{ id: "person", label: "A person" }, { id: "requests", label: "Requests to be forgotten", count: pages.totalCount }]} current={part} onView={show} />;
  return (
    <Page title="Privacy" sub="What is kept about a person, and forgetting them">
      {part === "requests" ? <ErasureRequests views={views} result={result} pages={pages} /> : <><Bar>{views}</Bar><SubjectAccess onErased={() => show("requests")} /></>}
    </Page>
  );
}
