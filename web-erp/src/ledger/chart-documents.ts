import { graphql } from "../gql/index.ts";

export const ChartDocument = graphql(`
  query Chart($legalEntity: ID!) {
    ledgerAccounts(legalEntity: $legalEntity) { id code name type control isActive purposes }
  }
`);
export const AccountCreate = graphql(`
  mutation AccountCreate($legalEntity: ID!, $input: LedgerAccountCreateInput!) {
    ledgerAccountCreate(legalEntity: $legalEntity, input: $input) { ledgerAccount { id code name type control isActive purposes } userErrors { code message path } }
  }
`);
export const AccountUpdate = graphql(`
  mutation AccountUpdate($id: ID!, $input: LedgerAccountUpdateInput!) {
    ledgerAccountUpdate(id: $id, input: $input) { ledgerAccount { id code name type control isActive purposes } userErrors { code message path } }
  }
`);
export const PostingAccountSet = graphql(`
  mutation PostingAccountSet($legalEntity: ID!, $purpose: PostingPurpose!, $ledgerAccountCode: ID!) {
    postingAccountSet(legalEntity: $legalEntity, purpose: $purpose, ledgerAccountCode: $ledgerAccountCode) { ledgerAccount { id code purposes } userErrors { code message path } }
  }
`);
