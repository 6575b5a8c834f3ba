import { graphql } from "../gql/index.ts";

export const SubjectContactsDocument = graphql(`
  query SubjectContacts($filter: ContactFilter) {
    contacts(filter: $filter, first: 20) { nodes { id name email account { id name } } }
  }
`);

export const SubjectAccessDocument = graphql(`
  mutation SubjectAccess($subject: SubjectInput!) {
    subjectAccess(subject: $subject) {
      subjectPackage { document signature publicKey itemCount isComplete }
      userErrors { code message path }
    }
  }
`);

export const ErasureCells = graphql(`
  fragment ErasureCells on ErasureRequest { id status reason askedAt askedBy crmErased erpErased holds { source count until law } completedAt }
`);

export const ErasureRequestsDocument = graphql(`
  query ErasureRequests($after: String) {
    erasureRequests(first: 50, after: $after) {
      nodes { ...ErasureCells }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

export const SubjectEraseDocument = graphql(`
  mutation SubjectErase($subject: SubjectInput!, $reason: String!, $idempotencyKey: String!) {
    subjectErase(subject: $subject, reason: $reason, idempotencyKey: $idempotencyKey) { erasureRequest { ...ErasureCells } userErrors { code message path } }
  }
`);

export const ErasureResumeDocument = graphql(`
  mutation ErasureResume($id: ID!) {
    erasureResume(id: $id) { erasureRequest { ...ErasureCells } userErrors { code message path } }
  }
`);
