import { graphql } from "../gql/index.ts";

export const Periods = graphql(`
  query FiscalPeriods($fiscalYear: Int) {
    legalEntities {
      code name baseCurrency today
      fiscalPeriods(fiscalYear: $fiscalYear) { id fiscalYear number startsOn endsOn locks { area level changedAt changedBy reason } }
    }
  }
`);
export const PeriodLock = graphql(`
  mutation PeriodLockSet($id: ID!, $input: PeriodLockInput!) {
    periodLock(id: $id, input: $input) {
      fiscalPeriod { id locks { area level changedAt changedBy reason } }
      userErrors { code message path }
    }
  }
`);
export const YearOpen = graphql(`
  mutation FiscalYearOpen($legalEntity: ID!, $fiscalYear: Int!) {
    fiscalYearOpen(legalEntity: $legalEntity, fiscalYear: $fiscalYear) {
      fiscalPeriods { id }
      userErrors { code message path }
    }
  }
`);
export const Health = graphql(`
  query HealthOfTheBooks {
    invariantChecks { name rule violations examples }
  }
`);
export const Audit = graphql(`
  query ErpAudit($first: Int, $after: String) {
    erpAuditEntries(first: $first, after: $after) {
      nodes { id at actorName act entity entityKey requestId }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
