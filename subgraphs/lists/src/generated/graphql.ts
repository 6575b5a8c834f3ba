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
  /** A calendar day, `YYYY-MM-DD`, without time or zone. */
  Date: { input: string; output: string; }
  /** An instant in UTC, ISO 8601. */
  DateTime: { input: Date; output: Date | string; }
  /** An exact decimal number as text, e.g. `"1204.50"`. Never a float. */
  Decimal: { input: string; output: string; }
};

export type Account = {
  id: Scalars['ID']['output'];
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

/**
 * A page of accounts by facts of both owners. An account that matches throughout with an unchanged value appears exactly once; one that changes
 * meanwhile may be missed or repeated (drop repeats by identifier). No moment is shared by both owners: page, sums and each owner's part are
 * true at their own.
 */
export type AccountListConnection = {
  /** With cursors. */
  edges: Array<AccountListEdge>;
  /** How this page was found, and what that took. */
  explain?: Maybe<ListExplanation>;
  /** The accounts. */
  nodes: Array<Account>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
  /** Sums over all that match. */
  totals?: Maybe<AccountListTotals>;
};

/** An account and its place in a list. */
export type AccountListEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The account. */
  node: Account;
};

/** Conditions on accounts by facts of both owners. All given parts must hold; and, or and not nest freely. */
export type AccountListFilter = {
  /** Facts of the CRM. */
  account?: InputMaybe<AccountFilter>;
  /** All of these. */
  and?: InputMaybe<Array<AccountListFilter>>;
  /** Facts of the ERP: holds where the account is a customer the caller may see, and that customer matches. So it is false for a prospect, and its `not` is true. */
  customer?: InputMaybe<CustomerFilter>;
  /** Not this. */
  not?: InputMaybe<AccountListFilter>;
  /** Any of these; none of them matches nothing. */
  or?: InputMaybe<Array<AccountListFilter>>;
};

/** Accounts that have one fact in common. */
export type AccountListGroup = {
  /** The owner, when grouped by owner. */
  owner?: Maybe<User>;
  /** Sums over the group. */
  totals: AccountListTotals;
  /** The fact, as text or code; null where there is none. */
  value?: Maybe<Scalars['String']['output']>;
};

/** What accounts are grouped by: one fact of either owner. */
export type AccountListGroupBy =
  /** Country you meet in, of the CRM. */
  | 'COUNTRY'
  /** Customers it shares prices with, of the ERP. */
  | 'CUSTOMER_GROUP'
  /** The company of the group that serves it, of the ERP. */
  | 'LEGAL_ENTITY'
  /** Market it belongs to, of the ERP. */
  | 'MARKET'
  /** Who looks after the account, of the CRM. */
  | 'OWNER'
  /** Industry or kind of customer, of the CRM. */
  | 'SEGMENT'
  /** The team that sees it, of the CRM. */
  | 'TEAM'
  /** Sales territory, of the CRM. */
  | 'TERRITORY';

/** How a list of accounts is ordered: by one fact of either owner. Where that has no value the account comes last; equals are in order of identifier or number. */
export type AccountListOrder = {
  /** By a fact of the CRM; give this or `customer`. */
  account?: InputMaybe<AccountOrderField>;
  /** By a fact of the ERP; accounts that are no customer the caller may see come last, by name. */
  customer?: InputMaybe<CustomerOrderField>;
  /** Which way. */
  direction: OrderDirection;
};

/** Sums over accounts by facts of both owners. Money is one amount per currency, by currency code. */
export type AccountListTotals = {
  /** How many accounts. */
  count: Scalars['Int']['output'];
  /** How many of them are customers the caller may see. */
  customerCount?: Maybe<Scalars['Int']['output']>;
  /** Open invoices less open credit notes and money not yet allocated. */
  openBalances?: Maybe<Array<Money>>;
  /** Orders confirmed or in fulfilment. */
  openOrderCount?: Maybe<Scalars['Int']['output']>;
  /** The part of open invoices that is past its due date. */
  overdueBalances?: Maybe<Array<Money>>;
  /** Open opportunities. */
  pipelineAmounts?: Maybe<Array<Money>>;
  /** Net of posted invoices less credit notes in a window of days. */
  turnover?: Maybe<Array<Money>>;
};


/** Sums over accounts by facts of both owners. Money is one amount per currency, by currency code. */
export type AccountListTotalsTurnoverArgs = {
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
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

/** Conditions on a yes or no. */
export type BooleanComparator = {
  /** This value. */
  equals?: InputMaybe<Scalars['Boolean']['input']>;
};

/** That an item stands on an order that is neither a draft nor cancelled. */
export type BoughtCondition = {
  /** Ordered on this day or later. */
  from?: InputMaybe<Scalars['Date']['input']>;
  /** Item number. */
  itemNumber: Scalars['ID']['input'];
  /** Ordered on this day or before. */
  to?: InputMaybe<Scalars['Date']['input']>;
};

export type Customer = {
  number: Scalars['ID']['output'];
};

/** Conditions on customers. */
export type CustomerFilter = {
  /** All of these. */
  and?: InputMaybe<Array<CustomerFilter>>;
  /** By what was ordered. */
  bought?: InputMaybe<BoughtCondition>;
  /** By country. */
  country?: InputMaybe<StringComparator>;
  /** By customer group. */
  customerGroup?: InputMaybe<IdComparator>;
  /** By hold. */
  isOnHold?: InputMaybe<BooleanComparator>;
  /** By day of the latest order. */
  lastOrderDate?: InputMaybe<DateComparator>;
  /** By company of the group. */
  legalEntity?: InputMaybe<IdComparator>;
  /** By market. */
  market?: InputMaybe<IdComparator>;
  /** By name. */
  name?: InputMaybe<StringComparator>;
  /** By earliest promised date of open orders. */
  nextPromiseDate?: InputMaybe<DateComparator>;
  /** Not this. */
  not?: InputMaybe<CustomerFilter>;
  /** By number. */
  number?: InputMaybe<IdComparator>;
  /** By open balance, in the customer's currency. */
  openBalance?: InputMaybe<DecimalComparator>;
  /** By number of open orders. */
  openOrderCount?: InputMaybe<IntComparator>;
  /** Any of these. */
  or?: InputMaybe<Array<CustomerFilter>>;
  /** By overdue balance, in the customer's currency. */
  overdueBalance?: InputMaybe<DecimalComparator>;
  /** By turnover in a window of days. */
  turnover?: InputMaybe<TurnoverCondition>;
};

/** A page of customers by facts of both owners; see AccountListConnection for what holds while they change. */
export type CustomerListConnection = {
  /** With cursors. */
  edges: Array<CustomerListEdge>;
  /** How this page was found, and what that took. */
  explain?: Maybe<ListExplanation>;
  /** The customers. */
  nodes: Array<Customer>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
  /** Sums over all that match. */
  totals?: Maybe<CustomerListTotals>;
};

/** A customer and its place in a list. */
export type CustomerListEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The customer. */
  node: Customer;
};

/** Conditions on customers by facts of both owners. All given parts must hold; and, or and not nest freely. */
export type CustomerListFilter = {
  /** Facts of the CRM: holds where an account the caller may see points to the customer, and that account matches. */
  account?: InputMaybe<AccountFilter>;
  /** All of these. */
  and?: InputMaybe<Array<CustomerListFilter>>;
  /** Facts of the ERP. */
  customer?: InputMaybe<CustomerFilter>;
  /** Not this. */
  not?: InputMaybe<CustomerListFilter>;
  /** Any of these; none of them matches nothing. */
  or?: InputMaybe<Array<CustomerListFilter>>;
};

/** Sums over customers by facts of both owners. Money is one amount per currency, by currency code. */
export type CustomerListTotals = {
  /** How many customers. */
  count: Scalars['Int']['output'];
  /** Open invoices less open credit notes and money not yet allocated. */
  openBalances?: Maybe<Array<Money>>;
  /** Orders confirmed or in fulfilment. */
  openOrderCount?: Maybe<Scalars['Int']['output']>;
  /** The part of open invoices that is past its due date. */
  overdueBalances?: Maybe<Array<Money>>;
  /** Net of posted invoices less credit notes in a window of days. */
  turnover?: Maybe<Array<Money>>;
};


/** Sums over customers by facts of both owners. Money is one amount per currency, by currency code. */
export type CustomerListTotalsTurnoverArgs = {
  from?: InputMaybe<Scalars['Date']['input']>;
  to?: InputMaybe<Scalars['Date']['input']>;
};

/** An order of a list. */
export type CustomerOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: CustomerOrderField;
};

/** What a list of customers can be ordered by. */
export type CustomerOrderField =
  /** Day of the latest order. */
  | 'LAST_ORDER_DATE'
  /** Name. */
  | 'NAME'
  /** Earliest promised date. */
  | 'NEXT_PROMISE_DATE'
  /** Customer number. */
  | 'NUMBER'
  /** Open balance. */
  | 'OPEN_BALANCE'
  /** Number of open orders. */
  | 'OPEN_ORDER_COUNT'
  /** Overdue balance. */
  | 'OVERDUE_BALANCE';

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

/** How much of an order has left the house. */
export type DeliveryStatus =
  /** All has arrived. */
  | 'DELIVERED'
  /** Nothing has left. */
  | 'NOT_SHIPPED'
  /** Some has left. */
  | 'PARTLY_SHIPPED'
  /** All has left. */
  | 'SHIPPED';

/** Conditions on a delivery status. */
export type DeliveryStatusComparator = {
  /** This status. */
  equals?: InputMaybe<DeliveryStatus>;
  /** One of these. */
  in?: InputMaybe<Array<DeliveryStatus>>;
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

export type Invoice = {
  id: Scalars['ID']['output'];
};

/** Conditions on invoices and credit notes. */
export type InvoiceFilter = {
  /** All of these. */
  and?: InputMaybe<Array<InvoiceFilter>>;
  /** By customer number. */
  customerNumber?: InputMaybe<IdComparator>;
  /** By due date. */
  dueDate?: InputMaybe<DateComparator>;
  /** By whether it is open and past its due date today. */
  isOverdue?: InputMaybe<BooleanComparator>;
  /** By issue date. */
  issueDate?: InputMaybe<DateComparator>;
  /** By kind. */
  kind?: InputMaybe<InvoiceKindComparator>;
  /** By billing company. */
  legalEntity?: InputMaybe<IdComparator>;
  /** Not this. */
  not?: InputMaybe<InvoiceFilter>;
  /** By number. */
  number?: InputMaybe<IdComparator>;
  /** By open amount, in the invoice's currency. */
  openAmount?: InputMaybe<DecimalComparator>;
  /** Any of these. */
  or?: InputMaybe<Array<InvoiceFilter>>;
  /** By order number. */
  salesOrderNumber?: InputMaybe<IdComparator>;
  /** By status. */
  status?: InputMaybe<InvoiceStatusComparator>;
  /** By total, in the invoice's currency. */
  total?: InputMaybe<DecimalComparator>;
};

/** Invoice or credit note. */
export type InvoiceKind =
  /** Gives back to the customer. */
  | 'CREDIT_NOTE'
  /** Bills the customer. */
  | 'INVOICE';

/** Conditions on a invoice kind. */
export type InvoiceKindComparator = {
  /** This kind. */
  equals?: InputMaybe<InvoiceKind>;
  /** One of these. */
  in?: InputMaybe<Array<InvoiceKind>>;
};

/** A page of invoices by facts of both owners; see AccountListConnection for what holds while they change. */
export type InvoiceListConnection = {
  /** With cursors. */
  edges: Array<InvoiceListEdge>;
  /** How this page was found, and what that took. */
  explain?: Maybe<ListExplanation>;
  /** The invoices. */
  nodes: Array<Invoice>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
  /** Sums over all that match. */
  totals?: Maybe<InvoiceListTotals>;
};

/** An invoice and its place in a list. */
export type InvoiceListEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The invoice. */
  node: Invoice;
};

/** Conditions on invoices by facts of both owners. All given parts must hold; and, or and not nest freely. */
export type InvoiceListFilter = {
  /** Facts of the CRM: holds where an account the caller may see points to the invoice's customer, and that account matches. */
  account?: InputMaybe<AccountFilter>;
  /** All of these. */
  and?: InputMaybe<Array<InvoiceListFilter>>;
  /** Facts of the invoice. */
  invoice?: InputMaybe<InvoiceFilter>;
  /** Not this. */
  not?: InputMaybe<InvoiceListFilter>;
  /** Any of these; none of them matches nothing. */
  or?: InputMaybe<Array<InvoiceListFilter>>;
};

/** Sums over invoices by facts of both owners; credit notes count negative. Money is one amount per currency, by currency code. */
export type InvoiceListTotals = {
  /** How many invoices and credit notes. */
  count: Scalars['Int']['output'];
  /** What is still open. */
  openAmounts: Array<Money>;
  /** Totals with tax. */
  totalAmounts: Array<Money>;
};

/** An order of a list. */
export type InvoiceOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: InvoiceOrderField;
};

/** What a list of invoices can be ordered by. */
export type InvoiceOrderField =
  /** By due date. */
  | 'DUE_DATE'
  /** By issue date. */
  | 'ISSUE_DATE'
  /** By number. */
  | 'NUMBER'
  /** By open amount. */
  | 'OPEN_AMOUNT'
  /** By status. */
  | 'STATUS'
  /** By total. */
  | 'TOTAL';

/** Where an invoice stands. */
export type InvoiceStatus =
  /** Discarded before posting. */
  | 'CANCELLED'
  /** Not in the books yet. */
  | 'DRAFT'
  /** Nothing open. */
  | 'PAID'
  /** Partly paid or credited. */
  | 'PARTLY_PAID'
  /** In the books, nothing paid. */
  | 'POSTED';

/** Conditions on a invoice status. */
export type InvoiceStatusComparator = {
  /** This status. */
  equals?: InputMaybe<InvoiceStatus>;
  /** One of these. */
  in?: InputMaybe<Array<InvoiceStatus>>;
};

/** How a page was found, and what that took. */
export type ListExplanation = {
  /** The day that decides what is overdue; kept while paging. */
  asOf: Scalars['Date']['output'];
  /** Bytes that crossed as sets of customer numbers. */
  bytesShipped: Scalars['Int']['output'];
  /** Questions put to the owners. */
  calls: Scalars['Int']['output'];
  /** Rows the CRM expected under its own conditions, before it was asked; null when it did not matter. */
  estimatedInCrm?: Maybe<Scalars['Int']['output']>;
  /** Rows the ERP expected under its own conditions, before it was asked; null when it did not matter. */
  estimatedInErp?: Maybe<Scalars['Int']['output']>;
  /** Customer numbers that crossed between the owners. */
  keysShipped: Scalars['Int']['output'];
  /** Which owner keeps the order. */
  leads: ListOwner;
  /** Which way was taken. */
  plan: ListPlan;
  /** Why, in a sentence. */
  reason: Scalars['String']['output'];
  /** Statements they ran for them. */
  statements: Scalars['Int']['output'];
};

/** Which owner. */
export type ListOwner =
  /** The CRM. */
  | 'CRM'
  /** The ERP. */
  | 'ERP';

/** How a page across owners is found. */
export type ListPlan =
  /** The other owner says which customers match, as a set with one bit for each. */
  | 'BITMAP'
  /** The other owner says which customers match, few enough to look up one by one. */
  | 'KEYS'
  /** The leader says first which customers can match at all, and the other owner judges only those. */
  | 'NARROWED'
  /** One owner knows all that is asked. */
  | 'ONE_OWNER'
  /** The leader reads rows in order and the other owner judges them, some at a time: good when many match. */
  | 'STREAM';

/** An amount of money. The amount has exactly the decimals of the currency's minor unit. */
export type Money = {
  /** Exact decimal, e.g. `"1204.50"`. */
  amount: Scalars['Decimal']['output'];
  /** The currency the amount is in. */
  currency: Scalars['CurrencyCode']['output'];
};

/** What holds an order up. */
export type OrderBlockKind =
  /** Overdue or above the credit limit: release with a reason. */
  | 'CREDIT'
  /** The customer is on hold: release the customer. */
  | 'HOLD'
  /** Not enough stock: reallocate, or wait for a receipt. */
  | 'STOCK';

/** Conditions on a order block kind. */
export type OrderBlockKindComparator = {
  /** This kind. */
  equals?: InputMaybe<OrderBlockKind>;
  /** One of these. */
  in?: InputMaybe<Array<OrderBlockKind>>;
};

/** Which way a list is ordered. */
export type OrderDirection =
  /** Smallest, earliest or A first. */
  | 'ASC'
  /** Largest, latest or Z first. */
  | 'DESC';

/** How much of an order has been billed and paid. */
export type OrderInvoiceStatus =
  /** All billed, not all paid. */
  | 'INVOICED'
  /** Nothing billed. */
  | 'NOT_INVOICED'
  /** All billed and paid. */
  | 'PAID'
  /** Some billed. */
  | 'PARTLY_INVOICED';

/** Conditions on a order invoice status. */
export type OrderInvoiceStatusComparator = {
  /** This status. */
  equals?: InputMaybe<OrderInvoiceStatus>;
  /** One of these. */
  in?: InputMaybe<Array<OrderInvoiceStatus>>;
};

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

export type Query = {
  /** Accounts by any mix of facts of the CRM and the ERP, ordered by a fact of either. */
  accountList?: Maybe<AccountListConnection>;
  /** Sums over accounts by facts of both owners, one for each value of a fact, by that value; at most 1,000 values. */
  accountListGroups?: Maybe<Array<AccountListGroup>>;
  /** Customers by any mix of facts of the ERP and the CRM, ordered by a fact of the ERP. */
  customerList?: Maybe<CustomerListConnection>;
  /** Invoices and credit notes by any mix of facts of the ERP and the CRM, ordered by a fact of the ERP. */
  invoiceList?: Maybe<InvoiceListConnection>;
  /** Sales orders by any mix of facts of the ERP and the CRM, ordered by a fact of the ERP. */
  salesOrderList?: Maybe<SalesOrderListConnection>;
};


export type QueryAccountListArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountListFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AccountListOrder>;
};


export type QueryAccountListGroupsArgs = {
  filter?: InputMaybe<AccountListFilter>;
  groupBy: AccountListGroupBy;
};


export type QueryCustomerListArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerListFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<CustomerOrder>;
};


export type QueryInvoiceListArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceListFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvoiceOrder>;
};


export type QuerySalesOrderListArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SalesOrderListFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<SalesOrderOrder>;
};

export type SalesOrder = {
  number: Scalars['ID']['output'];
};

/** Conditions on sales orders. */
export type SalesOrderFilter = {
  /** All of these. */
  and?: InputMaybe<Array<SalesOrderFilter>>;
  /** By kind of block that holds it up. */
  blockKind?: InputMaybe<OrderBlockKindComparator>;
  /** By customer number. */
  customerNumber?: InputMaybe<IdComparator>;
  /** By the customer's own reference. */
  customerReference?: InputMaybe<StringComparator>;
  /** By delivery status. */
  deliveryStatus?: InputMaybe<DeliveryStatusComparator>;
  /** By invoice status. */
  invoiceStatus?: InputMaybe<OrderInvoiceStatusComparator>;
  /** By whether anything holds it up. */
  isBlocked?: InputMaybe<BooleanComparator>;
  /** By item of any line. */
  itemNumber?: InputMaybe<IdComparator>;
  /** By selling company. */
  legalEntity?: InputMaybe<IdComparator>;
  /** Not this. */
  not?: InputMaybe<SalesOrderFilter>;
  /** By number. */
  number?: InputMaybe<IdComparator>;
  /** Any of these. */
  or?: InputMaybe<Array<SalesOrderFilter>>;
  /** By day ordered. */
  orderDate?: InputMaybe<DateComparator>;
  /** By day promised. */
  promisedDate?: InputMaybe<DateComparator>;
  /** By status. */
  status?: InputMaybe<SalesOrderStatusComparator>;
  /** By total with tax, in the order's currency. */
  total?: InputMaybe<DecimalComparator>;
  /** By warehouse of any line. */
  warehouse?: InputMaybe<IdComparator>;
};

/** A page of sales orders by facts of both owners; see AccountListConnection for what holds while they change. */
export type SalesOrderListConnection = {
  /** With cursors. */
  edges: Array<SalesOrderListEdge>;
  /** How this page was found, and what that took. */
  explain?: Maybe<ListExplanation>;
  /** The orders. */
  nodes: Array<SalesOrder>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
  /** Sums over all that match. */
  totals?: Maybe<SalesOrderListTotals>;
};

/** A sales order and its place in a list. */
export type SalesOrderListEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The order. */
  node: SalesOrder;
};

/** Conditions on sales orders by facts of both owners. All given parts must hold; and, or and not nest freely. */
export type SalesOrderListFilter = {
  /** Facts of the CRM: holds where an account the caller may see points to the order's customer, and that account matches. */
  account?: InputMaybe<AccountFilter>;
  /** All of these. */
  and?: InputMaybe<Array<SalesOrderListFilter>>;
  /** Not this. */
  not?: InputMaybe<SalesOrderListFilter>;
  /** Any of these; none of them matches nothing. */
  or?: InputMaybe<Array<SalesOrderListFilter>>;
  /** Facts of the order. */
  salesOrder?: InputMaybe<SalesOrderFilter>;
};

/** Sums over sales orders by facts of both owners. Money is one amount per currency, by currency code. */
export type SalesOrderListTotals = {
  /** How many orders. */
  count: Scalars['Int']['output'];
  /** Totals with tax. */
  totalAmounts: Array<Money>;
};

/** An order of a list. */
export type SalesOrderOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: SalesOrderOrderField;
};

/** What a list of orders can be ordered by. */
export type SalesOrderOrderField =
  /** Blocked ones first when descending. */
  | 'IS_BLOCKED'
  /** By number. */
  | 'NUMBER'
  /** By order date. */
  | 'ORDER_DATE'
  /** By promised date. */
  | 'PROMISED_DATE'
  /** By status. */
  | 'STATUS'
  /** By total. */
  | 'TOTAL';

/** Where an order stands. */
export type SalesOrderStatus =
  /** Called off before anything was shipped. */
  | 'CANCELLED'
  /** Everything shipped or cancelled, and invoiced. */
  | 'CLOSED'
  /** Promised to the customer; stock is held. */
  | 'CONFIRMED'
  /** Lines may change, also from the CRM. */
  | 'DRAFT'
  /** Something has been picked or shipped. */
  | 'IN_FULFILMENT';

/** Conditions on a sales order status. */
export type SalesOrderStatusComparator = {
  /** This status. */
  equals?: InputMaybe<SalesOrderStatus>;
  /** One of these. */
  in?: InputMaybe<Array<SalesOrderStatus>>;
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

/** How much was invoiced in a window of days: net of posted invoices less credit notes, in the customer's currency. */
export type TurnoverCondition = {
  /** How much. */
  amount: DecimalComparator;
  /** First day; twelve months before the last when absent. */
  from?: InputMaybe<Scalars['Date']['input']>;
  /** Last day; today when absent. */
  to?: InputMaybe<Scalars['Date']['input']>;
};

export type User = {
  id: Scalars['ID']['output'];
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
