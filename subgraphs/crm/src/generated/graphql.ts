export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO 4217 currency code, e.g. `EUR`. */
  CurrencyCode: { input: string; output: string; }
  /** A signed, compressed set of customer numbers that lives for one request. Opaque: pass it on, don't read it. */
  CustomerSet: { input: string; output: string; }
  /** A calendar day, `YYYY-MM-DD`, without time or zone. */
  Date: { input: string; output: string; }
  /** An instant in UTC, ISO 8601. */
  DateTime: { input: Date; output: Date | string; }
  /** An exact decimal number as text, e.g. `"1204.50"`. Never a float. */
  Decimal: { input: string; output: string; }
};

/** A relationship with an organisation or person, prospects included. Where it is a customer it points to the ERP. */
export type Account = {
  /** What was done and is to be done, latest first. */
  activities?: Maybe<ActivityConnection>;
  /** When it was put away; null while it lives. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Accounts below it, by name. */
  children: Array<Account>;
  /** People there, by name. */
  contacts?: Maybe<ContactConnection>;
  /** ISO 3166 country. */
  country?: Maybe<Scalars['String']['output']>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The customer it is; everything behind it is owned by the ERP. */
  customer?: Maybe<Customer>;
  /** Number of the customer it is in the ERP; null for a prospect. */
  customerNumber?: Maybe<Scalars['ID']['output']>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** When somebody last spoke to them. */
  lastTouchAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where you meet. Where goods and invoices go is the ERP's. */
  meetingAddress?: Maybe<MeetingAddress>;
  /** Name. */
  name: Scalars['String']['output'];
  /** The next planned activity. */
  nextStep?: Maybe<Activity>;
  /** Opportunities, open ones first, then newest. */
  opportunities?: Maybe<OpportunityConnection>;
  /** Who looks after it. */
  owner?: Maybe<User>;
  /** The account above it. */
  parent?: Maybe<Account>;
  /** Main telephone number. */
  phone?: Maybe<Scalars['String']['output']>;
  /** Sum of open opportunities, per currency. */
  pipelineAmounts?: Maybe<Array<Money>>;
  /** Offers, newest first; superseded versions left out. */
  quotes?: Maybe<QuoteConnection>;
  /** Industry or kind of customer. */
  segment?: Maybe<Scalars['String']['output']>;
  /** Whether it buys already. */
  stage: AccountStage;
  /** Free labels. */
  tags: Array<Scalars['String']['output']>;
  /** The team that sees it. */
  team?: Maybe<Team>;
  /** Sales territory. */
  territory?: Maybe<Scalars['String']['output']>;
  /** What happened on the CRM's side, newest first: activities, stage changes, quotes, changes. */
  timeline?: Maybe<TimelineConnection>;
  /** When it was last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Goes up with each change; pass it back when changing. */
  version: Scalars['Int']['output'];
  /** Home page. */
  website?: Maybe<Scalars['String']['output']>;
};


/** A relationship with an organisation or person, prospects included. Where it is a customer it points to the ERP. */
export type AccountActivitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A relationship with an organisation or person, prospects included. Where it is a customer it points to the ERP. */
export type AccountContactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A relationship with an organisation or person, prospects included. Where it is a customer it points to the ERP. */
export type AccountOpportunitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A relationship with an organisation or person, prospects included. Where it is a customer it points to the ERP. */
export type AccountQuotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A relationship with an organisation or person, prospects included. Where it is a customer it points to the ERP. */
export type AccountTimelineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of accounts. */
export type AccountConnection = {
  /** With cursors. */
  edges: Array<AccountEdge>;
  /** The accounts. */
  nodes: Array<Account>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A new account. */
export type AccountCreateInput = {
  /** Where you meet. */
  meetingAddress?: InputMaybe<MeetingAddressInput>;
  /** Name, 1 to 200 characters. */
  name: Scalars['String']['input'];
  /** Owner; the caller when absent. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** Account above. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** Telephone. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Industry or kind. */
  segment?: InputMaybe<Scalars['String']['input']>;
  /** Labels. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Team; the owner's when absent. */
  team?: InputMaybe<Scalars['ID']['input']>;
  /** Territory. */
  territory?: InputMaybe<Scalars['String']['input']>;
  /** Home page. */
  website?: InputMaybe<Scalars['String']['input']>;
};

/** An account and its place in a list. */
export type AccountEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The account. */
  node: Account;
};

/** Values in use on the caller's accounts. */
export type AccountFacets = {
  /** Countries, by code. */
  countries: Array<Scalars['String']['output']>;
  /** Segments, by name. */
  segments: Array<Scalars['String']['output']>;
  /** Labels, by name. */
  tags: Array<Scalars['String']['output']>;
  /** Territories, by name. */
  territories: Array<Scalars['String']['output']>;
};

/** Conditions on accounts. */
export type AccountFilter = {
  /** All of these. */
  and?: InputMaybe<Array<AccountFilter>>;
  /** By town you meet in. */
  city?: InputMaybe<StringComparator>;
  /** By country. */
  country?: InputMaybe<StringComparator>;
  /** By when it was made. */
  createdAt?: InputMaybe<DateTimeComparator>;
  /** By customer number. */
  customerNumber?: InputMaybe<IdComparator>;
  /** By identifier. */
  id?: InputMaybe<IdComparator>;
  /** By whether it was put away; those put away are left out unless this is given. */
  isArchived?: InputMaybe<BooleanComparator>;
  /** By when somebody last spoke to them. */
  lastTouchAt?: InputMaybe<DateTimeComparator>;
  /** By name. */
  name?: InputMaybe<StringComparator>;
  /** By day of the next planned activity. */
  nextStepAt?: InputMaybe<DateTimeComparator>;
  /** Not this. */
  not?: InputMaybe<AccountFilter>;
  /** Any of these. */
  or?: InputMaybe<Array<AccountFilter>>;
  /** By owner. */
  ownerId?: InputMaybe<IdComparator>;
  /** By the account above. */
  parentId?: InputMaybe<IdComparator>;
  /** By sum of open opportunities, all currencies added as they stand. */
  pipelineAmount?: InputMaybe<DecimalComparator>;
  /** Any words in name, town or customer number; case, diacritics and one slip per longer word are forgiven. */
  search?: InputMaybe<StringComparator>;
  /** By segment. */
  segment?: InputMaybe<StringComparator>;
  /** By whether it buys already. */
  stage?: InputMaybe<AccountStageComparator>;
  /** By label; equals, in and isNull apply. */
  tag?: InputMaybe<StringComparator>;
  /** By team code. */
  team?: InputMaybe<IdComparator>;
  /** By territory. */
  territory?: InputMaybe<StringComparator>;
  /** By when it was last changed. */
  updatedAt?: InputMaybe<DateTimeComparator>;
};

/** How a list of accounts is ordered. */
export type AccountOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: AccountOrderField;
};

/** What a list of accounts can be ordered by. */
export type AccountOrderField =
  /** Town you meet in. */
  | 'CITY'
  /** When it was made. */
  | 'CREATED_AT'
  /** When somebody last spoke to them. */
  | 'LAST_TOUCH_AT'
  /** Name, without regard to case and diacritics. */
  | 'NAME'
  /** Day of the next planned activity. */
  | 'NEXT_STEP_AT'
  /** Sum of open opportunities, all currencies added as they stand. */
  | 'PIPELINE_AMOUNT'
  /** Segment. */
  | 'SEGMENT'
  /** When it was last changed. */
  | 'UPDATED_AT';

/** An account after an act, or why the act was refused. */
export type AccountPayload = {
  /** The account. */
  account?: Maybe<Account>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Accounts chosen by a filter, to be narrowed, ordered and summed by facts of the ERP. */
export type AccountSelection = {
  /** How many accounts match, prospects included. */
  count: Scalars['Int']['output'];
  /** The customers the chosen accounts point to. */
  customerSet: Scalars['CustomerSet']['output'];
};

/** Whether an account buys already. */
export type AccountStage =
  /** Has a customer number in the ERP. */
  | 'CUSTOMER'
  /** Not yet a customer. */
  | 'PROSPECT';

/** Conditions on whether an account buys already. */
export type AccountStageComparator = {
  /** This. */
  equals?: InputMaybe<AccountStage>;
  /** One of these. */
  in?: InputMaybe<Array<AccountStage>>;
};

/** Sums over accounts. */
export type AccountTotals = {
  /** How many. */
  count: Scalars['Int']['output'];
  /** Open opportunities, per currency. */
  pipelineAmounts?: Maybe<Array<Money>>;
};

/** Changes to an account: absent leaves, null clears. */
export type AccountUpdateInput = {
  /** Where you meet; replaced as a whole. */
  meetingAddress?: InputMaybe<MeetingAddressInput>;
  /** Name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Owner. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** Account above. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  /** Telephone. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Industry or kind. */
  segment?: InputMaybe<Scalars['String']['input']>;
  /** Labels; replaced as a whole. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Team. */
  team?: InputMaybe<Scalars['ID']['input']>;
  /** Territory. */
  territory?: InputMaybe<Scalars['String']['input']>;
  /** Home page. */
  website?: InputMaybe<Scalars['String']['input']>;
};

/** Accounts after an act, or why the act was refused. */
export type AccountsPayload = {
  /** The accounts changed. */
  accounts?: Maybe<Array<Account>>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Something done or to be done with a customer. */
export type Activity = {
  /** With which account. */
  account?: Maybe<Account>;
  /** In full. */
  body?: Maybe<Scalars['String']['output']>;
  /** When it was completed. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** With whom. */
  contact?: Maybe<Contact>;
  /** When it was recorded. */
  createdAt: Scalars['DateTime']['output'];
  /** When it is due. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** How long it takes or took. */
  durationMinutes?: Maybe<Scalars['Int']['output']>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** Past due and open. */
  isOverdue: Scalars['Boolean']['output'];
  /** What kind. */
  kind: ActivityKind;
  /** For which opportunity. */
  opportunity?: Maybe<Opportunity>;
  /** What came of it. */
  outcome?: Maybe<Scalars['String']['output']>;
  /** Whose it is. */
  owner?: Maybe<User>;
  /** Open, completed or cancelled. */
  status: ActivityStatus;
  /** In one line. */
  subject: Scalars['String']['output'];
  /** Goes up with each change. */
  version: Scalars['Int']['output'];
};

/** What came of it, and what comes next. The next step is for the same account, opportunity and contact unless it names others. */
export type ActivityCompleteInput = {
  /** The next step, made at once. */
  nextStep?: InputMaybe<ActivityCreateInput>;
  /** What came of it. */
  outcome?: InputMaybe<Scalars['String']['input']>;
};

/** A page of activities. */
export type ActivityConnection = {
  /** With cursors. */
  edges: Array<ActivityEdge>;
  /** The activities. */
  nodes: Array<Activity>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A new activity; a call, mail or note that has happened is made completed, at its due time if that is past, else now. */
export type ActivityCreateInput = {
  /** With which account. */
  accountId?: InputMaybe<Scalars['ID']['input']>;
  /** In full. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** With whom. */
  contactId?: InputMaybe<Scalars['ID']['input']>;
  /** When it is due. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How long. */
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** True: it has happened already. */
  isCompleted?: InputMaybe<Scalars['Boolean']['input']>;
  /** What kind. */
  kind: ActivityKind;
  /** For which opportunity; decides the account. */
  opportunityId?: InputMaybe<Scalars['ID']['input']>;
  /** What came of it. */
  outcome?: InputMaybe<Scalars['String']['input']>;
  /** Whose; the caller's when absent. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** In one line. */
  subject: Scalars['String']['input'];
};

/** An activity and its place in a list. */
export type ActivityEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The activity. */
  node: Activity;
};

/** Conditions on activities. */
export type ActivityFilter = {
  /** By account. */
  accountId?: InputMaybe<IdComparator>;
  /** All of these. */
  and?: InputMaybe<Array<ActivityFilter>>;
  /** By when it was completed. */
  completedAt?: InputMaybe<DateTimeComparator>;
  /** By contact. */
  contactId?: InputMaybe<IdComparator>;
  /** By when it was recorded. */
  createdAt?: InputMaybe<DateTimeComparator>;
  /** By due time. */
  dueAt?: InputMaybe<DateTimeComparator>;
  /** By kind. */
  kind?: InputMaybe<ActivityKindComparator>;
  /** Not this. */
  not?: InputMaybe<ActivityFilter>;
  /** By opportunity. */
  opportunityId?: InputMaybe<IdComparator>;
  /** Any of these. */
  or?: InputMaybe<Array<ActivityFilter>>;
  /** By owner. */
  ownerId?: InputMaybe<IdComparator>;
  /** By status. */
  status?: InputMaybe<ActivityStatusComparator>;
  /** By subject. */
  subject?: InputMaybe<StringComparator>;
};

/** Kinds of activities. */
export type ActivityKind =
  /** A telephone call. */
  | 'CALL'
  /** A demonstration. */
  | 'DEMO'
  /** An e-mail. */
  | 'EMAIL'
  /** A meeting. */
  | 'MEETING'
  /** Something to remember; has always happened already. */
  | 'NOTE'
  /** A task. */
  | 'TASK';

/** Conditions on the kind. */
export type ActivityKindComparator = {
  /** This. */
  equals?: InputMaybe<ActivityKind>;
  /** One of these. */
  in?: InputMaybe<Array<ActivityKind>>;
};

/** How a list of activities is ordered. */
export type ActivityOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: ActivityOrderField;
};

/** What a list of activities can be ordered by. */
export type ActivityOrderField =
  /** When it was recorded. */
  | 'CREATED_AT'
  /** When it is due. */
  | 'DUE_AT'
  /** When it was completed, or else is due, or else was recorded. */
  | 'HAPPENS_AT';

/** An activity after an act, or why the act was refused. */
export type ActivityPayload = {
  /** The activity. */
  activity?: Maybe<Activity>;
  /** The next step, if one was made. */
  nextStep?: Maybe<Activity>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Open, completed or cancelled. */
export type ActivityStatus =
  /** Called off. */
  | 'CANCELLED'
  /** Done. */
  | 'COMPLETED'
  /** To be done. */
  | 'OPEN';

/** Conditions on the status. */
export type ActivityStatusComparator = {
  /** This. */
  equals?: InputMaybe<ActivityStatus>;
  /** One of these. */
  in?: InputMaybe<Array<ActivityStatus>>;
};

/** Changes to an open activity: absent leaves, null clears. */
export type ActivityUpdateInput = {
  /** In full. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** With whom. */
  contactId?: InputMaybe<Scalars['ID']['input']>;
  /** When it is due. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** How long. */
  durationMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Whose. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** In one line. */
  subject?: InputMaybe<Scalars['String']['input']>;
};

/** A column of the board. */
export type BoardLane = {
  /** Sum per currency. */
  amounts: Array<Money>;
  /** How many deals. */
  count: Scalars['Int']['output'];
  /** The deals, largest first; at most 200. */
  opportunities: Array<Opportunity>;
  /** The stage. */
  stage: Stage;
  /** Sum weighted by probability, per currency, rounded per deal. */
  weightedAmounts: Array<Money>;
};

/** Conditions on a yes or no. */
export type BooleanComparator = {
  /** This value. */
  equals?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A person at an account. */
export type Contact = {
  /** Where the person works. */
  account?: Maybe<Account>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** E-mail. */
  email?: Maybe<Scalars['String']['output']>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** True: was put away. */
  isArchived: Scalars['Boolean']['output'];
  /** Job title. */
  jobTitle?: Maybe<Scalars['String']['output']>;
  /** Full name. */
  name: Scalars['String']['output'];
  /** Telephone. */
  phone?: Maybe<Scalars['String']['output']>;
  /** Part played in buying. */
  role?: Maybe<ContactRole>;
  /** Goes up with each change. */
  version: Scalars['Int']['output'];
};

/** A page of contacts. */
export type ContactConnection = {
  /** With cursors. */
  edges: Array<ContactEdge>;
  /** The contacts. */
  nodes: Array<Contact>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A new contact. */
export type ContactCreateInput = {
  /** Where the person works. */
  accountId: Scalars['ID']['input'];
  /** E-mail. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Job title. */
  jobTitle?: InputMaybe<Scalars['String']['input']>;
  /** Full name. */
  name: Scalars['String']['input'];
  /** Telephone. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Part played in buying. */
  role?: InputMaybe<ContactRole>;
};

/** A contact and its place in a list. */
export type ContactEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The contact. */
  node: Contact;
};

/** Conditions on contacts. */
export type ContactFilter = {
  /** By account. */
  accountId?: InputMaybe<IdComparator>;
  /** All of these. */
  and?: InputMaybe<Array<ContactFilter>>;
  /** By when it was made. */
  createdAt?: InputMaybe<DateTimeComparator>;
  /** By e-mail. */
  email?: InputMaybe<StringComparator>;
  /** By whether it was put away; those put away are left out unless this is given. */
  isArchived?: InputMaybe<BooleanComparator>;
  /** By name. */
  name?: InputMaybe<StringComparator>;
  /** Not this. */
  not?: InputMaybe<ContactFilter>;
  /** Any of these. */
  or?: InputMaybe<Array<ContactFilter>>;
  /** By role. */
  role?: InputMaybe<ContactRoleComparator>;
  /** Any words in name, e-mail or title; case, diacritics and one slip per longer word are forgiven. */
  search?: InputMaybe<StringComparator>;
};

/** How a list of contacts is ordered. */
export type ContactOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: ContactOrderField;
};

/** What a list of contacts can be ordered by. */
export type ContactOrderField =
  /** When it was made. */
  | 'CREATED_AT'
  /** Name, without regard to case and diacritics. */
  | 'NAME';

/** A contact after an act, or why the act was refused. */
export type ContactPayload = {
  /** The contact. */
  contact?: Maybe<Contact>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Part played in buying. */
export type ContactRole =
  /** Speaks for us. */
  | 'CHAMPION'
  /** Decides. */
  | 'DECISION_MAKER'
  /** Pays. */
  | 'FINANCE'
  /** Something else. */
  | 'OTHER'
  /** Buys. */
  | 'PURCHASING'
  /** Signs orders. */
  | 'SIGNS'
  /** Works with what is bought. */
  | 'USER';

/** Conditions on the part played in buying. */
export type ContactRoleComparator = {
  /** This. */
  equals?: InputMaybe<ContactRole>;
  /** One of these. */
  in?: InputMaybe<Array<ContactRole>>;
  /** True: has none. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Changes to a contact: absent leaves, null clears. */
export type ContactUpdateInput = {
  /** Where the person works. */
  accountId?: InputMaybe<Scalars['ID']['input']>;
  /** E-mail. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Job title. */
  jobTitle?: InputMaybe<Scalars['String']['input']>;
  /** Full name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Telephone. */
  phone?: InputMaybe<Scalars['String']['input']>;
  /** Part played in buying. */
  role?: InputMaybe<ContactRole>;
};

/** What somebody did to a record of the CRM. */
export type CrmAuditEntry = {
  /** The act, e.g. `quoteSign`. */
  act: Scalars['String']['output'];
  /** Who. */
  actorName: Scalars['String']['output'];
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Field by field, old and new, as JSON text. */
  changes: Scalars['String']['output'];
  /** Kind of record. */
  entity: Scalars['String']['output'];
  /** Identifier of the record. */
  entityKey: Scalars['String']['output'];
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** The request it came with. */
  requestId: Scalars['String']['output'];
};

/** A page of the audit trail. */
export type CrmAuditEntryConnection = {
  /** The entries. */
  nodes: Array<CrmAuditEntry>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** Who saw personal fields or balances of which records, when, in which request. It names fields and keys, never a value. */
export type CrmReadAuditEntry = {
  /** Who, by name. */
  actorName: Scalars['String']['output'];
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Fields that were shown, by name. */
  fields: Array<Scalars['String']['output']>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** How many records. */
  keyCount: Scalars['Int']['output'];
  /** Keys of the records, at most 200; `?` where the question did not name them. */
  keys: Array<Scalars['String']['output']>;
  /** The request it was shown in. */
  requestId: Scalars['String']['output'];
  /** Who, as the gateway knows them. */
  subject: Scalars['String']['output'];
  /** Type of the records, e.g. `Customer`. */
  type: Scalars['String']['output'];
};

/** A page of a list. */
export type CrmReadAuditEntryConnection = {
  /** With cursors. */
  edges: Array<CrmReadAuditEntryEdge>;
  /** The entries. */
  nodes: Array<CrmReadAuditEntry>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A row of a list with its cursor. */
export type CrmReadAuditEntryEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: CrmReadAuditEntry;
};

/** Something of the CRM that a search found. */
export type CrmSearchHit = Account | Contact | Opportunity | Quote;

/** A hit and how well it fits. */
export type CrmSearchResult = {
  /** Second line. */
  detail?: Maybe<Scalars['String']['output']>;
  /** What was found. */
  hit?: Maybe<CrmSearchHit>;
  /** 0 to 1; comparable with the ERP's. */
  rank: Scalars['Float']['output'];
  /** What to show. */
  title: Scalars['String']['output'];
};

export type Customer = {
  /** The account that points to it; null when none does or it is not yours. */
  account?: Maybe<Account>;
  number: Scalars['ID']['output'];
};

/** Conditions on a calendar day. */
export type DateComparator = {
  /** This day or after. */
  atLeast?: InputMaybe<Scalars['Date']['input']>;
  /** This day or before. */
  atMost?: InputMaybe<Scalars['Date']['input']>;
  /** This day. */
  equals?: InputMaybe<Scalars['Date']['input']>;
  /** After this day. */
  greaterThan?: InputMaybe<Scalars['Date']['input']>;
  /** True: has no value. False: has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Before this day. */
  lessThan?: InputMaybe<Scalars['Date']['input']>;
};

/** Conditions on an instant. */
export type DateTimeComparator = {
  /** This instant or after. */
  atLeast?: InputMaybe<Scalars['DateTime']['input']>;
  /** This instant or before. */
  atMost?: InputMaybe<Scalars['DateTime']['input']>;
  /** After this instant. */
  greaterThan?: InputMaybe<Scalars['DateTime']['input']>;
  /** True: has no value. False: has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Before this instant. */
  lessThan?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Conditions on an exact decimal or an amount of money in the record's own currency. */
export type DecimalComparator = {
  /** This value or above. */
  atLeast?: InputMaybe<Scalars['Decimal']['input']>;
  /** This value or below. */
  atMost?: InputMaybe<Scalars['Decimal']['input']>;
  /** Exactly this value. */
  equals?: InputMaybe<Scalars['Decimal']['input']>;
  /** Above this value. */
  greaterThan?: InputMaybe<Scalars['Decimal']['input']>;
  /** True: has no value. False: has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Below this value. */
  lessThan?: InputMaybe<Scalars['Decimal']['input']>;
};

export type Employee = {
  number: Scalars['ID']['output'];
};

/** What must stay of a person, until when, and by which law. */
export type ErasureHold = {
  /** How many records. */
  count: Scalars['Int']['output'];
  /** The law. */
  law: Scalars['String']['output'];
  /** Where it stands, e.g. `PostalAddress.name`. */
  source: Scalars['String']['output'];
  /** Last day it is kept. Ask again after it. */
  until: Scalars['Date']['output'];
};

/** Somebody's wish to be forgotten. It names the record, never the person. */
export type ErasureRequest = {
  /** When it was asked for. */
  askedAt: Scalars['DateTime']['output'];
  /** Who entered it. */
  askedBy: Scalars['String']['output'];
  /** When both sides were done. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Values replaced or cleared in the CRM. */
  crmErased: Scalars['Int']['output'];
  /** The same in the ERP; null while it has not answered. */
  erpErased?: Maybe<Scalars['Int']['output']>;
  /** What must stay. */
  holds: Array<ErasureHold>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** Why. */
  reason: Scalars['String']['output'];
  /** How far it is. */
  status: ErasureStatus;
};

/** A page of a list. */
export type ErasureRequestConnection = {
  /** With cursors. */
  edges: Array<ErasureRequestEdge>;
  /** The requests. */
  nodes: Array<ErasureRequest>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All of them. */
  totalCount: Scalars['Int']['output'];
};

/** A row of a list with its cursor. */
export type ErasureRequestEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The request. */
  node: ErasureRequest;
};

/** Answer of an act: the request as it is now, or why nothing was done. */
export type ErasureRequestPayload = {
  /** The request. */
  erasureRequest?: Maybe<ErasureRequest>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** How far forgetting somebody has come. */
export type ErasureStatus =
  /** Done. */
  | 'DONE'
  /** Done, except for what a law holds. */
  | 'HELD'
  /** The CRM has done its part; the ERP has not answered yet. */
  | 'WAITING';

/** Where a signed order is on its way to the ERP. */
export type HandOver = {
  /** How often it was tried. */
  attempts: Scalars['Int']['output'];
  /** Why it was called off. */
  cancelReason?: Maybe<Scalars['String']['output']>;
  /** When the ERP took it. */
  deliveredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why the last try failed. */
  lastError?: Maybe<Scalars['String']['output']>;
  /** When it is tried again. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** Since when it waits. */
  since: Scalars['DateTime']['output'];
  /** Where it stands. */
  status: HandOverStatus;
};

/** Where a hand-over stands. */
export type HandOverStatus =
  /** Called off before the ERP took it. */
  | 'CANCELLED'
  /** The ERP has it; the order exists. */
  | 'DELIVERED'
  /** The ERP refused it for good; somebody has to look. */
  | 'REFUSED'
  /** On its way; tried again by itself. */
  | 'WAITING';

/** Conditions on a hand over status. */
export type HandOverStatusComparator = {
  /** This. */
  equals?: InputMaybe<HandOverStatus>;
  /** One of these. */
  in?: InputMaybe<Array<HandOverStatus>>;
};

/** Conditions on an identifier or number of a record. */
export type IdComparator = {
  /** This one. */
  equals?: InputMaybe<Scalars['ID']['input']>;
  /** One of these. */
  in?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** True: has no value. False: has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** Conditions on a whole number. */
export type IntComparator = {
  /** This number or above. */
  atLeast?: InputMaybe<Scalars['Int']['input']>;
  /** This number or below. */
  atMost?: InputMaybe<Scalars['Int']['input']>;
  /** Exactly this number. */
  equals?: InputMaybe<Scalars['Int']['input']>;
  /** Above this number. */
  greaterThan?: InputMaybe<Scalars['Int']['input']>;
  /** True: has no value. False: has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Below this number. */
  lessThan?: InputMaybe<Scalars['Int']['input']>;
};

export type Item = {
  number: Scalars['ID']['output'];
};

export type LegalEntity = {
  code: Scalars['ID']['output'];
};

/** Why deals are lost. */
export type LostReason = {
  /** Short code. */
  code: Scalars['ID']['output'];
  /** In words. */
  name: Scalars['String']['output'];
};

/** A reason for losing. */
export type LostReasonInput = {
  /** Short code, 1 to 40 capitals, digits and underscores. */
  code: Scalars['ID']['input'];
  /** In words. */
  name: Scalars['String']['input'];
};

/** A reason for losing after an act, or why the act was refused. */
export type LostReasonPayload = {
  /** The reason. */
  lostReason?: Maybe<LostReason>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Where you meet somebody. */
export type MeetingAddress = {
  /** Town. */
  city?: Maybe<Scalars['String']['output']>;
  /** ISO 3166 country. */
  country?: Maybe<Scalars['String']['output']>;
  /** Street and number. */
  line1?: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode?: Maybe<Scalars['String']['output']>;
};

/** Where you meet somebody. */
export type MeetingAddressInput = {
  /** Town. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166 country. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** Street and number. */
  line1?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
};

/** An amount of money. The amount has exactly the decimals of the currency's minor unit. */
export type Money = {
  /** Exact decimal, e.g. `"1204.50"`. */
  amount: Scalars['Decimal']['output'];
  /** The currency the amount is in. */
  currency: Scalars['CurrencyCode']['output'];
};

export type Mutation = {
  /** Puts an account away; refused while it has open opportunities, living quotes or a waiting hand-over. */
  accountArchive: AccountPayload;
  /** Makes an account. */
  accountCreate: AccountPayload;
  /** Brings an account back that was put away. */
  accountRestore: AccountPayload;
  /** Changes an account. */
  accountUpdate: AccountPayload;
  /** Gives up to 200 accounts to another owner, and to the owner's team; all or none. */
  accountsAssign: AccountsPayload;
  /** Calls it off. */
  activityCancel: ActivityPayload;
  /** Completes it, with outcome and next step. */
  activityComplete: ActivityPayload;
  /** Records something done or to be done. */
  activityCreate: ActivityPayload;
  /** Opens a completed or cancelled one again; a note stays what it is. */
  activityReopen: ActivityPayload;
  /** Changes an open activity, or the words of a note. */
  activityUpdate: ActivityPayload;
  /** Puts a contact away. */
  contactArchive: ContactPayload;
  /** Makes a contact. */
  contactCreate: ContactPayload;
  /** Brings a contact back that was put away. */
  contactRestore: ContactPayload;
  /** Changes a contact. */
  contactUpdate: ContactPayload;
  /** Asks the ERP again to do its part. Safe to repeat. */
  erasureResume: ErasureRequestPayload;
  /** Makes or renames a reason for losing. */
  lostReasonSave: LostReasonPayload;
  /** Makes an opportunity. */
  opportunityCreate: OpportunityPayload;
  /** Closes it as lost. */
  opportunityLose: OpportunityPayload;
  /** Moves an open opportunity to another stage of its pipeline. */
  opportunityMove: OpportunityPayload;
  /** Opens a won or lost one again, in the stage it left. Refused for a won one with a signed quote. */
  opportunityReopen: OpportunityPayload;
  /** Changes an open opportunity. */
  opportunityUpdate: OpportunityPayload;
  /** Closes it as won. */
  opportunityWin: OpportunityPayload;
  /** Makes or changes a pipeline and its stages. */
  pipelineSave: PipelinePayload;
  /** Asks for approval of an offer further below the ERP's prices than the team may go, or that can't be held against them now. */
  quoteAskApproval: QuotePayload;
  /** Makes a draft offer. */
  quoteCreate: QuotePayload;
  /** Answers a question for approval; never by who asked. */
  quoteDecideApproval: QuotePayload;
  /** Records that the customer said no, also to an offer that never went out. */
  quoteReject: QuotePayload;
  /** Makes a new draft version of an approved, sent, rejected or expired quote, or of a signed one whose hand-over was called off, or whose order was called off in the ERP. Approved, sent and signed ones are superseded. */
  quoteRevise: QuotePayload;
  /** Sends it: content is fixed and hashed; valid 30 days unless set. A draft is held against the ERP's prices first, and waits or needs approval when they can't be asked. */
  quoteSend: QuotePayload;
  /** Records the customer's signature and hands the order over to the ERP, exactly once. */
  quoteSign: QuotePayload;
  /** Changes a draft. */
  quoteUpdate: QuotePayload;
  /** Sets what a user is to sell from a day on; null takes that quota away. */
  salesQuotaSave: UserPayload;
  /** Calls a refused or waiting hand-over off. The ERP first confirms that it has no order for it and takes none any more. The quote can then be revised. */
  signedOrderCancel: SignedOrderStatePayload;
  /** Tries a waiting or refused hand-over again now, with what was put right. */
  signedOrderRetry: SignedOrderStatePayload;
  /** Collects what both sides keep about a person into one signed package. Stands in both audit trails; stored nowhere. */
  subjectAccess: SubjectPackagePayload;
  /** Forgets a person: the CRM at once, the ERP as far as a law lets it. What waits for the ERP goes on with `erasureResume`. */
  subjectErase: ErasureRequestPayload;
  /** Makes or changes a team. */
  teamSave: TeamPayload;
  /** Makes or changes a user. Who leaves is set inactive, never removed. */
  userSave: UserPayload;
};


export type MutationAccountArchiveArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationAccountCreateArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: AccountCreateInput;
};


export type MutationAccountRestoreArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationAccountUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: AccountUpdateInput;
};


export type MutationAccountsAssignArgs = {
  ids: Array<Scalars['ID']['input']>;
  ownerId: Scalars['ID']['input'];
};


export type MutationActivityCancelArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationActivityCompleteArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityCompleteInput;
};


export type MutationActivityCreateArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ActivityCreateInput;
};


export type MutationActivityReopenArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationActivityUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ActivityUpdateInput;
};


export type MutationContactArchiveArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationContactCreateArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ContactCreateInput;
};


export type MutationContactRestoreArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationContactUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: ContactUpdateInput;
};


export type MutationErasureResumeArgs = {
  id: Scalars['ID']['input'];
};


export type MutationLostReasonSaveArgs = {
  input: LostReasonInput;
};


export type MutationOpportunityCreateArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: OpportunityCreateInput;
};


export type MutationOpportunityLoseArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['ID']['input'];
};


export type MutationOpportunityMoveArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  stageId: Scalars['ID']['input'];
};


export type MutationOpportunityReopenArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationOpportunityUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: OpportunityUpdateInput;
};


export type MutationOpportunityWinArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};


export type MutationPipelineSaveArgs = {
  input: PipelineSaveInput;
};


export type MutationQuoteAskApprovalArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationQuoteCreateArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: QuoteCreateInput;
};


export type MutationQuoteDecideApprovalArgs = {
  decision: QuoteApprovalDecision;
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};


export type MutationQuoteRejectArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationQuoteReviseArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationQuoteSendArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationQuoteSignArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  input: QuoteSignInput;
};


export type MutationQuoteUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: QuoteUpdateInput;
};


export type MutationSalesQuotaSaveArgs = {
  input: SalesQuotaInput;
};


export type MutationSignedOrderCancelArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationSignedOrderRetryArgs = {
  correction?: InputMaybe<SignedOrderCorrectionInput>;
  id: Scalars['ID']['input'];
};


export type MutationSubjectAccessArgs = {
  subject: SubjectInput;
};


export type MutationSubjectEraseArgs = {
  idempotencyKey: Scalars['String']['input'];
  reason: Scalars['String']['input'];
  subject: SubjectInput;
};


export type MutationTeamSaveArgs = {
  input: TeamSaveInput;
};


export type MutationUserSaveArgs = {
  input: UserSaveInput;
};

/** A chance to sell. */
export type Opportunity = {
  /** To whom. */
  account?: Maybe<Account>;
  /** Activities, latest first. */
  activities?: Maybe<ActivityConnection>;
  /** What it may bring. */
  amount?: Maybe<Money>;
  /** When it is expected to close. */
  closeDate?: Maybe<Scalars['Date']['output']>;
  /** When it was won or lost. */
  closedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was said when it was won or lost. */
  closedNote?: Maybe<Scalars['String']['output']>;
  /** Whom we talk to. */
  contact?: Maybe<Contact>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** What may be sold, by item number. */
  lines: Array<OpportunityLine>;
  /** Why it was lost. */
  lostReason?: Maybe<LostReason>;
  /** Name. */
  name: Scalars['String']['output'];
  /** The next planned activity; null is a gap to fill. */
  nextStep?: Maybe<Activity>;
  /** Who looks after it. */
  owner?: Maybe<User>;
  /** Its pipeline. */
  pipeline: Pipeline;
  /** Days without a stage change or activity, when that is longer than its stage allows; else null. */
  quietDays?: Maybe<Scalars['Int']['output']>;
  /** Offers made for it, newest first. */
  quotes?: Maybe<Array<Quote>>;
  /** Where it stands in the pipeline. */
  stage: Stage;
  /** Every stage it has been in, oldest first. */
  stageHistory: Array<StageChange>;
  /** Since when it is in its stage. */
  stageSince: Scalars['DateTime']['output'];
  /** Open, won or lost. */
  status: OpportunityStatus;
  /** Goes up with each change; pass it back when changing. */
  version: Scalars['Int']['output'];
  /** amount × probability of the stage, rounded to the minor unit; the whole amount when won, zero when lost. */
  weightedAmount?: Maybe<Money>;
};


/** A chance to sell. */
export type OpportunityActivitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of opportunities. */
export type OpportunityConnection = {
  /** With cursors. */
  edges: Array<OpportunityEdge>;
  /** The opportunities. */
  nodes: Array<Opportunity>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A new opportunity. */
export type OpportunityCreateInput = {
  /** To whom. */
  accountId: Scalars['ID']['input'];
  /** What it may bring. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Expected close. */
  closeDate?: InputMaybe<Scalars['Date']['input']>;
  /** Whom we talk to. */
  contactId?: InputMaybe<Scalars['ID']['input']>;
  /** Currency; the team's when absent. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** What may be sold. */
  lines?: InputMaybe<Array<OpportunityLineInput>>;
  /** Name, 1 to 200 characters. */
  name: Scalars['String']['input'];
  /** Owner; the caller when absent. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** Pipeline; the first when absent. */
  pipelineId?: InputMaybe<Scalars['ID']['input']>;
  /** Stage; the pipeline's first when absent. */
  stageId?: InputMaybe<Scalars['ID']['input']>;
};

/** An opportunity and its place in a list. */
export type OpportunityEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The opportunity. */
  node: Opportunity;
};

/** Conditions on opportunities. */
export type OpportunityFilter = {
  /** By account. */
  accountId?: InputMaybe<IdComparator>;
  /** By amount, in its own currency. */
  amount?: InputMaybe<DecimalComparator>;
  /** All of these. */
  and?: InputMaybe<Array<OpportunityFilter>>;
  /** By expected close. */
  closeDate?: InputMaybe<DateComparator>;
  /** By when it was made. */
  createdAt?: InputMaybe<DateTimeComparator>;
  /** By whether a next step is planned. */
  hasNextStep?: InputMaybe<BooleanComparator>;
  /** By name. */
  name?: InputMaybe<StringComparator>;
  /** Not this. */
  not?: InputMaybe<OpportunityFilter>;
  /** Any of these. */
  or?: InputMaybe<Array<OpportunityFilter>>;
  /** By owner. */
  ownerId?: InputMaybe<IdComparator>;
  /** By pipeline. */
  pipelineId?: InputMaybe<IdComparator>;
  /** By stage. */
  stageId?: InputMaybe<IdComparator>;
  /** By since when it is in its stage. */
  stageSince?: InputMaybe<DateTimeComparator>;
  /** By status. */
  status?: InputMaybe<OpportunityStatusComparator>;
};

/** An item that may be sold. */
export type OpportunityLine = {
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** The item; owned by the ERP. */
  item?: Maybe<Item>;
  /** 1, 2, 3 … */
  lineNumber: Scalars['Int']['output'];
  /** How many. */
  quantity: Scalars['Decimal']['output'];
};

/** An item that may be sold. */
export type OpportunityLineInput = {
  /** Item number. */
  itemNumber: Scalars['ID']['input'];
  /** How many; above zero. */
  quantity: Scalars['Decimal']['input'];
};

/** How a list of opportunities is ordered. */
export type OpportunityOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: OpportunityOrderField;
};

/** What a list of opportunities can be ordered by. */
export type OpportunityOrderField =
  /** Amount, in its own currency. */
  | 'AMOUNT'
  /** Expected close. */
  | 'CLOSE_DATE'
  /** When it was made. */
  | 'CREATED_AT'
  /** Name, without regard to case and diacritics. */
  | 'NAME'
  /** Since when it is in its stage. */
  | 'STAGE_SINCE';

/** An opportunity after an act, or why the act was refused. */
export type OpportunityPayload = {
  /** The opportunity. */
  opportunity?: Maybe<Opportunity>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Open, won or lost. */
export type OpportunityStatus =
  /** Lost. */
  | 'LOST'
  /** Still to be won. */
  | 'OPEN'
  /** Won. */
  | 'WON';

/** Conditions on the status. */
export type OpportunityStatusComparator = {
  /** This. */
  equals?: InputMaybe<OpportunityStatus>;
  /** One of these. */
  in?: InputMaybe<Array<OpportunityStatus>>;
};

/** Changes to an open opportunity: absent leaves, null clears; lines are replaced as a whole. */
export type OpportunityUpdateInput = {
  /** What it may bring. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Expected close. */
  closeDate?: InputMaybe<Scalars['Date']['input']>;
  /** Whom we talk to. */
  contactId?: InputMaybe<Scalars['ID']['input']>;
  /** Currency; can't be cleared. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** What may be sold. */
  lines?: InputMaybe<Array<OpportunityLineInput>>;
  /** Name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Owner. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
};

/** Which way a list is ordered. */
export type OrderDirection =
  /** Smallest, earliest or A first. */
  | 'ASC'
  /** Largest, latest or Z first. */
  | 'DESC';

/** Where a page of a list ends and whether there is more. */
export type PageInfo = {
  /** Pass as `after` to get the next page; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** True when rows follow this page. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** Kinds of personal data. */
export type PersonalDataClass =
  /** What somebody did. */
  | 'BEHAVIOUR'
  /** How to reach somebody. */
  | 'CONTACT'
  /** What somebody owes or may owe. */
  | 'FINANCIAL'
  /** Who somebody is. */
  | 'IDENTITY'
  /** None. */
  | 'NONE';

/** A way of selling, as a row of stages. */
export type Pipeline = {
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** True: no longer used. */
  isArchived: Scalars['Boolean']['output'];
  /** Name. */
  name: Scalars['String']['output'];
  /** 1, 2, 3 … among the pipelines. */
  position: Scalars['Int']['output'];
  /** Its stages in order. */
  stages: Array<Stage>;
};

/** A pipeline as a board of open deals. */
export type PipelineBoard = {
  /** Its lanes from left to right. */
  lanes: Array<BoardLane>;
  /** How many lost in the last 90 days. */
  lostCount: Scalars['Int']['output'];
  /** The pipeline. */
  pipeline: Pipeline;
  /** Won in the last 90 days, per currency. */
  wonAmounts: Array<Money>;
  /** How many won in the last 90 days. */
  wonCount: Scalars['Int']['output'];
};

/** A pipeline after an act, or why the act was refused. */
export type PipelinePayload = {
  /** The pipeline. */
  pipeline?: Maybe<Pipeline>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** A pipeline with its stages, as a whole. */
export type PipelineSaveInput = {
  /** The pipeline to change; a new one when absent. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** True: no longer used; it must have no open opportunities. */
  isArchived?: InputMaybe<Scalars['Boolean']['input']>;
  /** Name; unique. */
  name: Scalars['String']['input'];
  /** 1, 2, 3 … among the pipelines; last when absent for a new one. */
  position?: InputMaybe<Scalars['Int']['input']>;
  /** Its stages in order, 1 to 20. A stage left out must never have been used. */
  stages: Array<StageInput>;
};

export type Query = {
  /** One account; null when unknown or not yours. */
  account?: Maybe<Account>;
  /** Values in use, for filters: segments, territories, tags. */
  accountFacets?: Maybe<AccountFacets>;
  /** Accounts chosen by CRM facts, to be seen through the ERP. */
  accountSelection?: Maybe<AccountSelection>;
  /** Sums over accounts. */
  accountTotals?: Maybe<AccountTotals>;
  /** Accounts. */
  accounts?: Maybe<AccountConnection>;
  /** Activities. */
  activities?: Maybe<ActivityConnection>;
  /** One activity; null when unknown or not yours. */
  activity?: Maybe<Activity>;
  /** One contact; null when unknown or not yours. */
  contact?: Maybe<Contact>;
  /** Contacts. */
  contacts?: Maybe<ContactConnection>;
  /** The audit trail of the CRM, newest first. */
  crmAuditEntries?: Maybe<CrmAuditEntryConnection>;
  /** Who saw what, newest first. */
  crmReadAuditEntries?: Maybe<CrmReadAuditEntryConnection>;
  /** Accounts, contacts, opportunities and quotes by name or number. Leaves out kinds the caller may not read. */
  crmSearch?: Maybe<Array<CrmSearchResult>>;
  /** Who asked to be forgotten, and how far that is; newest first. */
  erasureRequests?: Maybe<ErasureRequestConnection>;
  /** Why deals are lost, by name. */
  lostReasons?: Maybe<Array<LostReason>>;
  /** Opportunities. */
  opportunities?: Maybe<OpportunityConnection>;
  /** One opportunity; null when unknown or not yours. */
  opportunity?: Maybe<Opportunity>;
  /** The board of a pipeline. */
  pipelineBoard?: Maybe<PipelineBoard>;
  /** Pipelines in order. */
  pipelines?: Maybe<Array<Pipeline>>;
  /** One quote; null when unknown or not yours. */
  quote?: Maybe<Quote>;
  /** The newest version of a quote by number. */
  quoteByNumber?: Maybe<Quote>;
  /** Quotes; superseded versions left out unless asked for by status. */
  quotes?: Maybe<QuoteConnection>;
  /** Hand-overs, those that wait longest first. */
  signedOrders?: Maybe<SignedOrderConnection>;
  /** Accounts whose name is much like this one, closest first, at most 5: ask before making another. */
  similarAccounts?: Maybe<Array<Account>>;
  /** Teams the caller belongs to, by code. */
  teams?: Maybe<Array<Team>>;
  /** Users, by name. */
  users?: Maybe<Array<User>>;
  /** The caller as a user of the CRM; null for callers who are none. */
  viewer?: Maybe<User>;
};


export type QueryAccountArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAccountSelectionArgs = {
  filter?: InputMaybe<AccountFilter>;
};


export type QueryAccountTotalsArgs = {
  filter?: InputMaybe<AccountFilter>;
};


export type QueryAccountsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<AccountOrder>>;
};


export type QueryActivitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<ActivityOrder>>;
};


export type QueryActivityArgs = {
  id: Scalars['ID']['input'];
};


export type QueryContactArgs = {
  id: Scalars['ID']['input'];
};


export type QueryContactsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ContactFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<ContactOrder>>;
};


export type QueryCrmAuditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  entity?: InputMaybe<Scalars['String']['input']>;
  entityKey?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryCrmReadAuditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  field?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  key?: InputMaybe<Scalars['String']['input']>;
  subject?: InputMaybe<Scalars['String']['input']>;
  type?: InputMaybe<Scalars['String']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryCrmSearchArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  text: Scalars['String']['input'];
};


export type QueryErasureRequestsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryOpportunitiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OpportunityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<OpportunityOrder>>;
};


export type QueryOpportunityArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPipelineBoardArgs = {
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  pipelineId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryPipelinesArgs = {
  includeArchived?: InputMaybe<Scalars['Boolean']['input']>;
};


export type QueryQuoteArgs = {
  id: Scalars['ID']['input'];
};


export type QueryQuoteByNumberArgs = {
  number: Scalars['ID']['input'];
};


export type QueryQuotesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<QuoteFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<QuoteOrder>>;
};


export type QuerySignedOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<Array<HandOverStatus>>;
};


export type QuerySimilarAccountsArgs = {
  name: Scalars['String']['input'];
};


export type QueryUsersArgs = {
  activeOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** An offer. What it promises is the CRM's; price rules, stock and dates behind it are answers of the ERP. */
export type Quote = {
  /** To whom. */
  account?: Maybe<Account>;
  /** What may be done with it now by this caller. */
  acts: Array<QuoteAct>;
  /** How a draft, or one that waits for approval, stands against the ERP's prices now; else null. The ERP is asked each time: ask it of one quote, not of a list. */
  approvalNeed?: Maybe<QuoteApprovalNeed>;
  /** Approvals asked for, newest first. */
  approvals: Array<QuoteApproval>;
  /** Who signs or reads it. */
  contact?: Maybe<Contact>;
  /** SHA-256 over what was sent; signed with it. */
  contentHash?: Maybe<Scalars['String']['output']>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Currency of all its amounts. */
  currency: Scalars['CurrencyCode']['output'];
  /** Where the signed order is on its way to the ERP. */
  handOver?: Maybe<HandOver>;
  /** Largest discount on a line. */
  highestDiscountPercent: Scalars['Decimal']['output'];
  /** Identifier of this version. */
  id: Scalars['ID']['output'];
  /** What is offered. */
  lines: Array<QuoteLine>;
  /** Pass back as expectedVersion when changing. */
  lockVersion: Scalars['Int']['output'];
  /** Market whose price rules apply to somebody who is no customer yet. */
  market?: Maybe<Scalars['String']['output']>;
  /** Number, the same for all versions, e.g. `Q-2291`. */
  number: Scalars['ID']['output'];
  /** For which opportunity. */
  opportunity?: Maybe<Opportunity>;
  /** The ERP's order made of it; null until the ERP has answered. */
  order?: Maybe<SalesOrder>;
  /** Who made it. */
  owner?: Maybe<User>;
  /** Where its PDF is. */
  pdfPath: Scalars['String']['output'];
  /** Why the customer said no. */
  rejectReason?: Maybe<Scalars['String']['output']>;
  /** The offering company; owned by the ERP. */
  sellingEntity?: Maybe<LegalEntity>;
  /** When it was sent. */
  sentAt?: Maybe<Scalars['DateTime']['output']>;
  /** The signature. */
  signature?: Maybe<Signature>;
  /** Where it stands. */
  status: QuoteStatus;
  /** What it is about. */
  title?: Maybe<Scalars['String']['output']>;
  /** Sum of the lines' net amounts without options and tax, each rounded to the minor unit. */
  total: Money;
  /** Last day it can be signed; null until sent unless set. */
  validUntilDate?: Maybe<Scalars['Date']['output']>;
  /** 1, 2, 3 …; a new version supersedes the one before. Not the counter for changes: that is `lockVersion`. */
  version: Scalars['Int']['output'];
  /** All versions, newest first. */
  versions: Array<Quote>;
  /** Words printed on it. */
  words?: Maybe<Scalars['String']['output']>;
};

/** An act the caller may carry out on a quote now. */
export type QuoteAct =
  /** Answer the question for approval. */
  | 'APPROVE'
  /** Ask for approval, where it goes too far below the ERP's prices. */
  | 'ASK_APPROVAL'
  /** Change the draft. */
  | 'EDIT'
  /** Record the customer's no. */
  | 'REJECT'
  /** Make a new version; of a signed one only when its order was called off in the ERP, which is asked then. */
  | 'REVISE'
  /** Send it to the customer. */
  | 'SEND'
  /** Record the signature. */
  | 'SIGN';

/** A question for approval and its answer. */
export type QuoteApproval = {
  /** When it was asked. */
  askedAt: Scalars['DateTime']['output'];
  /** Who asked. */
  askedBy: Scalars['String']['output'];
  /** Lines offered further below the ERP's prices than that. */
  beyondLines: Array<Scalars['Int']['output']>;
  /** When it was answered. */
  decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who answered; never who asked. */
  decidedBy?: Maybe<Scalars['String']['output']>;
  /** The answer. */
  decision?: Maybe<QuoteApprovalDecision>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** How far the team might go alone when it was asked; null when it was asked before this was kept. */
  limitPercent?: Maybe<Scalars['Decimal']['output']>;
  /** Words with the answer. */
  note?: Maybe<Scalars['String']['output']>;
  /** What was said for it. */
  reason: Scalars['String']['output'];
  /** Lines the ERP named no price for, or could not be asked about. */
  unjudgedLines: Array<Scalars['Int']['output']>;
};

/** Answer to a question for approval. */
export type QuoteApprovalDecision =
  /** Yes. */
  | 'APPROVED'
  /** No. */
  | 'DECLINED';

/** Whether an offer needs somebody's approval, held against the ERP's prices. An answer of the moment, stored nowhere. */
export type QuoteApprovalNeed = {
  /** True: somebody else has to approve it before it is sent. */
  isNeeded: Scalars['Boolean']['output'];
  /** How far below the ERP's prices the team may go alone. */
  limitPercent: Scalars['Decimal']['output'];
  /** Line by line, in the order of the quote. */
  lines: Array<QuoteLineReduction>;
  /** Why, as a sentence; null when it is not needed. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** A page of a list. */
export type QuoteConnection = {
  /** With cursors. */
  edges: Array<QuoteEdge>;
  /** The quotes. */
  nodes: Array<Quote>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A new offer. */
export type QuoteCreateInput = {
  /** To whom. */
  accountId: Scalars['ID']['input'];
  /** Who reads or signs it; must be the account's. */
  contactId?: InputMaybe<Scalars['ID']['input']>;
  /** Currency; the customer's or else the team's when absent. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** What is offered, at most 200 lines. */
  lines?: InputMaybe<Array<QuoteLineInput>>;
  /** Market for price rules of somebody who is no customer. */
  market?: InputMaybe<Scalars['String']['input']>;
  /** For which opportunity; must be the account's. */
  opportunityId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is about. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** Last day to sign. */
  validUntilDate?: InputMaybe<Scalars['Date']['input']>;
  /** Words printed on it. */
  words?: InputMaybe<Scalars['String']['input']>;
};

/** A row of a list with its cursor. */
export type QuoteEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The quote. */
  node: Quote;
};

/** Conditions on quotes. */
export type QuoteFilter = {
  /** By account. */
  accountId?: InputMaybe<IdComparator>;
  /** All of these. */
  and?: InputMaybe<Array<QuoteFilter>>;
  /** By hand-over. */
  handOver?: InputMaybe<HandOverStatusComparator>;
  /** Not this. */
  not?: InputMaybe<QuoteFilter>;
  /** By number. */
  number?: InputMaybe<IdComparator>;
  /** By opportunity. */
  opportunityId?: InputMaybe<IdComparator>;
  /** Any of these. */
  or?: InputMaybe<Array<QuoteFilter>>;
  /** By owner. */
  ownerId?: InputMaybe<IdComparator>;
  /** By status. */
  status?: InputMaybe<QuoteStatusComparator>;
  /** By title. */
  title?: InputMaybe<StringComparator>;
  /** By total, in its own currency. */
  total?: InputMaybe<DecimalComparator>;
  /** By last day to sign. */
  validUntilDate?: InputMaybe<DateComparator>;
};

/** A line of an offer. */
export type QuoteLine = {
  /** Percentage off. */
  discountPercent: Scalars['Decimal']['output'];
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** Offered on the side, not in the total. */
  isOption: Scalars['Boolean']['output'];
  /** The item; owned by the ERP. */
  item?: Maybe<Item>;
  /** 1, 2, 3 … */
  lineNumber: Scalars['Int']['output'];
  /** quantity × unitPrice less discount, rounded to the minor unit. */
  netAmount: Money;
  /** Words on the line. */
  note?: Maybe<Scalars['String']['output']>;
  /** How many. */
  quantity: Scalars['Decimal']['output'];
  /** Day it is wanted. */
  requestedDate?: Maybe<Scalars['Date']['output']>;
  /** Offered price of one unit before discount. */
  unitPrice: Money;
};

/** A line as offered. */
export type QuoteLineInput = {
  /** Percentage off, 0 to 100; none when absent. */
  discountPercent?: InputMaybe<Scalars['Decimal']['input']>;
  /** Offered on the side, not in the total. */
  isOption?: InputMaybe<Scalars['Boolean']['input']>;
  /** Item number; known to the ERP. */
  itemNumber: Scalars['ID']['input'];
  /** Words on the line. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** How many; above zero. */
  quantity: Scalars['Decimal']['input'];
  /** Day it is wanted. */
  requestedDate?: InputMaybe<Scalars['Date']['input']>;
  /** Offered price of one unit before discount; the ERP's list price when absent. */
  unitPrice?: InputMaybe<Scalars['Decimal']['input']>;
};

/** How far below the ERP's price a line is offered, by whatever mix of price and discount. */
export type QuoteLineReduction = {
  /** True: further than the team may go alone. */
  isBeyondLimit: Scalars['Boolean']['output'];
  /** The line. */
  lineNumber: Scalars['Int']['output'];
  /** In percent of the ERP's price after all its rules; below zero when dearer, null when the ERP named no price. */
  reductionPercent?: Maybe<Scalars['Decimal']['output']>;
};

/** An order of a list. */
export type QuoteOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: QuoteOrderField;
};

/** What a list of quotes can be ordered by. */
export type QuoteOrderField =
  /** By created at. */
  | 'CREATED_AT'
  /** By number. */
  | 'NUMBER'
  /** By status. */
  | 'STATUS'
  /** By total. */
  | 'TOTAL'
  /** By valid until date. */
  | 'VALID_UNTIL_DATE';

/** Answer of an act: the record as it is now, or why nothing was done. */
export type QuotePayload = {
  /** The quote. */
  quote?: Maybe<Quote>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** What is known at signing. The addresses go to the ERP only and are not kept here. */
export type QuoteSignInput = {
  /** Where to bill; needed for a new customer. */
  billingAddress?: InputMaybe<SigningAddressInput>;
  /** The hash shown above the signature; must equal the quote's, or something else would be signed. */
  contentHash: Scalars['String']['input'];
  /** The customer's own order number. */
  customerReference?: InputMaybe<Scalars['String']['input']>;
  /** Where to deliver; the billing address when absent. */
  deliveryAddress?: InputMaybe<SigningAddressInput>;
  /** Where to send invoices. */
  invoiceEmail?: InputMaybe<Scalars['String']['input']>;
  /** E-mail of who signs. */
  signerEmail: Scalars['String']['input'];
  /** Name as signed. */
  signerName: Scalars['String']['input'];
  /** VAT number. */
  vatNumber?: InputMaybe<Scalars['String']['input']>;
};

/** Where a quote stands. */
export type QuoteStatus =
  /** May be sent. */
  | 'APPROVED'
  /** Being made. */
  | 'DRAFT'
  /** Not signed in time. */
  | 'EXPIRED'
  /** Waits for somebody who may approve the prices. */
  | 'IN_APPROVAL'
  /** Declined by the customer. */
  | 'REJECTED'
  /** With the customer. */
  | 'SENT'
  /** Accepted; handed over to the ERP. */
  | 'SIGNED'
  /** Replaced by a newer version. */
  | 'SUPERSEDED';

/** Conditions on a quote status. */
export type QuoteStatusComparator = {
  /** This. */
  equals?: InputMaybe<QuoteStatus>;
  /** One of these. */
  in?: InputMaybe<Array<QuoteStatus>>;
};

/** Changes to a draft: absent leaves, null clears; lines are replaced as a whole. */
export type QuoteUpdateInput = {
  /** Who reads or signs it. */
  contactId?: InputMaybe<Scalars['ID']['input']>;
  /** All lines. */
  lines?: InputMaybe<Array<QuoteLineInput>>;
  /** For which opportunity. */
  opportunityId?: InputMaybe<Scalars['ID']['input']>;
  /** What it is about. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** Last day to sign. */
  validUntilDate?: InputMaybe<Scalars['Date']['input']>;
  /** Words printed on it. */
  words?: InputMaybe<Scalars['String']['input']>;
};

export type SalesOrder = {
  number: Scalars['ID']['output'];
  /** The opportunity behind that quote. */
  opportunity?: Maybe<Opportunity>;
  /** The quote whose signature made it; null when made otherwise or not yours. */
  quote?: Maybe<Quote>;
};

/** What a user is to sell in a quarter or month starting on a day. Seen by the user and by who sees the user's team. */
export type SalesQuota = {
  /** How much. */
  amount: Money;
  /** First day. */
  startsOn: Scalars['Date']['output'];
};

/** A quota of a user. */
export type SalesQuotaInput = {
  /** How much; null takes the quota away. */
  amount?: InputMaybe<Scalars['Decimal']['input']>;
  /** Currency of the amount; the team's when absent. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** First day of its month or quarter. */
  startsOn: Scalars['Date']['input'];
  /** Whose. */
  userId: Scalars['ID']['input'];
};

/** Who accepted a quote, when, and what exactly. */
export type Signature = {
  /** SHA-256 of what was signed; equals the quote's. */
  contentHash: Scalars['String']['output'];
  /** Identifier; the key of the hand-over. */
  id: Scalars['ID']['output'];
  /** Who recorded it. */
  recordedBy: Scalars['String']['output'];
  /** When. */
  signedAt: Scalars['DateTime']['output'];
  /** E-mail as given. */
  signerEmail: Scalars['String']['output'];
  /** Name as signed. */
  signerName: Scalars['String']['output'];
};

/** A signed order on its way to the ERP. */
export type SignedOrder = {
  /** Where it stands. */
  handOver: HandOver;
  /** The signature's identifier. */
  id: Scalars['ID']['output'];
  /** The ERP's order once it exists. */
  order?: Maybe<SalesOrder>;
  /** The quote. */
  quote: Quote;
};

/** A page of a list. */
export type SignedOrderConnection = {
  /** The hand-overs. */
  nodes: Array<SignedOrder>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** What was given at signing for the ERP alone, put right. No part of what was signed: prices and quantities stay. */
export type SignedOrderCorrectionInput = {
  /** Where to bill. */
  billingAddress?: InputMaybe<SigningAddressInput>;
  /** The customer's own order number. */
  customerReference?: InputMaybe<Scalars['String']['input']>;
  /** Where to deliver. */
  deliveryAddress?: InputMaybe<SigningAddressInput>;
  /** Where to send invoices. */
  invoiceEmail?: InputMaybe<Scalars['String']['input']>;
  /** VAT number; null takes it off. */
  vatNumber?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of an act: the record as it is now, or why nothing was done. */
export type SignedOrderStatePayload = {
  /** The hand-over. */
  signedOrder?: Maybe<SignedOrder>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** An address given at signing. */
export type SigningAddressInput = {
  /** Town. */
  city: Scalars['String']['input'];
  /** ISO 3166 country. */
  country: Scalars['String']['input'];
  /** Street and number. */
  line1: Scalars['String']['input'];
  /** Detail. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Name on parcel or invoice. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode: Scalars['String']['input'];
  /** State or province. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** A step of a pipeline. */
export type Stage = {
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** Name. */
  name: Scalars['String']['output'];
  /** 1, 2, 3 … from left to right. */
  position: Scalars['Int']['output'];
  /** How likely a deal here is won. */
  probabilityPercent: Scalars['Int']['output'];
  /** After how many days without movement a deal is called quiet. */
  quietAfterDays: Scalars['Int']['output'];
};

/** A move from one stage to another. */
export type StageChange = {
  /** When. */
  changedAt: Scalars['DateTime']['output'];
  /** Who. */
  changedBy: Scalars['String']['output'];
  /** From; null at the start. */
  fromStage?: Maybe<Stage>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** Status after it. */
  status: OpportunityStatus;
  /** To. */
  toStage?: Maybe<Stage>;
};

/** A stage of a pipeline. */
export type StageInput = {
  /** The stage to change; a new one when absent. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Name. */
  name: Scalars['String']['input'];
  /** 0 to 100. */
  probabilityPercent: Scalars['Int']['input'];
  /** Days, above zero. */
  quietAfterDays?: InputMaybe<Scalars['Int']['input']>;
};

/** Conditions on a text. All given conditions must hold. */
export type StringComparator = {
  /** Contains this text, ignoring case and diacritics. */
  contains?: InputMaybe<Scalars['String']['input']>;
  /** Exactly this text. */
  equals?: InputMaybe<Scalars['String']['input']>;
  /** One of these texts. */
  in?: InputMaybe<Array<Scalars['String']['input']>>;
  /** True: has no value. False: has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Starts with this text, ignoring case. */
  startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** Who is meant: by contact, by e-mail address, or both. */
export type SubjectInput = {
  /** A contact. */
  contactId?: InputMaybe<Scalars['ID']['input']>;
  /** An e-mail address. */
  email?: InputMaybe<Scalars['String']['input']>;
};

/** What is kept about a person on both sides, signed, as one document for that person. */
export type SubjectPackage = {
  /** The document: JSON with one item per fact, each with its source, owner, class, purpose and retention. */
  document: Scalars['String']['output'];
  /** False when the ERP did not answer: then only the CRM's part is in it. Ask again later. */
  isComplete: Scalars['Boolean']['output'];
  /** How many facts. */
  itemCount: Scalars['Int']['output'];
  /** The key it is checked with: SPKI, base64. */
  publicKey: Scalars['String']['output'];
  /** Ed25519 signature of the document's UTF-8 bytes, base64. */
  signature: Scalars['String']['output'];
};

/** Answer of an act: the package, or why there is none. */
export type SubjectPackagePayload = {
  /** The package. */
  subjectPackage?: Maybe<SubjectPackage>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** People who sell together and see the same accounts. */
export type Team = {
  /** Short code, e.g. `NORDIC`. */
  code: Scalars['ID']['output'];
  /** Currency it offers in unless the customer has another. */
  currency: Scalars['CurrencyCode']['output'];
  /** How far below the ERP's prices, in percent, a quote may go without approval. */
  discountLimitPercent: Scalars['Decimal']['output'];
  /** Name. */
  name: Scalars['String']['output'];
  /** The company of the group it sells for; owned by the ERP. */
  sellingEntity?: Maybe<LegalEntity>;
};

/** A team after an act, or why the act was refused. */
export type TeamPayload = {
  /** The team. */
  team?: Maybe<Team>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** A team, as a whole. */
export type TeamSaveInput = {
  /** Short code, 1 to 20 capitals, digits, dashes and underscores; a new team when unknown. */
  code: Scalars['ID']['input'];
  /** Currency it offers in. */
  currency: Scalars['CurrencyCode']['input'];
  /** How far below the ERP's prices, in percent, a quote may go without approval, 0 to 100. */
  discountLimitPercent: Scalars['Decimal']['input'];
  /** Name. */
  name: Scalars['String']['input'];
  /** Code of the legal entity it sells for, as the ERP knows it. */
  sellingEntity: Scalars['ID']['input'];
};

/** A page of a timeline. */
export type TimelineConnection = {
  /** The events. */
  nodes: Array<TimelineEntry>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** What happened, in one line. */
export type TimelineEntry = {
  /** The activity, where it is one. */
  activity?: Maybe<Activity>;
  /** Who did it. */
  actorName?: Maybe<Scalars['String']['output']>;
  /** When. */
  at: Scalars['DateTime']['output'];
  /** More words. */
  detail?: Maybe<Scalars['String']['output']>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** What kind. */
  kind: TimelineKind;
  /** The opportunity, where it is about one. */
  opportunity?: Maybe<Opportunity>;
  /** The quote, where it is about one. */
  quote?: Maybe<Quote>;
  /** In words. */
  title: Scalars['String']['output'];
};

/** Kinds of events on a timeline. */
export type TimelineKind =
  /** The account was changed. */
  | 'ACCOUNT_CHANGED'
  /** The account was made. */
  | 'ACCOUNT_CREATED'
  /** A call that was made. */
  | 'CALL'
  /** Something that was shown. */
  | 'DEMO'
  /** An e-mail that was written. */
  | 'EMAIL'
  /** A meeting that was held. */
  | 'MEETING'
  /** A note that was taken. */
  | 'NOTE'
  /** An opportunity was made. */
  | 'OPPORTUNITY_CREATED'
  /** An opportunity was lost. */
  | 'OPPORTUNITY_LOST'
  /** An opportunity was won. */
  | 'OPPORTUNITY_WON'
  /** The ERP took a signed order. */
  | 'ORDER_HANDED_OVER'
  /** The customer said no to a quote. */
  | 'QUOTE_REJECTED'
  /** A quote went to the customer. */
  | 'QUOTE_SENT'
  /** The customer signed a quote. */
  | 'QUOTE_SIGNED'
  /** An opportunity went to another stage, or was opened again. */
  | 'STAGE_CHANGED'
  /** A task that was done. */
  | 'TASK';

/** Somebody who works in the CRM. An employee of the ERP by number. */
export type User = {
  /** Work e-mail. */
  email?: Maybe<Scalars['String']['output']>;
  /** The employee this user is, by number; owned by the ERP. */
  employee?: Maybe<Employee>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** False: no longer works here. */
  isActive: Scalars['Boolean']['output'];
  /** Name as shown to customers. */
  name: Scalars['String']['output'];
  /** Sales quotas, newest first. */
  quotas: Array<SalesQuota>;
  /** The team that decides which accounts the user sees. */
  team?: Maybe<Team>;
  /** Territory. */
  territory?: Maybe<Scalars['String']['output']>;
};

/** Why an act was refused. Nothing was changed. */
export type UserError = {
  /** Stable, for programs: e.g. `PERIOD_CLOSED`. */
  code: Scalars['String']['output'];
  /** For people: what happened, why, and what to do next. */
  message: Scalars['String']['output'];
  /** Where in the input, e.g. `["input", "lines", "0", "quantity"]`. */
  path?: Maybe<Array<Scalars['String']['output']>>;
};

/** A user after an act, or why the act was refused. */
export type UserPayload = {
  /** The user. */
  user?: Maybe<User>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** A user: absent leaves, null clears. */
export type UserSaveInput = {
  /** Work e-mail, unique: by it a caller is recognised; needed for a new user. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Number of the employee in the ERP, unique. */
  employeeNumber?: InputMaybe<Scalars['ID']['input']>;
  /** The user to change; a new one when absent. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** False: no longer works here. */
  isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Name as shown to customers; needed for a new user. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Code of the team. */
  team?: InputMaybe<Scalars['ID']['input']>;
  /** Territory. */
  territory?: InputMaybe<Scalars['String']['input']>;
};
