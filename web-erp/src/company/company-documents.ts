import { graphql } from "../gql/index.ts";

export const Companies = graphql(`
  query Companies {
    legalEntities { ...CompanyFacts }
  }
  fragment CompanyFacts on LegalEntity {
    code name country baseCurrency vatNumber registrationNumber email bankName iban bic timeZone today fiscalYearStartMonth version
    address { line1 postalCode city country }
    taxCodes { code name kind percent rates { validFrom percent } }
    numberSeries { series fiscalYear lastNumber next }
  }
`);
export const CompanyCreate = graphql(`
  mutation CompanyCreate($input: LegalEntityCreateInput!) {
    legalEntityCreate(input: $input) { legalEntity { ...CompanyFacts } userErrors { code message path } }
  }
`);
export const CompanyUpdate = graphql(`
  mutation CompanyUpdate($code: ID!, $input: LegalEntityUpdateInput!, $expectedVersion: Int!) {
    legalEntityUpdate(code: $code, input: $input, expectedVersion: $expectedVersion) { legalEntity { ...CompanyFacts } userErrors { code message path } }
  }
`);
export const TaxSet = graphql(`
  mutation TaxSet($legalEntity: ID!, $input: TaxCodeSetInput!) {
    taxCodeSet(legalEntity: $legalEntity, input: $input) { legalEntity { ...CompanyFacts } userErrors { code message path } }
  }
`);
export const Rates = graphql(`
  query Rates {
    exchangeRates { baseCurrency currency rateDate rate }
  }
`);
export const RateHistory = graphql(`
  query RateHistory($baseCurrency: CurrencyCode!, $currency: CurrencyCode!) {
    exchangeRateHistory(baseCurrency: $baseCurrency, currency: $currency) { baseCurrency currency rateDate rate }
  }
`);
export const RateSet = graphql(`
  mutation RateSet($input: ExchangeRateSetInput!) {
    exchangeRateSet(input: $input) { exchangeRate { baseCurrency currency rateDate rate } userErrors { code message path } }
  }
`);
export const Lists = graphql(`
  query ShortLists {
    paymentTermsList { code name days }
    customerGroups { code name }
    markets { code name countries }
    units { code name decimals }
    itemCategories { code name parent { code name } }
    warehouses { code name legalEntity { code } address { line1 postalCode city country } }
  }
`);
export const PaymentTermsSet = graphql(`
  mutation PaymentTermsSet($input: PaymentTermsSetInput!) {
    paymentTermsSet(input: $input) { paymentTerms { code name days } userErrors { code message path } }
  }
`);
export const CustomerGroupSet = graphql(`
  mutation CustomerGroupSet($input: CustomerGroupSetInput!) {
    customerGroupSet(input: $input) { customerGroup { code name } userErrors { code message path } }
  }
`);
export const MarketSet = graphql(`
  mutation MarketSet($input: MarketSetInput!) {
    marketSet(input: $input) { market { code name countries } userErrors { code message path } }
  }
`);
export const UnitSet = graphql(`
  mutation UnitSet($input: UnitSetInput!) {
    unitSet(input: $input) { unit { code name decimals } userErrors { code message path } }
  }
`);
export const ItemCategorySet = graphql(`
  mutation ItemCategorySet($input: ItemCategorySetInput!) {
    itemCategorySet(input: $input) { itemCategory { code name parent { code name } } userErrors { code message path } }
  }
`);
export const WarehouseSet = graphql(`
  mutation WarehouseSet($input: WarehouseSetInput!) {
    warehouseSet(input: $input) { warehouse { code name legalEntity { code } address { line1 postalCode city country } } userErrors { code message path } }
  }
`);
