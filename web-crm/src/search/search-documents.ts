import { graphql } from "../gql/index.ts";

export const CrmSearchDocument = graphql(`
  query CrmSearch($text: String!) {
    crmSearch(text: $text, first: 8) {
      title detail rank
      hit {
        ... on Account { id name stage }
        ... on Contact { id name account { id name } }
        ... on Opportunity { id name opportunityStatus: status }
        ... on Quote { id number quoteStatus: status }
      }
    }
  }
`);

export const ErpSearchDocument = graphql(`
  query ErpSearch($text: String!) {
    erpSearch(text: $text, first: 8) {
      title detail rank
      hit {
        ... on Customer { number account { id name } }
        ... on SalesOrder { number promisedDate }
        ... on Invoice { id invoiceNumber: number daysOverdue openAmount { amount currency } }
        ... on Item { number }
      }
    }
  }
`);
