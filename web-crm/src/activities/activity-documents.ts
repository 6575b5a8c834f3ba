import { graphql } from "../gql/index.ts";

export const ActivityCells = graphql(`
  fragment ActivityCells on Activity {
    id
    kind
    subject
    body
    status
    dueAt
    isOverdue
    durationMinutes
    outcome
    completedAt
    createdAt
    version
    account { id name }
    opportunity { id name }
    contact { id name }
    owner { id name }
  }
`);

export const ActivitiesDocument = graphql(`
  query Activities($filter: ActivityFilter, $orderBy: [ActivityOrder!], $after: String) {
    activities(filter: $filter, orderBy: $orderBy, first: 50, after: $after) {
      nodes { ...ActivityCells }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

export const ActivityCountsDocument = graphql(`
  query ActivityCounts($overdue: ActivityFilter, $today: ActivityFilter, $upcoming: ActivityFilter, $done: ActivityFilter) {
    overdue: activities(filter: $overdue, first: 0) { totalCount }
    today: activities(filter: $today, first: 0) { totalCount }
    upcoming: activities(filter: $upcoming, first: 0) { totalCount }
    done: activities(filter: $done, first: 0) { totalCount }
  }
`);

/** How much is due by tonight, beside the place in the sidebar. */
export const ActivitiesDueDocument = graphql(`
  query ActivitiesDue($due: ActivityFilter) {
    activities(filter: $due, first: 0) { totalCount }
  }
`);

export const WhoAsksDocument = graphql(`
  query WhoAsks {
    viewer { id name }
  }
`);

export const ActivityCreateDocument = graphql(`
  mutation ActivityCreate($input: ActivityCreateInput!, $idempotencyKey: String) {
    activityCreate(input: $input, idempotencyKey: $idempotencyKey) { activity { ...ActivityCells } userErrors { code message path } }
  }
`);

export const ActivityUpdateDocument = graphql(`
  mutation ActivityUpdate($id: ID!, $input: ActivityUpdateInput!, $expectedVersion: Int!) {
    activityUpdate(id: $id, input: $input, expectedVersion: $expectedVersion) { activity { ...ActivityCells } userErrors { code message path } }
  }
`);

export const ActivityCompleteDocument = graphql(`
  mutation ActivityComplete($id: ID!, $input: ActivityCompleteInput!, $expectedVersion: Int!) {
    activityComplete(id: $id, input: $input, expectedVersion: $expectedVersion) {
      activity { ...ActivityCells }
      nextStep { ...ActivityCells }
      userErrors { code message path }
    }
  }
`);

export const ActivityReopenDocument = graphql(`
  mutation ActivityReopen($id: ID!, $expectedVersion: Int!) {
    activityReopen(id: $id, expectedVersion: $expectedVersion) { activity { ...ActivityCells } userErrors { code message path } }
  }
`);

export const ActivityCancelDocument = graphql(`
  mutation ActivityCancel($id: ID!, $expectedVersion: Int!) {
    activityCancel(id: $id, expectedVersion: $expectedVersion) { activity { ...ActivityCells } userErrors { code message path } }
  }
`);
