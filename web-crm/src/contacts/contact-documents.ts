import { graphql } from "../gql/index.ts";

export const ContactCells = graphql(`
  fragment ContactCells on Contact { id name email phone jobTitle role isArchived version createdAt }
`);

export const ContactsDocument = graphql(`
  query Contacts($filter: ContactFilter, $orderBy: [ContactOrder!], $after: String) {
    contacts(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      nodes { ...ContactCells account { id name } }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

/** People at an account, to choose one. */
export const ContactNamesDocument = graphql(`
  query ContactNames($filter: ContactFilter) {
    contacts(filter: $filter, first: 20) { nodes { id name jobTitle account { id name } } }
  }
`);

export const ContactCreateDocument = graphql(`
  mutation ContactCreate($input: ContactCreateInput!, $idempotencyKey: String) {
    contactCreate(input: $input, idempotencyKey: $idempotencyKey) { contact { ...ContactCells account { id name } } userErrors { code message path } }
  }
`);

export const ContactUpdateDocument = graphql(`
  mutation ContactUpdate($id: ID!, $input: ContactUpdateInput!, $expectedVersion: Int!) {
    contactUpdate(id: $id, input: $input, expectedVersion: $expectedVersion) { contact { ...ContactCells account { id name } } userErrors { code message path } }
  }
`);

export const ContactArchiveDocument = graphql(`
  mutation ContactArchive($id: ID!, $expectedVersion: Int!) {
    contactArchive(id: $id, expectedVersion: $expectedVersion) { contact { id version isArchived } userErrors { code message path } }
  }
`);

export const ContactRestoreDocument = graphql(`
  mutation ContactRestore($id: ID!, $expectedVersion: Int!) {
    contactRestore(id: $id, expectedVersion: $expectedVersion) { contact { id version isArchived } userErrors { code message path } }
  }
`);
