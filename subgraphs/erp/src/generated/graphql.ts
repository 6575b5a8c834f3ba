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

export type AccountSelection = {
  customerSet: Scalars['CustomerSet']['output'];
  /** Sums over those customers, by the ERP. */
  customerTotals?: Maybe<CustomerTotals>;
  /** Those customers: filtered, ordered and paged by the ERP. */
  customers?: Maybe<CustomerConnection>;
};


export type AccountSelectionCustomerTotalsArgs = {
  filter?: InputMaybe<CustomerFilter>;
};


export type AccountSelectionCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<CustomerOrder>>;
};

/** Postings of an account between two days. */
export type AccountSheet = {
  /** Balance after the last day. */
  closing: Money;
  /** All credits between the days. */
  credit: Money;
  /** All debits between the days. */
  debit: Money;
  /** The account. */
  ledgerAccount: LedgerAccount;
  /** Balance before the first day, debit positive. */
  opening: Money;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** Postings, oldest first. */
  postings: Array<LedgerPosting>;
};

/** An address as given. */
export type AddressInput = {
  /** Town. */
  city: Scalars['String']['input'];
  /** ISO 3166 country. */
  country: Scalars['String']['input'];
  /** Street and number. */
  line1: Scalars['String']['input'];
  /** Detail. */
  line2?: InputMaybe<Scalars['String']['input']>;
  /** Name on the parcel or the invoice; the customer's when absent. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode: Scalars['String']['input'];
  /** State or province. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** What an address is for. */
export type AddressKind =
  /** Invoices. */
  | 'BILLING'
  /** Goods. */
  | 'DELIVERY';

/** Open amounts by days past due, in the customer's currency. */
export type Ageing = {
  /** The day looked at. */
  asOf: Scalars['Date']['output'];
  /** 1 to 30 days late. */
  days1To30: Money;
  /** 31 to 60 days late. */
  days31To60: Money;
  /** 61 to 90 days late. */
  days61To90: Money;
  /** Not yet due. */
  notDue: Money;
  /** More than 90 days late. */
  over90: Money;
  /** All of it, less what is unallocated. */
  total: Money;
  /** Payments and credit notes not yet allocated. */
  unallocated: Money;
};

/** A payment or credit note set against an invoice. */
export type Allocation = {
  /** Who did it. */
  allocatedBy: Scalars['String']['output'];
  /** Day of the books. */
  allocatedOn: Scalars['Date']['output'];
  /** How much of the invoice it settles; negative when it undoes another. */
  amount: Money;
  /** The credit note, or null for a payment. */
  creditNote?: Maybe<Invoice>;
  /** The payment, or null for a credit note. */
  customerPayment?: Maybe<CustomerPayment>;
  /** Exchange gain (positive) or loss in base currency, posted with it. */
  exchangeDifference?: Maybe<Money>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** The invoice; null without the right to read it. */
  invoice?: Maybe<Invoice>;
  /** True when a later one undid it, or it undoes one. */
  isUndone: Scalars['Boolean']['output'];
  /** What posted the exchange difference; null where there was none. */
  journalEntry?: Maybe<JournalEntry>;
};

/** What is given. */
export type AllocationInput = {
  /** How much; at most what is open. */
  amount: Scalars['Decimal']['input'];
  /** Number of a posted invoice. */
  invoiceNumber: Scalars['ID']['input'];
};

/** Answer to undoing an allocation: what is open again. */
export type AllocationUndoPayload = {
  /** The credit note, if it was one. */
  creditNote?: Maybe<Invoice>;
  /** The payment, if it was one. */
  customerPayment?: Maybe<CustomerPayment>;
  /** The invoice that is open again. */
  invoice?: Maybe<Invoice>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
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

/** Somebody the ERP delivers to and bills. */
export type Customer = {
  /** Where it is billed and delivered to. */
  addresses?: Maybe<Array<CustomerAddress>>;
  /** Open invoices by days past due. */
  ageing?: Maybe<Ageing>;
  /** ISO 3166 country. */
  country?: Maybe<Scalars['String']['output']>;
  /** Since when it is a customer. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Credit limit less open balance and confirmed orders not yet invoiced; null without a limit. */
  creditLeft?: Maybe<Money>;
  /** How much may be open before orders are blocked; null for no limit. */
  creditLimit?: Maybe<Money>;
  /** Currency of its orders and invoices. */
  currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /** Customers it shares prices with. */
  customerGroup?: Maybe<CustomerGroup>;
  /** Its payments, newest first. */
  customerPayments?: Maybe<CustomerPaymentConnection>;
  /** Since when it is on hold. */
  heldAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why it is on hold. */
  holdReason?: Maybe<Scalars['String']['output']>;
  /** Where invoices are sent. */
  invoiceEmail?: Maybe<Scalars['String']['output']>;
  /** Its invoices and credit notes, newest first. */
  invoices?: Maybe<InvoiceConnection>;
  /** True: nothing is confirmed or shipped. */
  isOnHold?: Maybe<Scalars['Boolean']['output']>;
  /** Day of the latest order that was not cancelled. */
  lastOrderDate?: Maybe<Scalars['Date']['output']>;
  /** The company of the group that serves it. */
  legalEntity?: Maybe<LegalEntity>;
  /** Market it belongs to. */
  market?: Maybe<Market>;
  /** Name on documents. */
  name?: Maybe<Scalars['String']['output']>;
  /** Earliest promised date of its open orders. */
  nextPromiseDate?: Maybe<Scalars['Date']['output']>;
  /** Customer number, e.g. `C-10418`. */
  number: Scalars['ID']['output'];
  /** Open invoices less open credit notes and money not yet allocated, in its currency. */
  openBalance?: Maybe<Money>;
  /** Orders confirmed or in fulfilment. */
  openOrderCount?: Maybe<Scalars['Int']['output']>;
  /** The part of open invoices that is past its due date today, less money and credit notes not yet placed; never below zero. */
  overdueBalance?: Maybe<Money>;
  /** When its invoices fall due. */
  paymentTerms?: Maybe<PaymentTerms>;
  /** Its orders, newest first. */
  salesOrders?: Maybe<SalesOrderConnection>;
  /** Its shipments, newest first. */
  shipments?: Maybe<ShipmentConnection>;
  /** Net of posted invoices less credit notes over the last months. */
  turnover?: Maybe<Money>;
  /** VAT number, checked for form. */
  vatNumber?: Maybe<Scalars['String']['output']>;
  /** Goes up with each change. */
  version?: Maybe<Scalars['Int']['output']>;
};


/** Somebody the ERP delivers to and bills. */
export type CustomerAddressesArgs = {
  kind?: InputMaybe<AddressKind>;
};


/** Somebody the ERP delivers to and bills. */
export type CustomerAgeingArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
};


/** Somebody the ERP delivers to and bills. */
export type CustomerCustomerPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Somebody the ERP delivers to and bills. */
export type CustomerInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<InvoiceOrder>>;
};


/** Somebody the ERP delivers to and bills. */
export type CustomerSalesOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SalesOrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<SalesOrderOrder>>;
};


/** Somebody the ERP delivers to and bills. */
export type CustomerShipmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ShipmentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Somebody the ERP delivers to and bills. */
export type CustomerTurnoverArgs = {
  months?: Scalars['Int']['input'];
};

/** An address of a customer. */
export type CustomerAddress = {
  /** The address. */
  address: PostalAddress;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** Used when an order names none. */
  isDefault: Scalars['Boolean']['output'];
  /** What it is for. */
  kind: AddressKind;
};

/** One customer's open amounts. */
export type CustomerAgeing = {
  /** By days past due. */
  ageing: Ageing;
  /** Who; null without the right to read customers. */
  customer?: Maybe<Customer>;
};

/** A page of a list. */
export type CustomerConnection = {
  /** With cursors. */
  edges: Array<CustomerEdge>;
  /** The customers. */
  nodes: Array<Customer>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A new customer made in the ERP. */
export type CustomerCreateInput = {
  /** Where it is billed. */
  billingAddress: AddressInput;
  /** Country; decides the market. */
  country: Scalars['String']['input'];
  /** How much may be open. */
  creditLimit?: InputMaybe<Scalars['Decimal']['input']>;
  /** Currency of its orders; the entity's own when absent. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Customer group. */
  customerGroup?: InputMaybe<Scalars['ID']['input']>;
  /** Where it is delivered to; the billing address when absent. */
  deliveryAddress?: InputMaybe<AddressInput>;
  /** Where invoices are sent. */
  invoiceEmail?: InputMaybe<Scalars['String']['input']>;
  /** Company of the group that serves it. */
  legalEntity: Scalars['ID']['input'];
  /** Name on documents. */
  name: Scalars['String']['input'];
  /** Payment terms code. */
  paymentTerms: Scalars['ID']['input'];
  /** VAT number. */
  vatNumber?: InputMaybe<Scalars['String']['input']>;
};

/** A row of a list with its cursor. */
export type CustomerEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The customer. */
  node: Customer;
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

/** Customers who share prices. */
export type CustomerGroup = {
  /** Short code. */
  code: Scalars['ID']['output'];
  /** Name. */
  name: Scalars['String']['output'];
};

/** Answer of an act: the group as it is now, or why nothing was done. */
export type CustomerGroupPayload = {
  /** The group. */
  customerGroup?: Maybe<CustomerGroup>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Customers that share prices. */
export type CustomerGroupSetInput = {
  /** Short code; a new one is made if there is none. */
  code: Scalars['ID']['input'];
  /** Name. */
  name: Scalars['String']['input'];
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

/** Answer of an act: the record as it is now, or why nothing was done. */
export type CustomerPayload = {
  /** The customer. */
  customer?: Maybe<Customer>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Money that came in from a customer. */
export type CustomerPayment = {
  /** Invoices it was set against. */
  allocations?: Maybe<Array<Allocation>>;
  /** How much. */
  amount?: Maybe<Money>;
  /** Text from the bank. */
  bankText?: Maybe<Scalars['String']['output']>;
  /** What it was worth in the books on that day. */
  baseAmount?: Maybe<Money>;
  /** Who paid. */
  customer?: Maybe<Customer>;
  /** Price of one unit of its currency in the books' currency, on the day it came in. */
  exchangeRate?: Maybe<Scalars['Decimal']['output']>;
  /** What it posted. Only with the right to read the ledger. */
  journalEntry?: Maybe<JournalEntry>;
  /** The company that got it. */
  legalEntity?: Maybe<LegalEntity>;
  /** Payment number, e.g. `CP-30001`. */
  number: Scalars['ID']['output'];
  /** Day it came in. */
  paymentDate?: Maybe<Scalars['Date']['output']>;
  /** When it was recorded. */
  recordedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who recorded it. */
  recordedBy?: Maybe<Scalars['String']['output']>;
  /** Our reference. */
  reference?: Maybe<Scalars['String']['output']>;
  /** What took it back; null while it stands. */
  reversalEntry?: Maybe<JournalEntry>;
  /** Where it stands. */
  status?: Maybe<CustomerPaymentStatus>;
  /** What is not set against invoices yet. */
  unallocated?: Maybe<Money>;
  /** Goes up with each change. */
  version?: Maybe<Scalars['Int']['output']>;
};

/** A page of a list. */
export type CustomerPaymentConnection = {
  /** With cursors. */
  edges: Array<CustomerPaymentEdge>;
  /** The payments. */
  nodes: Array<CustomerPayment>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A row of a list with its cursor. */
export type CustomerPaymentEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The payment. */
  node: CustomerPayment;
};

/** Conditions on customer payments. */
export type CustomerPaymentFilter = {
  /** By amount, in the payment's currency. */
  amount?: InputMaybe<DecimalComparator>;
  /** All of these. */
  and?: InputMaybe<Array<CustomerPaymentFilter>>;
  /** By customer number. */
  customerNumber?: InputMaybe<IdComparator>;
  /** By company. */
  legalEntity?: InputMaybe<IdComparator>;
  /** Not this. */
  not?: InputMaybe<CustomerPaymentFilter>;
  /** By number. */
  number?: InputMaybe<IdComparator>;
  /** Any of these. */
  or?: InputMaybe<Array<CustomerPaymentFilter>>;
  /** By day. */
  paymentDate?: InputMaybe<DateComparator>;
  /** By status. */
  status?: InputMaybe<CustomerPaymentStatusComparator>;
  /** By reference or bank text. */
  text?: InputMaybe<StringComparator>;
  /** By amount not yet allocated. */
  unallocated?: InputMaybe<DecimalComparator>;
};

/** An order of a list. */
export type CustomerPaymentOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: CustomerPaymentOrderField;
};

/** What a list of payments can be ordered by. */
export type CustomerPaymentOrderField =
  /** By amount. */
  | 'AMOUNT'
  /** By number. */
  | 'NUMBER'
  /** By payment date. */
  | 'PAYMENT_DATE'
  /** By unallocated. */
  | 'UNALLOCATED';

/** Answer of an act: the record as it is now, or why nothing was done. */
export type CustomerPaymentPayload = {
  /** The payment. */
  customerPayment?: Maybe<CustomerPayment>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Money that came in. */
export type CustomerPaymentRecordInput = {
  /** Set against open invoices, oldest due first, as far as it goes. Not together with allocations. */
  allocateOldestFirst?: InputMaybe<Scalars['Boolean']['input']>;
  /** Set against these at once. */
  allocations?: InputMaybe<Array<AllocationInput>>;
  /** How much; above zero. */
  amount: Scalars['Decimal']['input'];
  /** Text from the bank. */
  bankText?: InputMaybe<Scalars['String']['input']>;
  /** In which currency; must be the customer's. */
  currency: Scalars['CurrencyCode']['input'];
  /** Who paid. */
  customerNumber: Scalars['ID']['input'];
  /** Day it came in; today when absent. */
  paymentDate?: InputMaybe<Scalars['Date']['input']>;
  /** Our reference. */
  reference?: InputMaybe<Scalars['String']['input']>;
};

/** Where a payment stands. */
export type CustomerPaymentStatus =
  /** In the books. */
  | 'POSTED'
  /** Taken back by an opposite entry. */
  | 'REVERSED';

/** Conditions on a customer payment status. */
export type CustomerPaymentStatusComparator = {
  /** This status. */
  equals?: InputMaybe<CustomerPaymentStatus>;
  /** One of these. */
  in?: InputMaybe<Array<CustomerPaymentStatus>>;
};

/** Sums over payments, one amount per currency. What was taken back is counted and adds nothing. */
export type CustomerPaymentTotals = {
  /** What came in. */
  amount: Array<Money>;
  /** How many. */
  count: Scalars['Int']['output'];
  /** What is not set against invoices yet. */
  unallocated: Array<Money>;
};

/** Sums over many customers, one amount per currency. */
export type CustomerTotals = {
  /** How many customers. */
  count: Scalars['Int']['output'];
  /** Open balances, one per currency, by currency code. */
  openBalance: Array<Money>;
  /** Open orders of these customers. */
  openOrderCount: Scalars['Int']['output'];
  /** Overdue balances, one per currency, by currency code. */
  overdueBalance: Array<Money>;
};

/** Changes to a customer: absent leaves, null clears. */
export type CustomerUpdateInput = {
  /** Customer group. */
  customerGroup?: InputMaybe<Scalars['ID']['input']>;
  /** Where invoices are sent. */
  invoiceEmail?: InputMaybe<Scalars['String']['input']>;
  /** Name on documents. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Payment terms code. */
  paymentTerms?: InputMaybe<Scalars['ID']['input']>;
  /** VAT number. */
  vatNumber?: InputMaybe<Scalars['String']['input']>;
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

/** Somebody employed by a company of the group. A user of the CRM is an employee by number. */
export type Employee = {
  /** Department. */
  department?: Maybe<Scalars['String']['output']>;
  /** Job title. */
  jobTitle?: Maybe<Scalars['String']['output']>;
  /** The employing company. */
  legalEntity?: Maybe<LegalEntity>;
  /** Full name. */
  name?: Maybe<Scalars['String']['output']>;
  /** Employee number, e.g. `E-1004`. */
  number: Scalars['ID']['output'];
};

/** What somebody did to a record of the ERP. */
export type ErpAuditEntry = {
  /** The act, e.g. `invoicePost`. */
  act: Scalars['String']['output'];
  /** Who. */
  actorName: Scalars['String']['output'];
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Field by field, old and new, as JSON text. */
  changes: Scalars['String']['output'];
  /** Kind of record. */
  entity: Scalars['String']['output'];
  /** Number or identifier of the record. */
  entityKey: Scalars['String']['output'];
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** The request it came with. */
  requestId: Scalars['String']['output'];
};

/** A page of audit entries. */
export type ErpAuditEntryConnection = {
  /** The entries. */
  nodes: Array<ErpAuditEntry>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** What the ERP must keep of a person, until when, and by which law. */
export type ErpErasureHold = {
  /** How many records. */
  count: Scalars['Int']['output'];
  /** The law. */
  law: Scalars['String']['output'];
  /** Where it stands. */
  source: Scalars['String']['output'];
  /** Last day it is kept. */
  until: Scalars['Date']['output'];
};

/** Answer of an act: what was erased and what must stay, or why nothing was done. */
export type ErpErasurePayload = {
  /** How many values were replaced or cleared. */
  erased?: Maybe<Scalars['Int']['output']>;
  /** What must stay. */
  holds?: Maybe<Array<ErpErasureHold>>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** One fact about a person that the ERP keeps. */
export type ErpPersonalDataItem = {
  /** Number or identifier of the record. */
  key: Scalars['String']['output'];
  /** Kind of personal data. */
  personalData: Scalars['String']['output'];
  /** Why it is kept. */
  purpose: Scalars['String']['output'];
  /** How long it is kept. */
  retention: Scalars['String']['output'];
  /** Where it stands, e.g. `Customer.invoiceEmail`. */
  source: Scalars['String']['output'];
  /** The value. */
  value: Scalars['String']['output'];
};

/** Who saw personal fields or balances of which records, when, in which request. It names fields and keys, never a value. */
export type ErpReadAuditEntry = {
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
export type ErpReadAuditEntryConnection = {
  /** With cursors. */
  edges: Array<ErpReadAuditEntryEdge>;
  /** The entries. */
  nodes: Array<ErpReadAuditEntry>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A row of a list with its cursor. */
export type ErpReadAuditEntryEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: ErpReadAuditEntry;
};

/** Something of the ERP that a search found. */
export type ErpSearchHit = Customer | Invoice | Item | SalesOrder;

/** A hit and how well it fits. */
export type ErpSearchResult = {
  /** Second line. */
  detail?: Maybe<Scalars['String']['output']>;
  /** What was found. */
  hit?: Maybe<ErpSearchHit>;
  /** 0 to 1; comparable with the CRM's. */
  rank: Scalars['Float']['output'];
  /** What to show. */
  title: Scalars['String']['output'];
};

/** Who is meant. */
export type ErpSubjectInput = {
  /** Customers the person acted for; names count with these only. */
  customerNumbers: Array<Scalars['ID']['input']>;
  /** E-mail addresses. */
  emails: Array<Scalars['String']['input']>;
  /** Names. */
  names: Array<Scalars['String']['input']>;
};

/** What one unit of a currency costs in the base currency from a day on, until a later rate. */
export type ExchangeRate = {
  /** Currency of the books. */
  baseCurrency: Scalars['CurrencyCode']['output'];
  /** The other currency. */
  currency: Scalars['CurrencyCode']['output'];
  /** Price of one unit of `currency` in `baseCurrency`. */
  rate: Scalars['Decimal']['output'];
  /** First day it applies. */
  rateDate: Scalars['Date']['output'];
};

/** A rate from a day on. */
export type ExchangeRateSetInput = {
  /** Currency of the books. */
  baseCurrency: Scalars['CurrencyCode']['input'];
  /** The other currency. */
  currency: Scalars['CurrencyCode']['input'];
  /** Price of one unit of `currency` in `baseCurrency`; above zero, at most 10 decimals. */
  rate: Scalars['Decimal']['input'];
  /** First day it applies; not in the future. */
  rateDate: Scalars['Date']['input'];
};

/** Answer to a new exchange rate. */
export type ExchangeRateSetPayload = {
  /** The rate as it stands. */
  exchangeRate?: Maybe<ExchangeRate>;
  /** Why it was refused; empty when done. */
  userErrors: Array<UserError>;
};

/** A month of a fiscal year of one legal entity. */
export type FiscalPeriod = {
  /** Last day. */
  endsOn: Scalars['Date']['output'];
  /** Fiscal year, named after the calendar year it starts in. */
  fiscalYear: Scalars['Int']['output'];
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** Whose period. */
  legalEntity: LegalEntity;
  /** How far each area is closed. */
  locks: Array<PeriodLock>;
  /** 1 to 12. */
  number: Scalars['Int']['output'];
  /** First day. */
  startsOn: Scalars['Date']['output'];
};

/** Answer to opening a fiscal year. */
export type FiscalYearOpenPayload = {
  /** Its twelve periods, first to last. */
  fiscalPeriods?: Maybe<Array<FiscalPeriod>>;
  /** Why it was refused; empty when done. */
  userErrors: Array<UserError>;
};

/** Answer of an act: the company as it is now, or why nothing was done. */
export type FourEyesAmountPayload = {
  /** The company. */
  legalEntity?: Maybe<LegalEntity>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
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

/** A rule of the books and the rows that break it; a healthy system has none. */
export type InvariantCheck = {
  /** The first of them, as text. */
  examples: Array<Scalars['String']['output']>;
  /** Name of the view, e.g. `inv_receivables_control`. */
  name: Scalars['String']['output'];
  /** What the rule says. */
  rule: Scalars['String']['output'];
  /** How many rows break it. */
  violations: Scalars['Int']['output'];
};

/** What a customer owes for what was shipped, or, as a credit note, is given back. */
export type Invoice = {
  /** Payments and credit notes set against it; of a credit note, the invoices it was set against. Undone ones included. */
  allocations?: Maybe<Array<Allocation>>;
  /** Where it is sent to. */
  billingAddress?: Maybe<PostalAddress>;
  /** Credit notes that take (part of) it back. */
  creditNotes?: Maybe<Array<Invoice>>;
  /** For a credit note: the invoice it takes back. */
  creditsInvoice?: Maybe<Invoice>;
  /** Who owes it. */
  customer?: Maybe<Customer>;
  /** The customer's own order number. */
  customerReference?: Maybe<Scalars['String']['output']>;
  /** Days past due today; 0 when not due or settled. */
  daysOverdue?: Maybe<Scalars['Int']['output']>;
  /** Day it falls due. */
  dueDate?: Maybe<Scalars['Date']['output']>;
  /** Identifier, also before it has a number. */
  id: Scalars['ID']['output'];
  /** Day printed on it. */
  issueDate?: Maybe<Scalars['Date']['output']>;
  /** What it posted; null before. Only with the right to read the ledger. */
  journalEntry?: Maybe<JournalEntry>;
  /** Invoice or credit note. */
  kind?: Maybe<InvoiceKind>;
  /** The billing company. */
  legalEntity?: Maybe<LegalEntity>;
  /** What it bills. */
  lines?: Maybe<Array<InvoiceLine>>;
  /** Sum of the lines without tax. */
  netAmount?: Maybe<Money>;
  /** Legal number, e.g. `INV-NHDK-2026-000123`; drawn without gaps when posted, null before. */
  number?: Maybe<Scalars['ID']['output']>;
  /** Amount still owed, after allocations, in the invoice's currency. */
  openAmount?: Maybe<Money>;
  /** Where its PDF is; null before it is posted. */
  pdfPath?: Maybe<Scalars['String']['output']>;
  /** Why it was credited, or discarded as a draft. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The order it bills. */
  salesOrder?: Maybe<SalesOrder>;
  /** Where it stands. */
  status?: Maybe<InvoiceStatus>;
  /** Sum of the taxes, rounded per line. */
  taxAmount?: Maybe<Money>;
  /** netAmount + taxAmount. */
  total?: Maybe<Money>;
  /** Goes up with each change. */
  version?: Maybe<Scalars['Int']['output']>;
};

/** A page of a list. */
export type InvoiceConnection = {
  /** With cursors. */
  edges: Array<InvoiceEdge>;
  /** The invoices. */
  nodes: Array<Invoice>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** Take an invoice back, wholly or in part. */
export type InvoiceCreditInput = {
  /** True: what is taken back counts as not billed, e.g. to bill it anew at another price. False: it stays billed, e.g. a reduction out of goodwill. */
  billAgain?: InputMaybe<Scalars['Boolean']['input']>;
  /** Which lines and how many; everything not yet credited when absent. */
  lines?: InputMaybe<Array<InvoiceCreditLineInput>>;
  /** Why; printed on the credit note. */
  reason: Scalars['String']['input'];
};

/** A line as given. */
export type InvoiceCreditLineInput = {
  /** Line of the invoice. */
  lineNumber: Scalars['Int']['input'];
  /** How many; at most what was billed and not yet credited. */
  quantity: Scalars['Decimal']['input'];
};

/** A row of a list with its cursor. */
export type InvoiceEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The invoice. */
  node: Invoice;
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

/** A line of an invoice. */
export type InvoiceLine = {
  /** Text. */
  description: Scalars['String']['output'];
  /** Percentage off. */
  discountPercent: Scalars['Decimal']['output'];
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** What was sold; null for freight. */
  item?: Maybe<Item>;
  /** 1, 2, 3 … */
  lineNumber: Scalars['Int']['output'];
  /** Without tax, rounded to the minor unit. */
  netAmount: Money;
  /** How many. */
  quantity: Scalars['Decimal']['output'];
  /** The shipment it bills. */
  shipment?: Maybe<Shipment>;
  /** Tax, rounded to the minor unit. */
  taxAmount: Money;
  /** Tax code. */
  taxCode: Scalars['String']['output'];
  /** Tax rate. */
  taxPercent: Scalars['Decimal']['output'];
  /** Price of one unit before discount. */
  unitPrice: Money;
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

/** Answer of an act: the record as it is now, or why nothing was done. */
export type InvoicePayload = {
  /** The invoice or credit note. */
  invoice?: Maybe<Invoice>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

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

/** Sums over invoices, one amount per currency; credit notes count negative. */
export type InvoiceTotals = {
  /** How many. */
  count: Scalars['Int']['output'];
  /** Open amounts. */
  openAmount: Array<Money>;
  /** Open and past due. */
  overdueAmount: Array<Money>;
  /** Totals with tax. */
  total: Array<Money>;
};

/** Something that is sold: stocked goods or a service. */
export type Item = {
  /** On hand and not reserved, over all warehouses the caller may see. */
  available?: Maybe<Scalars['Decimal']['output']>;
  /** Where it belongs in the catalogue. */
  category?: Maybe<ItemCategory>;
  /** Longer text for offers. */
  description?: Maybe<Scalars['String']['output']>;
  /** False for services: nothing is reserved or shipped from stock. */
  isStocked?: Maybe<Scalars['Boolean']['output']>;
  /** Days from order to dispatch when nothing is on hand. */
  leadTimeDays?: Maybe<Scalars['Int']['output']>;
  /** Name as on documents. */
  name?: Maybe<Scalars['String']['output']>;
  /** Item number, e.g. `LNG-210`. */
  number: Scalars['ID']['output'];
  /** On hand over all warehouses the caller may see. */
  onHand?: Maybe<Scalars['Decimal']['output']>;
  /** Price rules that name this item or a category it is in, newest first. */
  priceRules?: Maybe<Array<PriceRule>>;
  /** Whether it may still be ordered. */
  status?: Maybe<ItemStatus>;
  /** Stock per warehouse. */
  stock?: Maybe<Array<StockBalance>>;
  /** Moves of this item, newest first. */
  stockMoves?: Maybe<StockMoveConnection>;
  /** Unit it is counted in. */
  unit?: Maybe<Unit>;
  /** Goes up with each change; pass it back when changing. */
  version?: Maybe<Scalars['Int']['output']>;
  /** Weight of one unit in grams. */
  weightGrams?: Maybe<Scalars['Int']['output']>;
};


/** Something that is sold: stocked goods or a service. */
export type ItemStockMovesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A place in the catalogue. */
export type ItemCategory = {
  /** Short code. */
  code: Scalars['ID']['output'];
  /** Name. */
  name: Scalars['String']['output'];
  /** The category above. */
  parent?: Maybe<ItemCategory>;
};

/** Answer of an act: the category as it is now, or why nothing was done. */
export type ItemCategoryPayload = {
  /** The category. */
  itemCategory?: Maybe<ItemCategory>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** A place in the catalogue. */
export type ItemCategorySetInput = {
  /** Short code; a new one is made if there is none. */
  code: Scalars['ID']['input'];
  /** Name. */
  name: Scalars['String']['input'];
  /** Code of the category above; none when absent. */
  parent?: InputMaybe<Scalars['ID']['input']>;
};

/** A page of a list. */
export type ItemConnection = {
  /** With cursors. */
  edges: Array<ItemEdge>;
  /** The items. */
  nodes: Array<Item>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A new item. */
export type ItemCreateInput = {
  /** Category code. */
  category: Scalars['ID']['input'];
  /** Longer text. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** False for services. */
  isStocked?: InputMaybe<Scalars['Boolean']['input']>;
  /** Days to dispatch when nothing is on hand, 0 to 730. */
  leadTimeDays: Scalars['Int']['input'];
  /** Name as on documents. */
  name: Scalars['String']['input'];
  /** Item number; unique. */
  number: Scalars['ID']['input'];
  /** Unit code. */
  unit: Scalars['ID']['input'];
  /** Weight of one unit in grams. */
  weightGrams?: InputMaybe<Scalars['Int']['input']>;
};

/** A row of a list with its cursor. */
export type ItemEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The item. */
  node: Item;
};

/** Conditions on items. */
export type ItemFilter = {
  /** All of these. */
  and?: InputMaybe<Array<ItemFilter>>;
  /** By quantity on hand and not reserved. */
  available?: InputMaybe<DecimalComparator>;
  /** By category code. */
  category?: InputMaybe<IdComparator>;
  /** By lead time. */
  leadTimeDays?: InputMaybe<IntComparator>;
  /** By name. */
  name?: InputMaybe<StringComparator>;
  /** Not this. */
  not?: InputMaybe<ItemFilter>;
  /** By number. */
  number?: InputMaybe<IdComparator>;
  /** By quantity on hand, all visible warehouses. */
  onHand?: InputMaybe<DecimalComparator>;
  /** Any of these. */
  or?: InputMaybe<Array<ItemFilter>>;
  /** By status. */
  status?: InputMaybe<ItemStatusComparator>;
};

/** An order of a list. */
export type ItemOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: ItemOrderField;
};

/** What a list of items can be ordered by. */
export type ItemOrderField =
  /** Lead time. */
  | 'LEAD_TIME_DAYS'
  /** Name. */
  | 'NAME'
  /** Item number. */
  | 'NUMBER'
  /** On hand, all visible warehouses. */
  | 'ON_HAND';

/** Answer of an act: the record as it is now, or why nothing was done. */
export type ItemPayload = {
  /** The item. */
  item?: Maybe<Item>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Whether an item may be ordered. */
export type ItemStatus =
  /** Sold. */
  | 'ACTIVE'
  /** No longer sold. */
  | 'DISCONTINUED'
  /** Sold while stock lasts. */
  | 'PHASING_OUT';

/** Conditions on whether an item is sold. */
export type ItemStatusComparator = {
  /** This status. */
  equals?: InputMaybe<ItemStatus>;
  /** One of these. */
  in?: InputMaybe<Array<ItemStatus>>;
};

/** Changes to an item: absent leaves, null clears. */
export type ItemUpdateInput = {
  /** Category code. */
  category?: InputMaybe<Scalars['ID']['input']>;
  /** Longer text. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Days to dispatch when nothing is on hand. */
  leadTimeDays?: InputMaybe<Scalars['Int']['input']>;
  /** Name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Whether it is sold. */
  status?: InputMaybe<ItemStatus>;
  /** Weight of one unit in grams. */
  weightGrams?: InputMaybe<Scalars['Int']['input']>;
};

/** A balanced set of debits and credits. Posted is immutable; corrections are reversals. */
export type JournalEntry = {
  /** Which lock applies. */
  area: LedgerArea;
  /** Who made it. */
  createdBy: Scalars['String']['output'];
  /** The period it falls into. */
  fiscalPeriod: FiscalPeriod;
  /** SHA-256 over this entry and the hash of the one before it. */
  hash?: Maybe<Scalars['String']['output']>;
  /** Identifier, also before it has a number. */
  id: Scalars['ID']['output'];
  /** Whose books. */
  legalEntity?: Maybe<LegalEntity>;
  /** Debits and credits. */
  lines: Array<JournalLine>;
  /** Number without gaps per entity and fiscal year; null for a draft. */
  number?: Maybe<Scalars['ID']['output']>;
  /** When it was posted. */
  postedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who posted it. */
  postedBy?: Maybe<Scalars['String']['output']>;
  /** Day of the books. */
  postingDate: Scalars['Date']['output'];
  /** The entry that reversed this one. */
  reversedBy?: Maybe<JournalEntry>;
  /** The entry this one reverses. */
  reverses?: Maybe<JournalEntry>;
  /** Kind of document it came from; null for a manual journal. */
  sourceKind?: Maybe<JournalSourceKind>;
  /** Number of that document. */
  sourceNumber?: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  status: JournalEntryStatus;
  /** What it is about. */
  text: Scalars['String']['output'];
  /** Sum of the debits, which is the sum of the credits. */
  total: Money;
  /** Goes up with each change. */
  version: Scalars['Int']['output'];
};

/** A page of a list. */
export type JournalEntryConnection = {
  /** With cursors. */
  edges: Array<JournalEntryEdge>;
  /** The entries. */
  nodes: Array<JournalEntry>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A manual journal. */
export type JournalEntryCreateInput = {
  /** Whose books. */
  legalEntity: Scalars['ID']['input'];
  /** At least two lines; may be out of balance while a draft. */
  lines: Array<JournalLineInput>;
  /** Day of the books. */
  postingDate: Scalars['Date']['input'];
  /** What it is about. */
  text: Scalars['String']['input'];
};

/** A row of a list with its cursor. */
export type JournalEntryEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The entry. */
  node: JournalEntry;
};

/** Conditions on journal entries. */
export type JournalEntryFilter = {
  /** All of these. */
  and?: InputMaybe<Array<JournalEntryFilter>>;
  /** By code of any line's account. */
  ledgerAccountCode?: InputMaybe<StringComparator>;
  /** By legal entity. */
  legalEntity?: InputMaybe<IdComparator>;
  /** Not this. */
  not?: InputMaybe<JournalEntryFilter>;
  /** By number. */
  number?: InputMaybe<IdComparator>;
  /** Any of these. */
  or?: InputMaybe<Array<JournalEntryFilter>>;
  /** By posting date. */
  postingDate?: InputMaybe<DateComparator>;
  /** By kind of document. */
  sourceKind?: InputMaybe<JournalSourceKindComparator>;
  /** By document number. */
  sourceNumber?: InputMaybe<StringComparator>;
  /** By status. */
  status?: InputMaybe<JournalEntryStatusComparator>;
  /** By text. */
  text?: InputMaybe<StringComparator>;
};

/** An order of a list. */
export type JournalEntryOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: JournalEntryOrderField;
};

/** What a list of entries can be ordered by. */
export type JournalEntryOrderField =
  /** By number. */
  | 'NUMBER'
  /** By posting date. */
  | 'POSTING_DATE';

/** Answer of an act: the record as it is now, or why nothing was done. */
export type JournalEntryPayload = {
  /** The entry. */
  journalEntry?: Maybe<JournalEntry>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Where a journal entry stands. */
export type JournalEntryStatus =
  /** May still change. */
  | 'DRAFT'
  /** In the books for good. */
  | 'POSTED'
  /** In the books, and taken back by another entry. */
  | 'REVERSED';

/** Conditions on a journal entry status. */
export type JournalEntryStatusComparator = {
  /** This status. */
  equals?: InputMaybe<JournalEntryStatus>;
  /** One of these. */
  in?: InputMaybe<Array<JournalEntryStatus>>;
};

/** Changes to a draft: absent leaves; lines are replaced as a whole. */
export type JournalEntryUpdateInput = {
  /** All lines. */
  lines?: InputMaybe<Array<JournalLineInput>>;
  /** Day of the books. */
  postingDate?: InputMaybe<Scalars['Date']['input']>;
  /** What it is about. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** One debit or credit. */
export type JournalLine = {
  /** Credit in base currency; null on a debit line. */
  credit?: Maybe<Money>;
  /** The same in the document's currency, debit positive. */
  currencyAmount: Money;
  /** Whose receivable. */
  customer?: Maybe<Customer>;
  /** Debit in base currency; null on a credit line. */
  debit?: Maybe<Money>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** The account. */
  ledgerAccount: LedgerAccount;
  /** 1, 2, 3 … */
  lineNumber: Scalars['Int']['output'];
  /** Text. */
  text?: Maybe<Scalars['String']['output']>;
};

/** A line as given. */
export type JournalLineInput = {
  /** Credit in base currency. */
  credit?: InputMaybe<Scalars['Decimal']['input']>;
  /** Debit in base currency. */
  debit?: InputMaybe<Scalars['Decimal']['input']>;
  /** Account code; not a control account. */
  ledgerAccountCode: Scalars['ID']['input'];
  /** Text. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What caused a journal entry. */
export type JournalSourceKind =
  /** An allocation with an exchange difference. */
  | 'ALLOCATION'
  /** A credit note. */
  | 'CREDIT_NOTE'
  /** A customer payment. */
  | 'CUSTOMER_PAYMENT'
  /** An invoice. */
  | 'INVOICE'
  /** Opening balances. */
  | 'OPENING'
  /** A shipment. */
  | 'SHIPMENT'
  /** A receipt, count or opening of stock. */
  | 'STOCK_MOVE';

/** Conditions on a journal source kind. */
export type JournalSourceKindComparator = {
  /** This kind. */
  equals?: InputMaybe<JournalSourceKind>;
  /** One of these. */
  in?: InputMaybe<Array<JournalSourceKind>>;
  /** True: a manual journal. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
};

/** An account of a legal entity's chart. */
export type LedgerAccount = {
  /** Account number, e.g. `1200`. */
  code: Scalars['String']['output'];
  /** For a control account: the subledger that alone posts to it. */
  control?: Maybe<LedgerControl>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** False: no longer posted to. */
  isActive: Scalars['Boolean']['output'];
  /** Whose account. */
  legalEntity?: Maybe<LegalEntity>;
  /** Name. */
  name: Scalars['String']['output'];
  /** What documents post here of their own accord. */
  purposes: Array<PostingPurpose>;
  /** Where it stands in the statements. */
  type: LedgerAccountType;
};

/** A new account of a chart. */
export type LedgerAccountCreateInput = {
  /** Code: 1 to 20 digits, capital letters, dots and hyphens. */
  code: Scalars['ID']['input'];
  /** Name. */
  name: Scalars['String']['input'];
  /** Where it stands in the statements. */
  type: LedgerAccountType;
};

/** Answer of an act: the account as it is now, or why nothing was done. */
export type LedgerAccountPayload = {
  /** The account. */
  ledgerAccount?: Maybe<LedgerAccount>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Where an account stands in the statements. */
export type LedgerAccountType =
  /** What is owned. */
  | 'ASSET'
  /** The owners' share. */
  | 'EQUITY'
  /** What is spent. */
  | 'EXPENSE'
  /** What is earned. */
  | 'INCOME'
  /** What is owed. */
  | 'LIABILITY';

/** Changes to an account: absent leaves. Its code and type never change. */
export type LedgerAccountUpdateInput = {
  /** False closes it: nothing is posted to it any more. Refused while it has a balance or documents post to it. */
  isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Name. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** The areas of the books that close on their own. */
export type LedgerArea =
  /** Receipts, shipments, counts. */
  | 'INVENTORY'
  /** Manual journals and everything else. */
  | 'LEDGER'
  /** Invoices, credit notes, payments. */
  | 'RECEIVABLES';

/** The subledger an account controls. */
export type LedgerControl =
  /** Stock at cost. */
  | 'INVENTORY'
  /** What customers owe. */
  | 'RECEIVABLES';

/** One line of an account sheet. */
export type LedgerPosting = {
  /** Signed amount in base currency, debit positive. */
  amount: Money;
  /** Balance after it. */
  balance: Money;
  /** The entry. */
  journalEntry: JournalEntry;
  /** The line. */
  line: JournalLine;
};

/** A company of the group that trades in its own name and keeps its own books. */
export type LegalEntity = {
  /** Address printed on documents. */
  address: PostalAddress;
  /** Bank customers pay into. */
  bankName?: Maybe<Scalars['String']['output']>;
  /** Currency of its books. */
  baseCurrency: Scalars['CurrencyCode']['output'];
  /** The bank's code. */
  bic?: Maybe<Scalars['String']['output']>;
  /** Short code, e.g. `NHDK`. */
  code: Scalars['ID']['output'];
  /** ISO 3166 country, e.g. `DK`. */
  country: Scalars['String']['output'];
  /** E-mail address printed on documents. */
  email?: Maybe<Scalars['String']['output']>;
  /** Fiscal periods, newest first. */
  fiscalPeriods: Array<FiscalPeriod>;
  /** 1 to 12: the month its fiscal years begin in. */
  fiscalYearStartMonth: Scalars['Int']['output'];
  /** From this amount on, certain acts need two people: see `fourEyesAmountSet`. */
  fourEyesAmount: Money;
  /** Account customers pay into. */
  iban?: Maybe<Scalars['String']['output']>;
  /** Registered name. */
  name: Scalars['String']['output'];
  /** How far its legal numbers have run, by series, newest year first. */
  numberSeries: Array<NumberSeries>;
  /** Number in the register of companies. */
  registrationNumber?: Maybe<Scalars['String']['output']>;
  /** Its tax codes, by code. */
  taxCodes: Array<TaxCode>;
  /** The time zone that decides which day it is there. */
  timeZone: Scalars['String']['output'];
  /** Today's calendar day there. */
  today: Scalars['Date']['output'];
  /** VAT number printed on documents. */
  vatNumber?: Maybe<Scalars['String']['output']>;
  /** Goes up with each change. */
  version: Scalars['Int']['output'];
};


/** A company of the group that trades in its own name and keeps its own books. */
export type LegalEntityFiscalPeriodsArgs = {
  fiscalYear?: InputMaybe<Scalars['Int']['input']>;
};

/** A company of the group, as it begins. */
export type LegalEntityCreateInput = {
  /** Bank customers pay into. */
  bankName?: InputMaybe<Scalars['String']['input']>;
  /** Currency of its books. It never changes. */
  baseCurrency: Scalars['CurrencyCode']['input'];
  /** The bank's code. */
  bic?: InputMaybe<Scalars['String']['input']>;
  /** Town. */
  city: Scalars['String']['input'];
  /** Short code, in every number of its documents: 2 to 12 capital letters and digits, e.g. `NHDK`. It never changes. */
  code: Scalars['ID']['input'];
  /** ISO 3166 country. It never changes: it decides about tax. */
  country: Scalars['String']['input'];
  /** E-mail address on documents. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Month its fiscal years begin in; January when absent. */
  fiscalYearStartMonth?: InputMaybe<Scalars['Int']['input']>;
  /** Account customers pay into. */
  iban?: InputMaybe<Scalars['String']['input']>;
  /** Street and number. */
  line1: Scalars['String']['input'];
  /** Registered name. */
  name: Scalars['String']['input'];
  /** Postal code. */
  postalCode: Scalars['String']['input'];
  /** Number in the register of companies. */
  registrationNumber?: InputMaybe<Scalars['String']['input']>;
  /** Standard rate of tax at home, in percent. */
  taxPercent: Scalars['Decimal']['input'];
  /** Time zone that decides which day it is there, e.g. `Europe/Copenhagen`. */
  timeZone: Scalars['String']['input'];
  /** VAT number, in the form of its country. */
  vatNumber?: InputMaybe<Scalars['String']['input']>;
};

/** Answer of an act: the company as it is now, or why nothing was done. */
export type LegalEntityPayload = {
  /** The company. */
  legalEntity?: Maybe<LegalEntity>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Changes to a company: absent leaves, null clears. Posted documents keep printing what was true on their day. */
export type LegalEntityUpdateInput = {
  /** Bank customers pay into. */
  bankName?: InputMaybe<Scalars['String']['input']>;
  /** The bank's code. */
  bic?: InputMaybe<Scalars['String']['input']>;
  /** Town. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** E-mail address on documents. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Account customers pay into. */
  iban?: InputMaybe<Scalars['String']['input']>;
  /** Street and number. */
  line1?: InputMaybe<Scalars['String']['input']>;
  /** Registered name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Postal code. */
  postalCode?: InputMaybe<Scalars['String']['input']>;
  /** Number in the register of companies. */
  registrationNumber?: InputMaybe<Scalars['String']['input']>;
  /** Time zone. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** VAT number. */
  vatNumber?: InputMaybe<Scalars['String']['input']>;
};

/** Countries that share prices. */
export type Market = {
  /** Short code. */
  code: Scalars['ID']['output'];
  /** ISO 3166 countries. */
  countries: Array<Scalars['String']['output']>;
  /** Name. */
  name: Scalars['String']['output'];
};

/** Answer of an act: the market as it is now, or why nothing was done. */
export type MarketPayload = {
  /** The market. */
  market?: Maybe<Market>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Countries that share prices. */
export type MarketSetInput = {
  /** Short code; a new one is made if there is none. */
  code: Scalars['ID']['input'];
  /** All its ISO 3166 countries; each belongs to one market at most. */
  countries: Array<Scalars['String']['input']>;
  /** Name. */
  name: Scalars['String']['input'];
};

/** An amount of money. The amount has exactly the decimals of the currency's minor unit. */
export type Money = {
  /** Exact decimal, e.g. `"1204.50"`. */
  amount: Scalars['Decimal']['output'];
  /** The currency the amount is in. */
  currency: Scalars['CurrencyCode']['output'];
};

export type Mutation = {
  /** Undoes one allocation; invoice and payment or credit note are open again by its amount, and its exchange difference is reversed. */
  allocationUndo: AllocationUndoPayload;
  /** Sets what is left of a posted credit note against invoices of the same customer. */
  creditNoteAllocate: InvoicePayload;
  /** Adds an address. */
  customerAddressAdd: CustomerPayload;
  /** Adds a customer. */
  customerCreate: CustomerPayload;
  /** Sets or clears (null) the credit limit, in the customer's currency. */
  customerCreditLimitSet: CustomerPayload;
  /** Makes a customer group or renames it. */
  customerGroupSet: CustomerGroupPayload;
  /** Puts a customer on hold: nothing is confirmed or shipped until it is released. */
  customerHold: CustomerPayload;
  /** Sets what is left of a payment against invoices. Exchange differences are posted. */
  customerPaymentAllocate: CustomerPaymentPayload;
  /** Records money that came in and posts it; allocations at once if given. */
  customerPaymentRecord: CustomerPaymentPayload;
  /** Takes a payment back (e.g. a bounced transfer): its allocations are undone and the opposite entry is posted. */
  customerPaymentReverse: CustomerPaymentPayload;
  /** Releases a customer from hold. */
  customerRelease: CustomerPayload;
  /** Changes a customer. */
  customerUpdate: CustomerPayload;
  /** Clears or replaces what the ERP keeps about a person, as far as bookkeeping law allows. Safe to repeat. */
  erpPersonalDataErase: ErpErasurePayload;
  /** Records what a currency costs from a day on. Documents keep the rate of their own day. */
  exchangeRateSet: ExchangeRateSetPayload;
  /** Opens the twelve periods of a fiscal year that follows or precedes one that is open, so that something can be posted there. */
  fiscalYearOpen: FiscalYearOpenPayload;
  /** Sets from which amount on, in the base currency, certain acts need two people: posting a manual journal one drafted, reversing what one posted or recorded, crediting an invoice one posted, releasing the credit block of one's own order or of a limit one set. */
  fourEyesAmountSet: FourEyesAmountPayload;
  /** Discards a draft. */
  invoiceCancel: InvoicePayload;
  /** Drafts an invoice of everything shipped and not yet invoiced on an order. */
  invoiceCreate: InvoicePayload;
  /** Posts a credit note that takes an invoice back, wholly or in part, and sets it against what is open of that invoice. */
  invoiceCredit: InvoicePayload;
  /** Puts a draft in the books: draws the legal number, posts receivables against sales and tax, in one transaction. */
  invoicePost: InvoicePayload;
  /** Makes a category or changes it. */
  itemCategorySet: ItemCategoryPayload;
  /** Adds an item to the catalogue. */
  itemCreate: ItemPayload;
  /** Changes an item. */
  itemUpdate: ItemPayload;
  /** Drafts a manual journal. */
  journalEntryCreate: JournalEntryPayload;
  /** Deletes a draft; the answer names none. */
  journalEntryDiscard: JournalEntryPayload;
  /** Puts a draft in the books for good. */
  journalEntryPost: JournalEntryPayload;
  /** Posts the opposite of a manual entry. Entries of documents are corrected by their documents. */
  journalEntryReverse: JournalEntryPayload;
  /** Changes a draft. */
  journalEntryUpdate: JournalEntryPayload;
  /** Adds an account to a chart. */
  ledgerAccountCreate: LedgerAccountPayload;
  /** Renames, closes or opens an account. */
  ledgerAccountUpdate: LedgerAccountPayload;
  /** Founds a company of the group: its facts, the standard chart of accounts, the current fiscal year and tax codes, in one go. Only for who works for all companies. */
  legalEntityCreate: LegalEntityPayload;
  /** Changes facts of a company. */
  legalEntityUpdate: LegalEntityPayload;
  /** Makes a market or changes its name and countries. */
  marketSet: MarketPayload;
  /** Makes payment terms or changes them. Invoices already posted keep their due date. */
  paymentTermsSet: PaymentTermsPayload;
  /** Closes or opens one area of a period. HARD cannot be undone while a later period of the area is HARD. */
  periodLock: PeriodLockPayload;
  /** Has documents post to another account from now on. What controls a subledger keeps its account. */
  postingAccountSet: LedgerAccountPayload;
  /** Adds a price rule. */
  priceRuleCreate: PriceRulePayload;
  /** Ends a rule after a day; what was priced before keeps its price. */
  priceRuleEnd: PriceRulePayload;
  /** Calls off what has not been shipped. With nothing shipped the order is cancelled, else closed short. */
  salesOrderCancel: SalesOrderPayload;
  /** Confirms a draft: reserves stock in the warehouse a line names or else in any of the entity's, promises dates, checks credit. What stands in the way becomes a block, not an error. */
  salesOrderConfirm: SalesOrderPayload;
  /** Makes a draft order. */
  salesOrderCreate: SalesOrderPayload;
  /** Adds a line to a draft order. */
  salesOrderLineAdd: SalesOrderPayload;
  /** Takes a line off a draft order. */
  salesOrderLineRemove: SalesOrderPayload;
  /** Changes a line of a draft order. */
  salesOrderLineUpdate: SalesOrderPayload;
  /** Tries again to reserve what is short, from all of the entity's warehouses, also for lines that named one; and promises new dates. */
  salesOrderReallocate: SalesOrderPayload;
  /** Lifts a credit block with a reason. */
  salesOrderReleaseCredit: SalesOrderPayload;
  /** Calls a shipment off before it left; its quantities stay reserved on the order. */
  shipmentCancel: ShipmentPayload;
  /** Sets carrier and tracking number. */
  shipmentCarrierSet: ShipmentPayload;
  /** Makes a shipment of reserved stock. Refused while the order is blocked for credit or hold. */
  shipmentCreate: ShipmentPayload;
  /** The goods have arrived. */
  shipmentDeliver: ShipmentPayload;
  /** Records what was picked. A short pick takes the rest off the shipment and leaves it on the order. */
  shipmentPick: ShipmentPayload;
  /** The goods leave: stock falls, cost of goods sold is debited and inventory credited, in one transaction. A draft counts as fully picked. */
  shipmentShip: ShipmentPayload;
  /** Takes over a signed quote: makes the customer if need be and the order, or answers with the one that exists for the signature. */
  signedOrderAccept: SignedOrderPayload;
  /** Makes sure that no order is ever made for a signature, unless one exists already. Sent by the CRM before it calls a hand-over off. */
  signedOrderCallOff: SignedOrderCallOffPayload;
  /** Sets stock to what was counted; the difference is posted to Inventory adjustment. Refused below what is reserved. */
  stockCount: StockPayload;
  /** Takes goods in: stock rises, Inventory is debited, Goods received not invoiced credited. Then waiting lines are reserved, oldest promise first. */
  stockReceive: StockPayload;
  /** Moves available stock to another warehouse. */
  stockTransfer: StockPayload;
  /** Makes a tax code, or gives it a name and a rate from a day on. */
  taxCodeSet: LegalEntityPayload;
  /** Makes a unit or changes it. */
  unitSet: UnitPayload;
  /** Makes a warehouse or changes its name and address. */
  warehouseSet: WarehousePayload;
};


export type MutationAllocationUndoArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  reason: Scalars['String']['input'];
};


export type MutationCreditNoteAllocateArgs = {
  allocations: Array<AllocationInput>;
  idempotencyKey: Scalars['String']['input'];
  number: Scalars['ID']['input'];
};


export type MutationCustomerAddressAddArgs = {
  input: AddressInput;
  isDefault?: InputMaybe<Scalars['Boolean']['input']>;
  kind: AddressKind;
  number: Scalars['ID']['input'];
};


export type MutationCustomerCreateArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: CustomerCreateInput;
};


export type MutationCustomerCreditLimitSetArgs = {
  creditLimit?: InputMaybe<Scalars['Decimal']['input']>;
  expectedVersion: Scalars['Int']['input'];
  number: Scalars['ID']['input'];
};


export type MutationCustomerGroupSetArgs = {
  input: CustomerGroupSetInput;
};


export type MutationCustomerHoldArgs = {
  number: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationCustomerPaymentAllocateArgs = {
  allocations: Array<AllocationInput>;
  idempotencyKey: Scalars['String']['input'];
  number: Scalars['ID']['input'];
};


export type MutationCustomerPaymentRecordArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: CustomerPaymentRecordInput;
};


export type MutationCustomerPaymentReverseArgs = {
  idempotencyKey: Scalars['String']['input'];
  number: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationCustomerReleaseArgs = {
  number: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationCustomerUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  input: CustomerUpdateInput;
  number: Scalars['ID']['input'];
};


export type MutationErpPersonalDataEraseArgs = {
  requestId: Scalars['ID']['input'];
  subject: ErpSubjectInput;
};


export type MutationExchangeRateSetArgs = {
  input: ExchangeRateSetInput;
};


export type MutationFiscalYearOpenArgs = {
  fiscalYear: Scalars['Int']['input'];
  legalEntity: Scalars['ID']['input'];
};


export type MutationFourEyesAmountSetArgs = {
  amount: Scalars['Decimal']['input'];
  legalEntity: Scalars['ID']['input'];
};


export type MutationInvoiceCancelArgs = {
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationInvoiceCreateArgs = {
  idempotencyKey: Scalars['String']['input'];
  salesOrderNumber: Scalars['ID']['input'];
};


export type MutationInvoiceCreditArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: InvoiceCreditInput;
  number: Scalars['ID']['input'];
};


export type MutationInvoicePostArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
  issueDate?: InputMaybe<Scalars['Date']['input']>;
};


export type MutationItemCategorySetArgs = {
  input: ItemCategorySetInput;
};


export type MutationItemCreateArgs = {
  input: ItemCreateInput;
};


export type MutationItemUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  input: ItemUpdateInput;
  number: Scalars['ID']['input'];
};


export type MutationJournalEntryCreateArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: JournalEntryCreateInput;
};


export type MutationJournalEntryDiscardArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
};


export type MutationJournalEntryPostArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey: Scalars['String']['input'];
};


export type MutationJournalEntryReverseArgs = {
  idempotencyKey: Scalars['String']['input'];
  number: Scalars['ID']['input'];
  postingDate?: InputMaybe<Scalars['Date']['input']>;
  reason: Scalars['String']['input'];
};


export type MutationJournalEntryUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  input: JournalEntryUpdateInput;
};


export type MutationLedgerAccountCreateArgs = {
  input: LedgerAccountCreateInput;
  legalEntity: Scalars['ID']['input'];
};


export type MutationLedgerAccountUpdateArgs = {
  id: Scalars['ID']['input'];
  input: LedgerAccountUpdateInput;
};


export type MutationLegalEntityCreateArgs = {
  input: LegalEntityCreateInput;
};


export type MutationLegalEntityUpdateArgs = {
  code: Scalars['ID']['input'];
  expectedVersion: Scalars['Int']['input'];
  input: LegalEntityUpdateInput;
};


export type MutationMarketSetArgs = {
  input: MarketSetInput;
};


export type MutationPaymentTermsSetArgs = {
  input: PaymentTermsSetInput;
};


export type MutationPeriodLockArgs = {
  id: Scalars['ID']['input'];
  input: PeriodLockInput;
};


export type MutationPostingAccountSetArgs = {
  ledgerAccountCode: Scalars['ID']['input'];
  legalEntity: Scalars['ID']['input'];
  purpose: PostingPurpose;
};


export type MutationPriceRuleCreateArgs = {
  input: PriceRuleCreateInput;
};


export type MutationPriceRuleEndArgs = {
  expectedVersion: Scalars['Int']['input'];
  id: Scalars['ID']['input'];
  validTo: Scalars['Date']['input'];
};


export type MutationSalesOrderCancelArgs = {
  expectedVersion: Scalars['Int']['input'];
  idempotencyKey: Scalars['String']['input'];
  number: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationSalesOrderConfirmArgs = {
  expectedVersion: Scalars['Int']['input'];
  idempotencyKey: Scalars['String']['input'];
  number: Scalars['ID']['input'];
};


export type MutationSalesOrderCreateArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: SalesOrderCreateInput;
};


export type MutationSalesOrderLineAddArgs = {
  expectedVersion: Scalars['Int']['input'];
  idempotencyKey: Scalars['String']['input'];
  input: SalesOrderLineInput;
  number: Scalars['ID']['input'];
};


export type MutationSalesOrderLineRemoveArgs = {
  expectedVersion: Scalars['Int']['input'];
  lineNumber: Scalars['Int']['input'];
  number: Scalars['ID']['input'];
};


export type MutationSalesOrderLineUpdateArgs = {
  expectedVersion: Scalars['Int']['input'];
  input: SalesOrderLineUpdateInput;
  lineNumber: Scalars['Int']['input'];
  number: Scalars['ID']['input'];
};


export type MutationSalesOrderReallocateArgs = {
  idempotencyKey: Scalars['String']['input'];
  number: Scalars['ID']['input'];
};


export type MutationSalesOrderReleaseCreditArgs = {
  idempotencyKey: Scalars['String']['input'];
  number: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationShipmentCancelArgs = {
  idempotencyKey: Scalars['String']['input'];
  number: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type MutationShipmentCarrierSetArgs = {
  expectedVersion: Scalars['Int']['input'];
  input: ShipmentCarrierInput;
  number: Scalars['ID']['input'];
};


export type MutationShipmentCreateArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: ShipmentCreateInput;
  salesOrderNumber: Scalars['ID']['input'];
};


export type MutationShipmentDeliverArgs = {
  deliveredDate?: InputMaybe<Scalars['Date']['input']>;
  idempotencyKey: Scalars['String']['input'];
  number: Scalars['ID']['input'];
};


export type MutationShipmentPickArgs = {
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  idempotencyKey: Scalars['String']['input'];
  input: ShipmentPickInput;
  number: Scalars['ID']['input'];
};


export type MutationShipmentShipArgs = {
  idempotencyKey: Scalars['String']['input'];
  number: Scalars['ID']['input'];
};


export type MutationSignedOrderAcceptArgs = {
  input: SignedOrderInput;
};


export type MutationSignedOrderCallOffArgs = {
  signatureId: Scalars['ID']['input'];
};


export type MutationStockCountArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: StockCountInput;
};


export type MutationStockReceiveArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: StockReceiveInput;
};


export type MutationStockTransferArgs = {
  idempotencyKey: Scalars['String']['input'];
  input: StockTransferInput;
};


export type MutationTaxCodeSetArgs = {
  input: TaxCodeSetInput;
  legalEntity: Scalars['ID']['input'];
};


export type MutationUnitSetArgs = {
  input: UnitSetInput;
};


export type MutationWarehouseSetArgs = {
  input: WarehouseSetInput;
};

/** A counter of legal numbers. Numbers have no gaps and are drawn by posting. */
export type NumberSeries = {
  /** The fiscal year, named after the calendar year it starts in. */
  fiscalYear: Scalars['Int']['output'];
  /** How many have been drawn. */
  lastNumber: Scalars['Int']['output'];
  /** The number the next document gets. */
  next: Scalars['String']['output'];
  /** `INV` for invoices, `CN` for credit notes, `JE` for journal entries. */
  series: Scalars['String']['output'];
};

/** Something that holds an order up. */
export type OrderBlock = {
  /** Why, as facts for a sentence in any language. Empty for blocks raised before causes were recorded: show the reason then. */
  causes: Array<OrderBlockCause>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** What kind. */
  kind: OrderBlockKind;
  /** Why it was lifted. */
  liftReason?: Maybe<Scalars['String']['output']>;
  /** When it was lifted; null while it holds. */
  liftedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The act that lifts it. */
  liftedBy: SalesOrderAct;
  /** The line, for a stock block. */
  line?: Maybe<SalesOrderLine>;
  /** Why, as an English sentence; amounts are in it for who may read balances or release orders. */
  reason: Scalars['String']['output'];
  /** Since when. */
  since: Scalars['DateTime']['output'];
};

/** One reason for a block, with the facts its code speaks of; the others are null. Facts are those of the day the block was raised or last looked at. */
export type OrderBlockCause = {
  /** OVERDUE: what is past due, less what is paid and not placed. OVER_CREDIT_LIMIT: how much too much. */
  amount?: Maybe<Money>;
  /** Which reason. */
  code: OrderBlockCauseCode;
  /** OVER_CREDIT_LIMIT: the limit. */
  creditLimit?: Maybe<Money>;
  /** STOCK_SHORT: what is missing. */
  item?: Maybe<Item>;
  /** STOCK_SHORT: how many of them are neither held nor shipped. */
  missingQuantity?: Maybe<Scalars['Decimal']['output']>;
  /** OVER_CREDIT_LIMIT: open balance without this order. */
  openBalance?: Maybe<Money>;
  /** OVER_CREDIT_LIMIT: other confirmed orders not yet invoiced. */
  openOrders?: Maybe<Money>;
  /** OVER_CREDIT_LIMIT: this order. */
  orderTotal?: Maybe<Money>;
  /** STOCK_SHORT: how many were ordered. */
  orderedQuantity?: Maybe<Scalars['Decimal']['output']>;
  /** OVERDUE: due date of the oldest invoice still open. */
  overdueSince?: Maybe<Scalars['Date']['output']>;
  /** STOCK_SHORT: when they are promised. */
  promisedDate?: Maybe<Scalars['Date']['output']>;
  /** CUSTOMER_ON_HOLD: why, in the words of who put the customer on hold. */
  text?: Maybe<Scalars['String']['output']>;
  /** STOCK_SHORT: where, if the line may leave from there only. */
  warehouse?: Maybe<Warehouse>;
};

/** Why an order is blocked. */
export type OrderBlockCauseCode =
  /** The customer is on hold. */
  | 'CUSTOMER_ON_HOLD'
  /** Invoices are past their due date. */
  | 'OVERDUE'
  /** The order goes beyond the credit limit. */
  | 'OVER_CREDIT_LIMIT'
  /** Not enough is in stock. */
  | 'STOCK_SHORT';

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

/** What happened to an order. */
export type OrderLogEntry = {
  /** The act. */
  act: Scalars['String']['output'];
  /** Who. */
  actorName: Scalars['String']['output'];
  /** When. */
  at: Scalars['DateTime']['output'];
  /** In words. */
  text: Scalars['String']['output'];
};

/** Where a page of a list ends and whether there is more. */
export type PageInfo = {
  /** Pass as `after` to get the next page; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** True when rows follow this page. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** When invoices fall due. */
export type PaymentTerms = {
  /** Short code, e.g. `NET30`. */
  code: Scalars['ID']['output'];
  /** Days after the issue date. */
  days: Scalars['Int']['output'];
  /** Name. */
  name: Scalars['String']['output'];
};

/** Answer of an act: the terms as they are now, or why nothing was done. */
export type PaymentTermsPayload = {
  /** The terms. */
  paymentTerms?: Maybe<PaymentTerms>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** When an invoice is due. */
export type PaymentTermsSetInput = {
  /** Short code; new ones are made if there are none. */
  code: Scalars['ID']['input'];
  /** Days after the issue date, 0 to 365. */
  days: Scalars['Int']['input'];
  /** Name, printed on invoices. */
  name: Scalars['String']['input'];
};

/** How far one area of a period is closed, who did it and why. */
export type PeriodLock = {
  /** The area. */
  area: LedgerArea;
  /** When it was last changed. */
  changedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who changed it last. */
  changedBy?: Maybe<Scalars['String']['output']>;
  /** The level. */
  level: PeriodLockLevel;
  /** Why. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** A change of one lock of a period. */
export type PeriodLockInput = {
  /** Which area. */
  area: LedgerArea;
  /** To which level. */
  level: PeriodLockLevel;
  /** Why; needed when a period is opened again. */
  reason?: InputMaybe<Scalars['String']['input']>;
};

/** How far an area of a period is closed. */
export type PeriodLockLevel =
  /** Nobody posts. */
  | 'HARD'
  /** Anyone with the right may post. */
  | 'OPEN'
  /** Only who may lock periods still posts. */
  | 'SOFT';

/** Answer to a change of period locks. */
export type PeriodLockPayload = {
  /** The period as it is now. */
  fiscalPeriod?: Maybe<FiscalPeriod>;
  /** Why it was refused; empty when done. */
  userErrors: Array<UserError>;
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

/** An address to deliver or to bill to, or of a company of the group. */
export type PostalAddress = {
  /** Town. */
  city: Scalars['String']['output'];
  /** ISO 3166 country. */
  country: Scalars['String']['output'];
  /** Street and number. */
  line1: Scalars['String']['output'];
  /** Floor, department or other detail. */
  line2?: Maybe<Scalars['String']['output']>;
  /** Name on the parcel or the invoice. */
  name?: Maybe<Scalars['String']['output']>;
  /** Postal code. */
  postalCode: Scalars['String']['output'];
  /** State or province, where it belongs to the address. */
  region?: Maybe<Scalars['String']['output']>;
};

/** What documents post. Each is posted to one account of a legal entity's chart. */
export type PostingPurpose =
  /** Money that came in. */
  | 'BANK'
  /** Cost of what left the house. */
  | 'COST_OF_GOODS_SOLD'
  /** Gains from exchange rates. */
  | 'EXCHANGE_GAIN'
  /** Losses from exchange rates. */
  | 'EXCHANGE_LOSS'
  /** Goods received before their invoice. */
  | 'GOODS_RECEIVED_NOT_INVOICED'
  /** Stock at cost. */
  | 'INVENTORY'
  /** Differences found by counting. */
  | 'INVENTORY_ADJUSTMENT'
  /** Stock between warehouses. */
  | 'INVENTORY_IN_TRANSIT'
  /** Where opening balances come from. */
  | 'OPENING_BALANCE'
  /** What customers owe. */
  | 'RECEIVABLES'
  /** What rounding leaves over. */
  | 'ROUNDING'
  /** Goods and services sold. */
  | 'SALES'
  /** Freight billed to customers. */
  | 'SALES_FREIGHT'
  /** Tax on sales. */
  | 'TAX_PAYABLE';

/** The ERP's answer to a price request. */
export type PriceAnswer = {
  /** When it was true. */
  asOf: Scalars['DateTime']['output'];
  /** One per line asked, in the same order. */
  lines: Array<PriceAnswerLine>;
  /** Sum of the taxes; null when there is no customer. */
  taxTotal?: Maybe<Money>;
  /** Sum of the line totals, without tax. */
  total: Money;
};

/** The ERP's answer for one line. Nothing is stored for asking. */
export type PriceAnswerLine = {
  /** On hand and not reserved now, in the entity's warehouses; null for a service. */
  availableQuantity?: Maybe<Scalars['Decimal']['output']>;
  /** The item; null when unknown. */
  item?: Maybe<Item>;
  /** unitPrice × quantity, rounded to the minor unit. */
  lineTotal?: Maybe<Money>;
  /** Price of one unit before any rule that takes off; null when there is none for this customer, market and currency. */
  listPrice?: Maybe<Money>;
  /** Why there is no price; null when there is one. */
  problem?: Maybe<Scalars['String']['output']>;
  /** The day it would leave if ordered today, not before it is wanted. Earlier lines for the same item are served first. Null when it can't be had any more. */
  promiseDate?: Maybe<Scalars['Date']['output']>;
  /** As asked. */
  quantity: Scalars['Decimal']['output'];
  /** Tax that would be added to the line; null when there is no customer, so that nobody knows yet who is taxed. */
  taxAmount?: Maybe<Money>;
  /** How the price came about, in order. */
  trace: Array<PriceTraceStep>;
  /** Cost of one unit at the moving average, in the currency of the answer at today's exchange rate, so that a margin can be seen. Null for what is not on hand, or without a rate. */
  unitCost?: Maybe<Money>;
  /** Price of one unit after all rules, rounded to the minor unit. */
  unitPrice?: Maybe<Money>;
};

/** A question: what would this cost, is it there, when would it leave? */
export type PriceRequestLine = {
  /** Item number. */
  itemNumber: Scalars['ID']['input'];
  /** How many; above zero. */
  quantity: Scalars['Decimal']['input'];
  /** The day it is wanted. */
  requestedDate?: InputMaybe<Scalars['Date']['input']>;
};

/**
 * Sets a price or takes a percentage off. A null dimension means any. Of prices the most specific wins: customer before group before market
 * before any, then that of a single company, then the higher quantity, then the later start. Discounts are taken one after the other, each
 * once, from item to category to everything; of those with a quantity that are otherwise about the same only the highest step reached counts.
 */
export type PriceRule = {
  /** Only items of this category. */
  category?: Maybe<ItemCategory>;
  /** Only this customer. */
  customer?: Maybe<Customer>;
  /** Only customers of this group. */
  customerGroup?: Maybe<CustomerGroup>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** Only this item. */
  item?: Maybe<Item>;
  /** Price or discount. */
  kind: PriceRuleKind;
  /** Only this company of the group. */
  legalEntity?: Maybe<LegalEntity>;
  /** Only this market. */
  market?: Maybe<Market>;
  /** From this quantity. */
  minQuantity: Scalars['Decimal']['output'];
  /** As shown in the explanation. */
  name: Scalars['String']['output'];
  /** The percentage off, for DISCOUNT. */
  percent?: Maybe<Scalars['Decimal']['output']>;
  /** The price of one unit, for PRICE. */
  unitPrice?: Maybe<Money>;
  /** First day. */
  validFrom: Scalars['Date']['output'];
  /** Last day; null for open end. */
  validTo?: Maybe<Scalars['Date']['output']>;
  /** Goes up with each change. */
  version: Scalars['Int']['output'];
};

/** A page of price rules. */
export type PriceRuleConnection = {
  /** With cursors. */
  edges: Array<PriceRuleEdge>;
  /** The rules. */
  nodes: Array<PriceRule>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A new price rule. */
export type PriceRuleCreateInput = {
  /** Only items of this category. */
  categoryCode?: InputMaybe<Scalars['ID']['input']>;
  /** For PRICE. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Only customers of this group. */
  customerGroup?: InputMaybe<Scalars['ID']['input']>;
  /** Only this customer. */
  customerNumber?: InputMaybe<Scalars['ID']['input']>;
  /** Only this item; needed for PRICE. */
  itemNumber?: InputMaybe<Scalars['ID']['input']>;
  /** Price or discount. */
  kind: PriceRuleKind;
  /** Only this company of the group. */
  legalEntity?: InputMaybe<Scalars['ID']['input']>;
  /** Only this market. */
  market?: InputMaybe<Scalars['ID']['input']>;
  /** From this quantity; 0 when absent. */
  minQuantity?: InputMaybe<Scalars['Decimal']['input']>;
  /** As shown in the explanation. */
  name: Scalars['String']['input'];
  /** For DISCOUNT, above 0 and below 100. */
  percent?: InputMaybe<Scalars['Decimal']['input']>;
  /** For PRICE. */
  unitPrice?: InputMaybe<Scalars['Decimal']['input']>;
  /** First day. */
  validFrom: Scalars['Date']['input'];
  /** Last day. */
  validTo?: InputMaybe<Scalars['Date']['input']>;
};

/** A price rule of a page with its cursor. */
export type PriceRuleEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The rule. */
  node: PriceRule;
};

/** Conditions on price rules. */
export type PriceRuleFilter = {
  /** All of these. */
  and?: InputMaybe<Array<PriceRuleFilter>>;
  /** By category named. */
  category?: InputMaybe<IdComparator>;
  /** By customer group named. */
  customerGroup?: InputMaybe<IdComparator>;
  /** By customer named. */
  customerNumber?: InputMaybe<IdComparator>;
  /** By item named. */
  itemNumber?: InputMaybe<IdComparator>;
  /** By kind. */
  kind?: InputMaybe<PriceRuleKindComparator>;
  /** By market named. */
  market?: InputMaybe<IdComparator>;
  /** By name. */
  name?: InputMaybe<StringComparator>;
  /** Not this. */
  not?: InputMaybe<PriceRuleFilter>;
  /** Any of these. */
  or?: InputMaybe<Array<PriceRuleFilter>>;
  /** By first day. */
  validFrom?: InputMaybe<DateComparator>;
  /** By last day. */
  validTo?: InputMaybe<DateComparator>;
};

/** What a price rule does. */
export type PriceRuleKind =
  /** Takes a percentage off. */
  | 'DISCOUNT'
  /** Sets the unit price. */
  | 'PRICE';

/** Conditions on the kind of a price rule. */
export type PriceRuleKindComparator = {
  /** This kind. */
  equals?: InputMaybe<PriceRuleKind>;
  /** One of these. */
  in?: InputMaybe<Array<PriceRuleKind>>;
};

/** An order of price rules. */
export type PriceRuleOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: PriceRuleOrderField;
};

/** What a list of price rules can be ordered by. */
export type PriceRuleOrderField =
  /** Name. */
  | 'NAME'
  /** First day. */
  | 'VALID_FROM'
  /** Last day; open end last. */
  | 'VALID_TO';

/** Answer of an act: the record as it is now, or why nothing was done. */
export type PriceRulePayload = {
  /** The rule. */
  priceRule?: Maybe<PriceRule>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** One step on the way to the price. */
export type PriceTraceStep = {
  /** The percentage taken off, if it does. */
  percent?: Maybe<Scalars['Decimal']['output']>;
  /** Why it applies. */
  reason: Scalars['String']['output'];
  /** Name of the rule. */
  rule: Scalars['String']['output'];
  /** Price of one unit after this step. */
  unitPrice?: Maybe<Money>;
};

export type Query = {
  /** Account sheet: postings with running balance. */
  accountSheet?: Maybe<AccountSheet>;
  /** One customer; null when unknown or not yours. */
  customer?: Maybe<Customer>;
  /** Customer groups by code. */
  customerGroups?: Maybe<Array<CustomerGroup>>;
  /** One payment; null when unknown or not yours. */
  customerPayment?: Maybe<CustomerPayment>;
  /** Sums over payments. */
  customerPaymentTotals?: Maybe<CustomerPaymentTotals>;
  /** Payments. */
  customerPayments?: Maybe<CustomerPaymentConnection>;
  /** Sums over customers. */
  customerTotals?: Maybe<CustomerTotals>;
  /** Customers. */
  customers?: Maybe<CustomerConnection>;
  /** One employee; null when unknown. */
  employee?: Maybe<Employee>;
  /** The audit trail of the ERP, newest first. */
  erpAuditEntries?: Maybe<ErpAuditEntryConnection>;
  /** Everything the ERP keeps about a person; each asking stands in the audit trail. */
  erpPersonalData?: Maybe<Array<ErpPersonalDataItem>>;
  /** Who saw what, newest first. */
  erpReadAuditEntries?: Maybe<ErpReadAuditEntryConnection>;
  /** Customers, orders, invoices and items by number or name. Leaves out kinds the caller may not read. */
  erpSearch?: Maybe<Array<ErpSearchResult>>;
  /** All rates of one currency in the books' currency, latest first. */
  exchangeRateHistory?: Maybe<Array<ExchangeRate>>;
  /** Exchange rates that apply on a day, by base currency and currency. */
  exchangeRates?: Maybe<Array<ExchangeRate>>;
  /** The rules of the books, checked now. Reads every ledger row: not for polling. */
  invariantChecks?: Maybe<Array<InvariantCheck>>;
  /** One posted invoice or credit note by number; null when unknown or not yours. */
  invoice?: Maybe<Invoice>;
  /** One invoice by identifier, drafts included. */
  invoiceById?: Maybe<Invoice>;
  /** Sums over invoices and credit notes. */
  invoiceTotals?: Maybe<InvoiceTotals>;
  /** Invoices and credit notes. */
  invoices?: Maybe<InvoiceConnection>;
  /** One item; null when unknown. */
  item?: Maybe<Item>;
  /** The catalogue's categories by code. */
  itemCategories?: Maybe<Array<ItemCategory>>;
  /** Items. */
  items?: Maybe<ItemConnection>;
  /** Journal entries. */
  journalEntries?: Maybe<JournalEntryConnection>;
  /** One entry by number; null when unknown or not yours. */
  journalEntry?: Maybe<JournalEntry>;
  /** One entry by identifier, drafts included. */
  journalEntryById?: Maybe<JournalEntry>;
  /** The chart of accounts by code. */
  ledgerAccounts?: Maybe<Array<LedgerAccount>>;
  /** The legal entities the caller may see, by code. */
  legalEntities?: Maybe<Array<LegalEntity>>;
  /** Markets by code. */
  markets?: Maybe<Array<Market>>;
  /** Payment terms by code. */
  paymentTermsList?: Maybe<Array<PaymentTerms>>;
  /** Prices and promises for up to 200 lines in one go. Give a customer, or a market for somebody who is none yet. */
  priceAndPromise?: Maybe<PriceAnswer>;
  /** Price rules; also those for everybody and everything. */
  priceRules?: Maybe<PriceRuleConnection>;
  /** Open receivables of a legal entity by customer and days past due, on a day. */
  receivablesAgeing?: Maybe<ReceivablesAgeing>;
  /** One order; null when unknown or not yours. */
  salesOrder?: Maybe<SalesOrder>;
  /** Sums over sales orders. */
  salesOrderTotals?: Maybe<SalesOrderTotals>;
  /** Sales orders. */
  salesOrders?: Maybe<SalesOrderConnection>;
  /** One shipment; null when unknown or not yours. */
  shipment?: Maybe<Shipment>;
  /** Shipments. */
  shipmentList?: Maybe<ShipmentConnection>;
  /** Trial balance of a legal entity on a day. */
  trialBalance?: Maybe<TrialBalance>;
  /** Units items are counted in, by code. */
  units?: Maybe<Array<Unit>>;
  /** Warehouses the caller may see, by code. */
  warehouses?: Maybe<Array<Warehouse>>;
};


export type QueryAccountSheetArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  code: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['Date']['input']>;
  legalEntity: Scalars['ID']['input'];
  to?: InputMaybe<Scalars['Date']['input']>;
};


export type QueryCustomerArgs = {
  number: Scalars['ID']['input'];
};


export type QueryCustomerPaymentArgs = {
  number: Scalars['ID']['input'];
};


export type QueryCustomerPaymentTotalsArgs = {
  filter?: InputMaybe<CustomerPaymentFilter>;
};


export type QueryCustomerPaymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerPaymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<CustomerPaymentOrder>>;
};


export type QueryCustomerTotalsArgs = {
  filter?: InputMaybe<CustomerFilter>;
};


export type QueryCustomersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CustomerFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<CustomerOrder>>;
};


export type QueryEmployeeArgs = {
  number: Scalars['ID']['input'];
};


export type QueryErpAuditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  entity?: InputMaybe<Scalars['String']['input']>;
  entityKey?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryErpPersonalDataArgs = {
  subject: ErpSubjectInput;
};


export type QueryErpReadAuditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  field?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  key?: InputMaybe<Scalars['String']['input']>;
  subject?: InputMaybe<Scalars['String']['input']>;
  type?: InputMaybe<Scalars['String']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


export type QueryErpSearchArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  text: Scalars['String']['input'];
};


export type QueryExchangeRateHistoryArgs = {
  baseCurrency: Scalars['CurrencyCode']['input'];
  currency: Scalars['CurrencyCode']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryExchangeRatesArgs = {
  on?: InputMaybe<Scalars['Date']['input']>;
};


export type QueryInvoiceArgs = {
  number: Scalars['ID']['input'];
};


export type QueryInvoiceByIdArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInvoiceTotalsArgs = {
  filter?: InputMaybe<InvoiceFilter>;
};


export type QueryInvoicesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvoiceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<InvoiceOrder>>;
};


export type QueryItemArgs = {
  number: Scalars['ID']['input'];
};


export type QueryItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ItemFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<ItemOrder>>;
};


export type QueryJournalEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<JournalEntryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<JournalEntryOrder>>;
};


export type QueryJournalEntryArgs = {
  number: Scalars['ID']['input'];
};


export type QueryJournalEntryByIdArgs = {
  id: Scalars['ID']['input'];
};


export type QueryLedgerAccountsArgs = {
  legalEntity: Scalars['ID']['input'];
};


export type QueryPriceAndPromiseArgs = {
  currency: Scalars['CurrencyCode']['input'];
  customerNumber?: InputMaybe<Scalars['ID']['input']>;
  legalEntity?: InputMaybe<Scalars['ID']['input']>;
  lines: Array<PriceRequestLine>;
  market?: InputMaybe<Scalars['String']['input']>;
};


export type QueryPriceRulesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PriceRuleFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<PriceRuleOrder>>;
};


export type QueryReceivablesAgeingArgs = {
  asOf?: InputMaybe<Scalars['Date']['input']>;
  legalEntity: Scalars['ID']['input'];
};


export type QuerySalesOrderArgs = {
  number: Scalars['ID']['input'];
};


export type QuerySalesOrderTotalsArgs = {
  filter?: InputMaybe<SalesOrderFilter>;
};


export type QuerySalesOrdersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SalesOrderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<SalesOrderOrder>>;
};


export type QueryShipmentArgs = {
  number: Scalars['ID']['input'];
};


export type QueryShipmentListArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ShipmentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<Array<ShipmentOrder>>;
};


export type QueryTrialBalanceArgs = {
  asOf: Scalars['Date']['input'];
  from?: InputMaybe<Scalars['Date']['input']>;
  legalEntity: Scalars['ID']['input'];
};

/** Open receivables of a legal entity on a day. */
export type ReceivablesAgeing = {
  /** The day. */
  asOf: Scalars['Date']['output'];
  /** One per customer and currency with anything open or unallocated, most overdue first. */
  rows: Array<CustomerAgeing>;
  /** Sums over the rows, one per currency. */
  totals: Array<Ageing>;
};

/** Stock held for a line in one warehouse. */
export type Reservation = {
  /** Of that, on shipments being made ready. */
  pickedQuantity: Scalars['Decimal']['output'];
  /** How much. */
  quantity: Scalars['Decimal']['output'];
  /** Where. */
  warehouse?: Maybe<Warehouse>;
};

/** What a customer has ordered and the company has to deliver and bill. */
export type SalesOrder = {
  /** What may be done with it now by this caller. */
  acts?: Maybe<Array<SalesOrderAct>>;
  /** Where it is billed. */
  billingAddress?: Maybe<PostalAddress>;
  /** What holds it up, each with the act that lifts it. */
  blocks?: Maybe<Array<OrderBlock>>;
  /** Why it was cancelled. */
  cancelReason?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Currency of all its amounts. */
  currency?: Maybe<Scalars['CurrencyCode']['output']>;
  /** Who ordered. */
  customer?: Maybe<Customer>;
  /** The customer's own order number. */
  customerReference?: Maybe<Scalars['String']['output']>;
  /** Where it is delivered to. */
  deliveryAddress?: Maybe<PostalAddress>;
  /** Derived from its lines' shipments. */
  deliveryStatus?: Maybe<DeliveryStatus>;
  /** Freight without tax. */
  freightAmount?: Maybe<Money>;
  /** Derived from its lines' invoices and their payment. */
  invoiceStatus?: Maybe<OrderInvoiceStatus>;
  /** Its invoices and credit notes, newest first. */
  invoices?: Maybe<Array<Invoice>>;
  /** The selling company. */
  legalEntity?: Maybe<LegalEntity>;
  /** What was ordered, in order. */
  lines?: Maybe<Array<SalesOrderLine>>;
  /** What happened to it, newest first. */
  log?: Maybe<Array<OrderLogEntry>>;
  /** Sum of the lines without tax, as ordered: what is called off later stays in it. */
  netAmount?: Maybe<Money>;
  /** Order number, e.g. `SO-10451`. */
  number: Scalars['ID']['output'];
  /** Day it was ordered. */
  orderDate?: Maybe<Scalars['Date']['output']>;
  /** When its invoices fall due. */
  paymentTerms?: Maybe<PaymentTerms>;
  /** Latest promised date of its open lines; null when nothing is open. */
  promisedDate?: Maybe<Scalars['Date']['output']>;
  /** Day it is wanted. */
  requestedDate?: Maybe<Scalars['Date']['output']>;
  /** Its shipments, newest first. */
  shipments?: Maybe<Array<Shipment>>;
  /** Where it stands. */
  status?: Maybe<SalesOrderStatus>;
  /** Sum of the taxes of lines and freight, rounded per line: customers check lines, not totals. */
  taxAmount?: Maybe<Money>;
  /** netAmount + freightAmount + taxAmount. */
  total?: Maybe<Money>;
  /** Goes up with each change; pass it back when changing. */
  version?: Maybe<Scalars['Int']['output']>;
};


/** What a customer has ordered and the company has to deliver and bill. */
export type SalesOrderBlocksArgs = {
  includeLifted?: InputMaybe<Scalars['Boolean']['input']>;
};

/** An act the caller may carry out on an order now. */
export type SalesOrderAct =
  /** Call off what was not shipped. */
  | 'CANCEL'
  /** Close short what was partly shipped. */
  | 'CLOSE'
  /** Confirm the draft. */
  | 'CONFIRM'
  /** Add, change or remove lines. */
  | 'EDIT_LINES'
  /** Bill what was shipped. */
  | 'INVOICE'
  /** Try again to reserve what is short. */
  | 'REALLOCATE'
  /** Lift the credit block. */
  | 'RELEASE_CREDIT'
  /** Release the customer from hold, which lifts the block on all its orders. */
  | 'RELEASE_CUSTOMER'
  /** Make a shipment of what is reserved. */
  | 'SHIP';

/** A page of a list. */
export type SalesOrderConnection = {
  /** With cursors. */
  edges: Array<SalesOrderEdge>;
  /** The orders. */
  nodes: Array<SalesOrder>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** A new order made in the ERP. */
export type SalesOrderCreateInput = {
  /** Who orders. */
  customerNumber: Scalars['ID']['input'];
  /** The customer's own order number. */
  customerReference?: InputMaybe<Scalars['String']['input']>;
  /** Freight without tax. */
  freight?: InputMaybe<Scalars['Decimal']['input']>;
  /** What, 1 to 500 lines. */
  lines: Array<SalesOrderLineInput>;
  /** Day it is wanted. */
  requestedDate?: InputMaybe<Scalars['Date']['input']>;
};

/** A row of a list with its cursor. */
export type SalesOrderEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The order. */
  node: SalesOrder;
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

/** A line of a sales order. */
export type SalesOrderLine = {
  /** Cancelled before shipping. */
  cancelledQuantity: Scalars['Decimal']['output'];
  /** Arrived. */
  deliveredQuantity: Scalars['Decimal']['output'];
  /** Text on documents. */
  description: Scalars['String']['output'];
  /** Percentage off. */
  discountPercent: Scalars['Decimal']['output'];
  /** What was promised when the order was confirmed. */
  firstPromisedDate?: Maybe<Scalars['Date']['output']>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** On invoices, less credit notes. */
  invoicedQuantity: Scalars['Decimal']['output'];
  /** What was ordered. */
  item?: Maybe<Item>;
  /** Why it is late, in words; null when it is not. */
  lateReason?: Maybe<Scalars['String']['output']>;
  /** 1, 2, 3 …; never reused within an order. */
  lineNumber: Scalars['Int']['output'];
  /** quantity × unitPrice less discount, rounded to the minor unit. */
  netAmount: Money;
  /** On shipments being picked. */
  pickedQuantity: Scalars['Decimal']['output'];
  /** Day it is promised to leave. */
  promisedDate?: Maybe<Scalars['Date']['output']>;
  /** How many. */
  quantity: Scalars['Decimal']['output'];
  /** Day it is wanted. */
  requestedDate?: Maybe<Scalars['Date']['output']>;
  /** What is held where. */
  reservations: Array<Reservation>;
  /** Held in stock for this line, in all warehouses. */
  reservedQuantity: Scalars['Decimal']['output'];
  /** Left the house. */
  shippedQuantity: Scalars['Decimal']['output'];
  /** Tax of the line, rounded to the minor unit. */
  taxAmount: Money;
  /** Tax rate of the line. */
  taxPercent: Scalars['Decimal']['output'];
  /** Price of one unit before discount. */
  unitPrice: Money;
  /** Warehouse it leaves from, first of all. */
  warehouse?: Maybe<Warehouse>;
  /** True: it leaves from there only, unless reallocated. False: from the entity's other warehouses too, as needed. */
  warehouseIsFixed: Scalars['Boolean']['output'];
};

/** A line as ordered. */
export type SalesOrderLineInput = {
  /** Percentage off, 0 to 100. */
  discountPercent?: InputMaybe<Scalars['Decimal']['input']>;
  /** Item number. */
  itemNumber: Scalars['ID']['input'];
  /** How many; above zero. */
  quantity: Scalars['Decimal']['input'];
  /** Day it is wanted. */
  requestedDate?: InputMaybe<Scalars['Date']['input']>;
  /** Agreed price of one unit; asked of the price rules when absent. */
  unitPrice?: InputMaybe<Scalars['Decimal']['input']>;
  /** Warehouse it leaves from, and only from there; any of the entity's when absent. */
  warehouse?: InputMaybe<Scalars['ID']['input']>;
};

/** What changes on a line: absent leaves. */
export type SalesOrderLineUpdateInput = {
  /** Percentage off; above the price rules only with sales-order:edit. */
  discountPercent?: InputMaybe<Scalars['Decimal']['input']>;
  /** How many; above zero. */
  quantity?: InputMaybe<Scalars['Decimal']['input']>;
  /** Day it is wanted. */
  requestedDate?: InputMaybe<Scalars['Date']['input']>;
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

/** Answer of an act: the record as it is now, or why nothing was done. */
export type SalesOrderPayload = {
  /** The order. */
  salesOrder?: Maybe<SalesOrder>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

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

/** Sums over sales orders, one amount per currency. */
export type SalesOrderTotals = {
  /** How many are blocked. */
  blockedCount: Scalars['Int']['output'];
  /** How many orders. */
  count: Scalars['Int']['output'];
  /** How many are promised before today and not shipped. */
  lateCount: Scalars['Int']['output'];
  /** Totals with tax, one per currency. */
  total: Array<Money>;
};

/** Goods of one order on their way from one warehouse. */
export type Shipment = {
  /** Who carries it. */
  carrier?: Maybe<Scalars['String']['output']>;
  /** When it was recorded. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who gets it. */
  customer?: Maybe<Customer>;
  /** Day it arrived. */
  deliveredDate?: Maybe<Scalars['Date']['output']>;
  /** Where it goes. */
  deliveryAddress?: Maybe<PostalAddress>;
  /** What it posted: cost of goods sold against inventory. */
  journalEntry?: Maybe<JournalEntry>;
  /** What is in it. */
  lines?: Maybe<Array<ShipmentLine>>;
  /** Shipment number, e.g. `SH-7731`. */
  number: Scalars['ID']['output'];
  /** Latest promised date of its lines when it was made. */
  promisedDate?: Maybe<Scalars['Date']['output']>;
  /** The order it fulfils. */
  salesOrder?: Maybe<SalesOrder>;
  /** Day it left. */
  shippedDate?: Maybe<Scalars['Date']['output']>;
  /** Where it stands. */
  status?: Maybe<ShipmentStatus>;
  /** The carrier's number. */
  trackingNumber?: Maybe<Scalars['String']['output']>;
  /** Goes up with each change. */
  version?: Maybe<Scalars['Int']['output']>;
  /** Where it leaves from. */
  warehouse?: Maybe<Warehouse>;
};

/** Who carries it, known at the latest when it leaves. */
export type ShipmentCarrierInput = {
  /** Who carries it. */
  carrier: Scalars['String']['input'];
  /** The carrier's number. */
  trackingNumber?: InputMaybe<Scalars['String']['input']>;
};

/** A page of a list. */
export type ShipmentConnection = {
  /** With cursors. */
  edges: Array<ShipmentEdge>;
  /** The shipments. */
  nodes: Array<Shipment>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** All that match. */
  totalCount: Scalars['Int']['output'];
};

/** What to ship. Without lines: everything reserved in the warehouse. */
export type ShipmentCreateInput = {
  /** Who carries it. */
  carrier?: InputMaybe<Scalars['String']['input']>;
  /** What, by line of the order. */
  lines?: InputMaybe<Array<ShipmentLineInput>>;
  /** Which warehouse; the one with most reserved when absent. */
  warehouse?: InputMaybe<Scalars['ID']['input']>;
};

/** A row of a list with its cursor. */
export type ShipmentEdge = {
  /** For paging from here. */
  cursor: Scalars['String']['output'];
  /** The shipment. */
  node: Shipment;
};

/** Conditions on shipments. */
export type ShipmentFilter = {
  /** All of these. */
  and?: InputMaybe<Array<ShipmentFilter>>;
  /** By customer number. */
  customerNumber?: InputMaybe<IdComparator>;
  /** Not this. */
  not?: InputMaybe<ShipmentFilter>;
  /** By number. */
  number?: InputMaybe<IdComparator>;
  /** Any of these. */
  or?: InputMaybe<Array<ShipmentFilter>>;
  /** By day promised. */
  promisedDate?: InputMaybe<DateComparator>;
  /** By order number. */
  salesOrderNumber?: InputMaybe<IdComparator>;
  /** By day shipped. */
  shippedDate?: InputMaybe<DateComparator>;
  /** By status. */
  status?: InputMaybe<ShipmentStatusComparator>;
  /** By warehouse. */
  warehouse?: InputMaybe<IdComparator>;
};

/** A line of a shipment. */
export type ShipmentLine = {
  /** Cost at the moving average when shipped, in base currency; only with the right to read the ledger. */
  costAmount?: Maybe<Money>;
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** What. */
  item?: Maybe<Item>;
  /** The order's line. */
  orderLine?: Maybe<SalesOrderLine>;
  /** How many have been picked. */
  pickedQuantity: Scalars['Decimal']['output'];
  /** How many are to go. */
  quantity: Scalars['Decimal']['output'];
};

/** A line as given. */
export type ShipmentLineInput = {
  /** Line of the order. */
  lineNumber: Scalars['Int']['input'];
  /** How many; at most what is reserved. */
  quantity: Scalars['Decimal']['input'];
};

/** An order of a list. */
export type ShipmentOrder = {
  /** Which way. */
  direction: OrderDirection;
  /** By what. */
  field: ShipmentOrderField;
};

/** What a list of shipments can be ordered by. */
export type ShipmentOrderField =
  /** By number. */
  | 'NUMBER'
  /** By promised date. */
  | 'PROMISED_DATE'
  /** By shipped date. */
  | 'SHIPPED_DATE'
  /** By status. */
  | 'STATUS';

/** Answer of an act: the record as it is now, or why nothing was done. */
export type ShipmentPayload = {
  /** The shipment. */
  shipment?: Maybe<Shipment>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** What was picked; less than planned leaves the rest on the order as backorder. */
export type ShipmentPickInput = {
  /** By line of the order; everything when absent. */
  lines?: InputMaybe<Array<ShipmentLineInput>>;
};

/** Where a shipment stands. */
export type ShipmentStatus =
  /** Called off before it left. */
  | 'CANCELLED'
  /** Arrived. */
  | 'DELIVERED'
  /** To be picked. */
  | 'DRAFT'
  /** Ready to leave. */
  | 'PICKED'
  /** On its way; stock and books have moved. */
  | 'SHIPPED';

/** Conditions on a shipment status. */
export type ShipmentStatusComparator = {
  /** This status. */
  equals?: InputMaybe<ShipmentStatus>;
  /** One of these. */
  in?: InputMaybe<Array<ShipmentStatus>>;
};

/** Answer to calling off a signed order. */
export type SignedOrderCallOffPayload = {
  /** The order that was made before; nothing was called off then. Null: none exists, and none will. */
  orderNumber?: Maybe<Scalars['ID']['output']>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** An order signed in the CRM, as handed over. Sent by the CRM only. */
export type SignedOrderInput = {
  /** Where to bill, given at signing; needed for a new customer, else the customer's own when absent. */
  billingAddress?: InputMaybe<AddressInput>;
  /** Country of a new customer; its billing address's when absent. */
  country?: InputMaybe<Scalars['String']['input']>;
  /** Currency of all prices. */
  currency: Scalars['CurrencyCode']['input'];
  /** Name of the account, for a new customer. */
  customerName: Scalars['String']['input'];
  /** The customer the account already is; null makes one. */
  customerNumber?: InputMaybe<Scalars['ID']['input']>;
  /** The customer's own order number. */
  customerReference?: InputMaybe<Scalars['String']['input']>;
  /** Where to deliver, given at signing; the billing address or the customer's own when absent. */
  deliveryAddress?: InputMaybe<AddressInput>;
  /** Where to send invoices. */
  invoiceEmail?: InputMaybe<Scalars['String']['input']>;
  /** Selling company. */
  legalEntity: Scalars['ID']['input'];
  /** What was signed, 1 to 500 lines. */
  lines: Array<SignedOrderLineInput>;
  /** The signed quote. */
  quoteNumber: Scalars['ID']['input'];
  /** Opaque key of the relationship behind it: two orders of one new relationship never make two customers. */
  relationshipKey: Scalars['ID']['input'];
  /** The signature; one order exists per signature. */
  signatureId: Scalars['ID']['input'];
  /** Day of signing. */
  signedDate: Scalars['Date']['input'];
  /** VAT number of a new customer. */
  vatNumber?: InputMaybe<Scalars['String']['input']>;
};

/** A line as signed. */
export type SignedOrderLineInput = {
  /** Signed percentage off. */
  discountPercent: Scalars['Decimal']['input'];
  /** Item number. */
  itemNumber: Scalars['ID']['input'];
  /** How many. */
  quantity: Scalars['Decimal']['input'];
  /** Day it is wanted. */
  requestedDate?: InputMaybe<Scalars['Date']['input']>;
  /** Signed price of one unit before discount. */
  unitPrice: Scalars['Decimal']['input'];
};

/** Answer of an act: the record as it is now, or why nothing was done. */
export type SignedOrderPayload = {
  /** Its customer, now or before. */
  customerNumber?: Maybe<Scalars['ID']['output']>;
  /** True when this very call made it. */
  isNew?: Maybe<Scalars['Boolean']['output']>;
  /** Its number, for the hand-over, which may read nothing else. */
  orderNumber?: Maybe<Scalars['ID']['output']>;
  /** The order made for the signature, now or before; for those who may read orders. */
  salesOrder?: Maybe<SalesOrder>;
  /** Why it was refused for good. */
  userErrors: Array<UserError>;
};

/** How much of an item a warehouse holds. */
export type StockBalance = {
  /** On hand and not reserved. */
  available: Scalars['Decimal']['output'];
  /** The item. */
  item: Item;
  /** In the house: the sum of all moves. */
  onHand: Scalars['Decimal']['output'];
  /** Held for order lines. */
  reserved: Scalars['Decimal']['output'];
  /** Value at the moving average of the legal entity, rounded to its base currency. Only with the right to read the ledger. */
  value?: Maybe<Money>;
  /** The warehouse. */
  warehouse: Warehouse;
};

/** What was counted. */
export type StockCountInput = {
  /** How much is there; zero or more. */
  countedQuantity: Scalars['Decimal']['input'];
  /** Which item. */
  item: Scalars['ID']['input'];
  /** Day of the books; today when absent. */
  postingDate?: InputMaybe<Scalars['Date']['input']>;
  /** Why it differs. */
  reason: Scalars['String']['input'];
  /** In which warehouse. */
  warehouse: Scalars['ID']['input'];
};

/** One movement of stock. Never changed; corrected by an opposite move. */
export type StockMove = {
  /** Identifier. */
  id: Scalars['ID']['output'];
  /** What moved. */
  item: Item;
  /** The journal entry it posted; null for a transfer, which moves no value. */
  journalEntry?: Maybe<JournalEntry>;
  /** Why. */
  kind: StockMoveKind;
  /** When it was recorded. */
  movedAt: Scalars['DateTime']['output'];
  /** Who recorded it. */
  movedBy: Scalars['String']['output'];
  /** Day of the books. */
  postingDate: Scalars['Date']['output'];
  /** Signed: in is positive. */
  quantity: Scalars['Decimal']['output'];
  /** Reason given for a count. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The document it came from, e.g. a shipment number. */
  sourceNumber?: Maybe<Scalars['String']['output']>;
  /** Signed value in the entity's base currency. Only with the right to read the ledger. */
  value?: Maybe<Money>;
  /** Where. */
  warehouse: Warehouse;
};

/** A page of a list. */
export type StockMoveConnection = {
  /** The moves. */
  nodes: Array<StockMove>;
  /** Where the page ends. */
  pageInfo: PageInfo;
};

/** Why stock moved. */
export type StockMoveKind =
  /** A count found more or less. */
  | 'COUNT'
  /** Stock at the start. */
  | 'OPENING'
  /** Goods came in. */
  | 'RECEIPT'
  /** Goods came back. */
  | 'RETURN'
  /** Goods left to a customer. */
  | 'SHIPMENT'
  /** From another warehouse. */
  | 'TRANSFER_IN'
  /** To another warehouse. */
  | 'TRANSFER_OUT';

/** Answer of an act: the record as it is now, or why nothing was done. */
export type StockPayload = {
  /** The moves made. */
  moves?: Maybe<Array<StockMove>>;
  /** Stock of the item in the warehouse it came to. */
  stock?: Maybe<StockBalance>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** Goods that came in. */
export type StockReceiveInput = {
  /** Which item. */
  item: Scalars['ID']['input'];
  /** Day of the books; today when absent. */
  postingDate?: InputMaybe<Scalars['Date']['input']>;
  /** How much; above zero. */
  quantity: Scalars['Decimal']['input'];
  /** Delivery note or other paper. */
  reference?: InputMaybe<Scalars['String']['input']>;
  /** Cost of one unit in the entity's base currency; zero or more. */
  unitCost: Scalars['Decimal']['input'];
  /** Into which warehouse. */
  warehouse: Scalars['ID']['input'];
};

/** Move stock between two warehouses of one legal entity. */
export type StockTransferInput = {
  /** From. */
  from: Scalars['ID']['input'];
  /** Which item. */
  item: Scalars['ID']['input'];
  /** How much; at most what is available. */
  quantity: Scalars['Decimal']['input'];
  /** To; of the same legal entity. */
  to: Scalars['ID']['input'];
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

/** A kind of tax a legal entity adds to what it sells. */
export type TaxCode = {
  /** Short code, e.g. `DK25`. */
  code: Scalars['ID']['output'];
  /** When it applies. */
  kind: TaxKind;
  /** Name. */
  name: Scalars['String']['output'];
  /** Its rate today; null before its first day. */
  percent?: Maybe<Scalars['Decimal']['output']>;
  /** All its rates, latest first. */
  rates: Array<TaxRate>;
};

/** A tax code and what it takes from a day on. */
export type TaxCodeSetInput = {
  /** Short code; a new one is made if there is none. */
  code: Scalars['ID']['input'];
  /** When it applies; cannot change for a code that exists. */
  kind: TaxKind;
  /** Name. */
  name: Scalars['String']['input'];
  /** Percent of the net amount: 0 to below 100; 0 unless domestic. */
  percent: Scalars['Decimal']['input'];
  /** First day. For a code that has a rate: today or later, since documents have been taxed by it. */
  validFrom: Scalars['Date']['input'];
};

/** When a tax applies. */
export type TaxKind =
  /** Goods stay in the company's country, or go to a consumer in the European Union. */
  | 'DOMESTIC'
  /** Out of the European Union. */
  | 'EXPORT'
  /** To a business in another country of the European Union: the buyer accounts for it. */
  | 'REVERSE_CHARGE';

/** What a tax takes from a day on, until a later rate. */
export type TaxRate = {
  /** Percent of the net amount. */
  percent: Scalars['Decimal']['output'];
  /** First day. */
  validFrom: Scalars['Date']['output'];
};

/** All accounts of a legal entity up to a day. Total debits equal total credits, or the books are broken. */
export type TrialBalance = {
  /** The last day counted. */
  asOf: Scalars['Date']['output'];
  /** The first day counted as movement; null for the beginning. */
  from?: Maybe<Scalars['Date']['output']>;
  /** Whose books. */
  legalEntity?: Maybe<LegalEntity>;
  /** One per account with any posting, by code. */
  rows: Array<TrialBalanceRow>;
  /** Sum of the credits. */
  totalCredit: Money;
  /** Sum of the debits. */
  totalDebit: Money;
};

/** Debits and credits of one account up to a day. */
export type TrialBalanceRow = {
  /** Balance on `asOf`, debit positive. */
  closing: Money;
  /** Credits between the days. */
  credit: Money;
  /** Debits between the days. */
  debit: Money;
  /** The account. */
  ledgerAccount: LedgerAccount;
  /** Balance before `from`, debit positive; zero without `from`. */
  opening: Money;
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

/** What an item is counted in. */
export type Unit = {
  /** Short code, e.g. `PCS`. */
  code: Scalars['ID']['output'];
  /** Decimals a quantity may have. */
  decimals: Scalars['Int']['output'];
  /** Name. */
  name: Scalars['String']['output'];
};

/** Answer of an act: the unit as it is now, or why nothing was done. */
export type UnitPayload = {
  /** The unit. */
  unit?: Maybe<Unit>;
  /** Why it was refused. */
  userErrors: Array<UserError>;
};

/** What items are counted in. */
export type UnitSetInput = {
  /** Short code; a new one is made if there is none. */
  code: Scalars['ID']['input'];
  /** Decimals a quantity may have, 0 to 4; fixed once items are counted in it. */
  decimals: Scalars['Int']['input'];
  /** Name. */
  name: Scalars['String']['input'];
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

/** A place that holds stock for one legal entity. */
export type Warehouse = {
  /** Where it stands. */
  address: PostalAddress;
  /** Short code, e.g. `AARHUS`. */
  code: Scalars['ID']['output'];
  /** Whose stock it is. */
  legalEntity: LegalEntity;
  /** Name. */
  name: Scalars['String']['output'];
};

/** Answer of an act: the warehouse as it is now, or why nothing was done. */
export type WarehousePayload = {
  /** Why it was refused. */
  userErrors: Array<UserError>;
  /** The warehouse. */
  warehouse?: Maybe<Warehouse>;
};

/** A place where stock is kept. */
export type WarehouseSetInput = {
  /** Town. */
  city: Scalars['String']['input'];
  /** Short code; a new one is made if there is none. */
  code: Scalars['ID']['input'];
  /** ISO 3166 country. */
  country: Scalars['String']['input'];
  /** Whose stock it is; cannot change for a warehouse that exists. */
  legalEntity: Scalars['ID']['input'];
  /** Street and number. */
  line1: Scalars['String']['input'];
  /** Name. */
  name: Scalars['String']['input'];
  /** Postal code. */
  postalCode: Scalars['String']['input'];
};
