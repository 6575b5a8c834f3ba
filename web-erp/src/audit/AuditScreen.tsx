import { ReadAudit, usePages, useQuery, useReadAuditFilter } from "@homefield/web-kit";
import { ErpReadsDocument } from "./audit-documents.ts";

/** Who saw what of the ERP. */
export function AuditScreen() {
  const filter = useReadAuditFilter();
  const result = useQuery(ErpReadsDocument, { variables: filter.args, fetchPolicy: "cache-and-network" });
  return <ReadAudit filter={filter} result={result} pages={usePages(result, "erpReadAuditEntries")} />;
}
