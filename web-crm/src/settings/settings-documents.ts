import { graphql } from "../gql/index.ts";

/** Asked again after each change. */
export const SETTINGS_QUERIES = ["Settings", "AccountChoices", "Pipelines"];

export const TeamFacts = graphql(`
  fragment TeamFacts on Team {
    code
    name
    currency
    discountLimitPercent
    sellingEntity { code }
  }
`);

export const PersonFacts = graphql(`
  fragment PersonFacts on User {
    id
    name
    email
    territory
    isActive
    team { code name currency }
    employee { number }
    quotas { startsOn amount { amount currency } }
  }
`);

export const PipelineFacts = graphql(`
  fragment PipelineFacts on Pipeline {
    id
    name
    position
    isArchived
    stages { id name position probabilityPercent quietAfterDays }
  }
`);

export const SettingsDocument = graphql(`
  query Settings {
    teams { ...TeamFacts }
    users(activeOnly: false) { ...PersonFacts }
    pipelines(includeArchived: true) { ...PipelineFacts }
    lostReasons { code name }
  }
`);

/** Companies of the group, as the ERP names them: what a team can sell for. */
export const SellingEntitiesDocument = graphql(`
  query SellingEntities {
    legalEntities { code name baseCurrency }
  }
`);

/** Whom an employee number belongs to; the ERP's words. */
export const EmployeeNameDocument = graphql(`
  query EmployeeName($number: ID!) {
    employee(number: $number) { number name jobTitle }
  }
`);

/** Names of the employees that users are, asked of the ERP once for all of them. */
export const EmployeeNamesDocument = graphql(`
  query EmployeeNames {
    users(activeOnly: false) { id employee { number name jobTitle } }
  }
`);

export const TeamSaveDocument = graphql(`
  mutation TeamSave($input: TeamSaveInput!) {
    teamSave(input: $input) { team { ...TeamFacts } userErrors { code message path } }
  }
`);

export const UserSaveDocument = graphql(`
  mutation UserSave($input: UserSaveInput!) {
    userSave(input: $input) { user { ...PersonFacts } userErrors { code message path } }
  }
`);

export const SalesQuotaSaveDocument = graphql(`
  mutation SalesQuotaSave($input: SalesQuotaInput!) {
    salesQuotaSave(input: $input) { user { ...PersonFacts } userErrors { code message path } }
  }
`);

export const PipelineSaveDocument = graphql(`
  mutation PipelineSave($input: PipelineSaveInput!) {
    pipelineSave(input: $input) { pipeline { ...PipelineFacts } userErrors { code message path } }
  }
`);

export const LostReasonSaveDocument = graphql(`
  mutation LostReasonSave($input: LostReasonInput!) {
    lostReasonSave(input: $input) { lostReason { code name } userErrors { code message path } }
  }
`);
