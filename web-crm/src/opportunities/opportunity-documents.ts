import { graphql } from "../gql/index.ts";

export const DealCells = graphql(`
  fragment DealCells on Opportunity {
    id
    name
    status
    version
    amount { amount currency }
    weightedAmount { amount currency }
    closeDate
    quietDays
    stageSince
    account { id name customerNumber }
    owner { id name }
    stage { id name position probabilityPercent quietAfterDays }
    nextStep { id subject dueAt isOverdue }
  }
`);

export const PipelinesDocument = graphql(`
  query Pipelines {
    pipelines { id name stages { id name position probabilityPercent } }
    viewer { id name }
  }
`);

export const PipelineBoardDocument = graphql(`
  query PipelineBoard($pipelineId: ID, $ownerId: ID) {
    pipelineBoard(pipelineId: $pipelineId, ownerId: $ownerId) {
      pipeline { id name }
      lanes {
        stage { id name position probabilityPercent }
        count
        amounts { amount currency }
        weightedAmounts { amount currency }
        opportunities { ...DealCells }
      }
      wonAmounts { amount currency }
      wonCount
      lostCount
    }
  }
`);

/** What the ERP knows that a deal should not be blind to. */
export const DealRisksDocument = graphql(`
  query DealRisks($filter: AccountFilter) {
    accounts(filter: $filter, first: 200) { nodes { id customer { number isOnHold overdueBalance { amount currency } } } }
  }
`);

export const LostReasonsDocument = graphql(`
  query LostReasons {
    lostReasons { code name }
  }
`);

export const OpportunityFacts = graphql(`
  fragment OpportunityFacts on Opportunity {
    ...DealCells
    contact { id name jobTitle }
    pipeline { id name stages { id name position probabilityPercent quietAfterDays } }
    lostReason { code name }
    closedNote
    closedAt
    createdAt
    lines { id lineNumber item { number } quantity }
    quotes { id number version title status total { amount currency } validUntilDate }
    stageHistory { id fromStage { id name } toStage { id name } status changedAt changedBy }
  }
`);

export const OpportunityPageDocument = graphql(`
  query OpportunityPage($id: ID!) {
    opportunity(id: $id) { ...OpportunityFacts activities(first: 50) { nodes { ...ActivityCells } totalCount } }
  }
`);

/** What the ERP calls the items of a deal, and how many of them are free. */
export const OpportunityItemsDocument = graphql(`
  query OpportunityItems($id: ID!) {
    opportunity(id: $id) { id lines { id item { number name status leadTimeDays available } } }
  }
`);

export const OpportunityCreateDocument = graphql(`
  mutation OpportunityCreate($input: OpportunityCreateInput!, $idempotencyKey: String) {
    opportunityCreate(input: $input, idempotencyKey: $idempotencyKey) { opportunity { ...DealCells } userErrors { code message path } }
  }
`);

export const OpportunityUpdateDocument = graphql(`
  mutation OpportunityUpdate($id: ID!, $input: OpportunityUpdateInput!, $expectedVersion: Int!) {
    opportunityUpdate(id: $id, input: $input, expectedVersion: $expectedVersion) { opportunity { ...OpportunityFacts } userErrors { code message path } }
  }
`);

export const OpportunityMoveDocument = graphql(`
  mutation OpportunityMove($id: ID!, $stageId: ID!, $expectedVersion: Int!) {
    opportunityMove(id: $id, stageId: $stageId, expectedVersion: $expectedVersion) {
      opportunity { ...DealCells stageHistory { id fromStage { id name } toStage { id name } status changedAt changedBy } }
      userErrors { code message path }
    }
  }
`);

export const OpportunityWinDocument = graphql(`
  mutation OpportunityWin($id: ID!, $note: String, $expectedVersion: Int!) {
    opportunityWin(id: $id, note: $note, expectedVersion: $expectedVersion) { opportunity { ...OpportunityFacts } userErrors { code message path } }
  }
`);

export const OpportunityLoseDocument = graphql(`
  mutation OpportunityLose($id: ID!, $reason: ID!, $note: String, $expectedVersion: Int!) {
    opportunityLose(id: $id, reason: $reason, note: $note, expectedVersion: $expectedVersion) { opportunity { ...OpportunityFacts } userErrors { code message path } }
  }
`);

export const OpportunityReopenDocument = graphql(`
  mutation OpportunityReopen($id: ID!, $expectedVersion: Int!) {
    opportunityReopen(id: $id, expectedVersion: $expectedVersion) { opportunity { ...OpportunityFacts } userErrors { code message path } }
  }
`);
