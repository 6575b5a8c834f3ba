import { ReadAudit, usePages, useQuery, useReadAuditFilter } from "@homefield/web-kit";
import { CrmReadsDocument } from "./audit-documents.ts";

/** Who saw what of the CRM. */
export function AuditScreen() {
  const filter = useReadAuditFilter();
  const result = useQuery(CrmReadsDocument, { variables: filter.args, fetchPolicy: "cache-and-network" });
  return <ReadAudit filter={filter} result={result} pages={usePages(result, "crmReadAuditEntries")} />;
}
