import { graphql } from "../gql/index.ts";

export const CrmReadsDocument = graphql(`
  query CrmReads($type: String, $field: String, $key: String, $subject: String, $from: DateTime, $until: DateTime, $after: String) {
    crmReadAuditEntries(type: $type, field: $field, key: $key, subject: $subject, from: $from, until: $until, first: 100, after: $after) {
      nodes { id at actorName subject requestId type fields keys keyCount }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);
