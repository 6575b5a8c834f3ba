import { graphql } from "../gql/index.ts";

export const ItemsDocument = graphql(`
  query Items($filter: ItemFilter, $orderBy: [ItemOrder!], $after: String) {
    items(filter: $filter, orderBy: $orderBy, first: 60, after: $after) {
      nodes {
        number
        name
        status
        isStocked
        leadTimeDays
        onHand
        available
        category { code name }
        unit { code }
      }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

export const ItemViewCountsDocument = graphql(`
  query ItemViewCounts {
    sold: items(filter: { status: { in: [ACTIVE, PHASING_OUT] } }, first: 1) { totalCount }
    short: items(filter: { available: { atMost: "0" }, status: { in: [ACTIVE, PHASING_OUT] } }, first: 1) { totalCount }
  }
`);

export const ItemChoicesDocument = graphql(`
  query ItemChoices {
    itemCategories { code name }
    units { code name }
  }
`);

export const ItemNamesDocument = graphql(`
  query ItemNames($filter: ItemFilter) {
    items(filter: $filter, first: 12) { nodes { number name available isStocked unit { code } } }
  }
`);

export const ItemFacts = graphql(`
  fragment ItemFacts on Item {
    number
    name
    description
    status
    isStocked
    leadTimeDays
    weightGrams
    version
    category { code name parent { code name } }
    unit { code name decimals }
  }
`);

export const ItemDocument = graphql(`
  query ItemPage($number: ID!) {
    item(number: $number) {
      ...ItemFacts
      onHand
      available
      stock { onHand reserved available warehouse { code name } item { number } }
    }
    warehouses { code name legalEntity { code baseCurrency } }
  }
`);

export const ItemValueDocument = graphql(`
  query ItemValue($number: ID!) {
    item(number: $number) { number stock { value { amount currency } warehouse { code } item { number } } }
  }
`);

export const ItemMovesDocument = graphql(`
  query ItemMoves($number: ID!, $after: String) {
    item(number: $number) {
      number
      stockMoves(first: 30, after: $after) {
        nodes { id kind quantity postingDate movedAt movedBy sourceNumber reason warehouse { code } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export const ItemCreateDocument = graphql(`
  mutation ItemCreate($input: ItemCreateInput!) {
    itemCreate(input: $input) { item { number } userErrors { code message path } }
  }
`);

export const ItemUpdateDocument = graphql(`
  mutation ItemUpdate($number: ID!, $input: ItemUpdateInput!, $expectedVersion: Int!) {
    itemUpdate(number: $number, input: $input, expectedVersion: $expectedVersion) { item { ...ItemFacts } userErrors { code message path } }
  }
`);
