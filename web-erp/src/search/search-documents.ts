import { graphql } from "../gql/index.ts";

export const ErpSearchDocument = graphql(`
  query ErpSearch($text: String!) {
    erpSearch(text: $text, first: 8) {
      title
      detail
      rank
      hit {
        ... on Customer { number }
        ... on SalesOrder { number }
        ... on Invoice { id invoiceNumber: number }
        ... on Item { number }
      }
    }
  }
`);

export const CrmSearchDocument = graphql(`
  query CrmSearch($text: String!) {
    crmSearch(text: $text, first: 6) {
      title
      detail
      rank
      hit {
        ... on Account { id }
        ... on Contact { id account { id } }
        ... on Opportunity { id }
        ... on Quote { id }
      }
    }
  }
`);
