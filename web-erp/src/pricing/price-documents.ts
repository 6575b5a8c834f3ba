import { graphql } from "../gql/index.ts";

export const PriceRuleFacts = graphql(`
  fragment PriceRuleFacts on PriceRule {
    id
    name
    kind
    minQuantity
    validFrom
    validTo
    percent
    version
    unitPrice { amount currency }
    legalEntity { code }
    item { number name }
    category { code name }
    customer { number name }
    customerGroup { code name }
    market { code name }
  }
`);

export const ItemPriceRulesDocument = graphql(`
  query ItemPriceRules($number: ID!) {
    item(number: $number) { number priceRules { ...PriceRuleFacts } }
  }
`);

export const PriceRulesDocument = graphql(`
  query PriceRules($filter: PriceRuleFilter, $orderBy: [PriceRuleOrder!], $after: String) {
    priceRules(filter: $filter, orderBy: $orderBy, first: 60, after: $after) {
      nodes { ...PriceRuleFacts }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

export const PriceChoicesDocument = graphql(`
  query PriceChoices {
    markets { code name countries }
    legalEntities { code name country baseCurrency }
  }
`);

export const PriceTestDocument = graphql(`
  query PriceTest($customerNumber: ID, $market: String, $legalEntity: ID, $currency: CurrencyCode!, $lines: [PriceRequestLine!]!) {
    priceAndPromise(customerNumber: $customerNumber, market: $market, legalEntity: $legalEntity, currency: $currency, lines: $lines) {
      asOf
      total { amount currency }
      taxTotal { amount currency }
      lines {
        quantity
        problem
        availableQuantity
        promiseDate
        listPrice { amount currency }
        unitPrice { amount currency }
        lineTotal { amount currency }
        taxAmount { amount currency }
        trace { rule reason percent unitPrice { amount currency } }
      }
    }
  }
`);

export const PriceRuleCreateDocument = graphql(`
  mutation PriceRuleCreate($input: PriceRuleCreateInput!) {
    priceRuleCreate(input: $input) { priceRule { ...PriceRuleFacts } userErrors { code message path } }
  }
`);

export const PriceRuleEndDocument = graphql(`
  mutation PriceRuleEnd($id: ID!, $validTo: Date!, $expectedVersion: Int!) {
    priceRuleEnd(id: $id, validTo: $validTo, expectedVersion: $expectedVersion) { priceRule { ...PriceRuleFacts } userErrors { code message path } }
  }
`);
