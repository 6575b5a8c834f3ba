/** The files of AdventureWorks 2019 that are read, and what of each: column in the file → type in the staging table. */
export type ColumnType = "text" | "int" | "numeric" | "date" | "boolean";
export interface SourceTable {
  file: string;
  /** Name in the staging schema. */
  table: string;
  columns: Record<string, { type: ColumnType; optional?: boolean }>;
  /** Which database needs it. */
  for: ("crm" | "erp")[];
}
const text = { type: "text" } as const;
const int = { type: "int" } as const;
const numeric = { type: "numeric" } as const;
const date = { type: "date" } as const;
const boolean = { type: "boolean" } as const;
const maybe = <T extends ColumnType>(column: { type: T }): { type: T; optional: true } => ({ ...column, optional: true });

export const TABLES: readonly SourceTable[] = [
  { file: "Person.CountryRegion", table: "country", for: ["erp"], columns: { CountryRegionCode: text, Name: text } },
  { file: "Person.StateProvince", table: "state", for: ["crm", "erp"], columns: { StateProvinceID: int, StateProvinceCode: text, CountryRegionCode: text, Name: text, TerritoryID: int } },
  { file: "Person.Address", table: "address", for: ["crm", "erp"], columns: { AddressID: int, AddressLine1: text, AddressLine2: maybe(text), City: text, StateProvinceID: int, PostalCode: text } },
  { file: "Person.BusinessEntityAddress", table: "entity_address", for: ["crm"], columns: { BusinessEntityID: int, AddressID: int, AddressTypeID: int } },
  { file: "Person.Person", table: "person", for: ["crm", "erp"], columns: { BusinessEntityID: int, PersonType: text, FirstName: text, MiddleName: maybe(text), LastName: text } },
  { file: "Person.EmailAddress", table: "email", for: ["crm", "erp"], columns: { BusinessEntityID: int, EmailAddress: text } },
  { file: "Person.PersonPhone", table: "phone", for: ["crm"], columns: { BusinessEntityID: int, PhoneNumber: text } },
  { file: "Person.ContactType", table: "contact_type", for: ["crm"], columns: { ContactTypeID: int, Name: text } },
  { file: "Person.BusinessEntityContact", table: "entity_contact", for: ["crm"], columns: { BusinessEntityID: int, PersonID: int, ContactTypeID: int } },
  { file: "HumanResources.Department", table: "department", for: ["erp"], columns: { DepartmentID: int, Name: text } },
  { file: "HumanResources.EmployeeDepartmentHistory", table: "department_history", for: ["erp"], columns: { BusinessEntityID: int, DepartmentID: int, StartDate: date, EndDate: maybe(date) } },
  { file: "HumanResources.Employee", table: "employee", for: ["crm", "erp"], columns: { BusinessEntityID: int, JobTitle: text, HireDate: date, CurrentFlag: boolean } },
  { file: "Sales.SalesTerritory", table: "territory", for: ["crm", "erp"], columns: { TerritoryID: int, Name: text, CountryRegionCode: text } },
  { file: "Sales.SalesPerson", table: "sales_person", for: ["crm"], columns: { BusinessEntityID: int, TerritoryID: maybe(int) } },
  { file: "Sales.SalesPersonQuotaHistory", table: "quota", for: ["crm"], columns: { BusinessEntityID: int, QuotaDate: date, SalesQuota: numeric } },
  { file: "Sales.Store", table: "store", for: ["crm", "erp"], columns: { BusinessEntityID: int, Name: text, SalesPersonID: maybe(int) } },
  { file: "Sales.Customer", table: "customer", for: ["crm", "erp"], columns: { CustomerID: int, PersonID: maybe(int), StoreID: maybe(int), TerritoryID: int, AccountNumber: text } },
  { file: "Sales.Currency", table: "currency", for: ["erp"], columns: { CurrencyCode: text, Name: text } },
  { file: "Sales.CurrencyRate", table: "currency_rate", for: ["erp"], columns: { CurrencyRateID: int, CurrencyRateDate: date, FromCurrencyCode: text, ToCurrencyCode: text, EndOfDayRate: numeric } },
  { file: "Sales.SalesTaxRate", table: "tax_rate", for: ["erp"], columns: { SalesTaxRateID: int, StateProvinceID: int, TaxType: int, TaxRate: numeric, Name: text } },
  { file: "Production.UnitMeasure", table: "unit", for: ["erp"], columns: { UnitMeasureCode: text, Name: text } },
  { file: "Production.ProductCategory", table: "category", for: ["erp"], columns: { ProductCategoryID: int, Name: text } },
  { file: "Production.ProductSubcategory", table: "subcategory", for: ["erp"], columns: { ProductSubcategoryID: int, ProductCategoryID: int, Name: text } },
  { file: "Production.Product", table: "product", for: ["erp"], columns: { ProductID: int, Name: text, ProductNumber: text, StandardCost: numeric, ListPrice: numeric, WeightUnitMeasureCode: maybe(text), Weight: maybe(numeric), DaysToManufacture: int, ProductSubcategoryID: maybe(int), SellStartDate: date, SellEndDate: maybe(date), DiscontinuedDate: maybe(date) } },
  { file: "Production.ProductListPriceHistory", table: "list_price", for: ["erp"], columns: { ProductID: int, StartDate: date, EndDate: maybe(date), ListPrice: numeric } },
  { file: "Production.Location", table: "location", for: ["erp"], columns: { LocationID: int, Name: text } },
  { file: "Production.ProductInventory", table: "inventory", for: ["erp"], columns: { ProductID: int, LocationID: int, Quantity: int } },
  { file: "Sales.SpecialOffer", table: "offer", for: ["erp"], columns: { SpecialOfferID: int, Description: text, DiscountPct: numeric, Category: text, StartDate: date, EndDate: date, MinQty: int } },
  { file: "Sales.SpecialOfferProduct", table: "offer_product", for: ["erp"], columns: { SpecialOfferID: int, ProductID: int } },
  { file: "Purchasing.ShipMethod", table: "ship_method", for: ["erp"], columns: { ShipMethodID: int, Name: text } },
  { file: "Sales.SalesOrderHeader", table: "order_header", for: ["erp"], columns: { SalesOrderID: int, OrderDate: date, DueDate: date, ShipDate: maybe(date), Status: int, OnlineOrderFlag: boolean, SalesOrderNumber: text, PurchaseOrderNumber: maybe(text), CustomerID: int, BillToAddressID: int, ShipToAddressID: int, ShipMethodID: int, CurrencyRateID: maybe(int), SubTotal: numeric, TaxAmt: numeric, Freight: numeric, TotalDue: numeric } },
  { file: "Sales.SalesOrderDetail", table: "order_detail", for: ["erp"], columns: { SalesOrderID: int, SalesOrderDetailID: int, CarrierTrackingNumber: maybe(text), OrderQty: int, ProductID: int, UnitPrice: numeric, UnitPriceDiscount: numeric, LineTotal: numeric } },
];

/** References that must hold between rows: child column → parent column. A row whose parent is missing is bad. */
export const REFERENCES: readonly [table: string, column: string, parent: string, parentColumn: string][] = [
  ["address", "StateProvinceID", "state", "StateProvinceID"], ["subcategory", "ProductCategoryID", "category", "ProductCategoryID"], ["product", "ProductSubcategoryID", "subcategory", "ProductSubcategoryID"],
  ["list_price", "ProductID", "product", "ProductID"], ["inventory", "ProductID", "product", "ProductID"], ["inventory", "LocationID", "location", "LocationID"],
  ["offer_product", "SpecialOfferID", "offer", "SpecialOfferID"], ["offer_product", "ProductID", "product", "ProductID"],
  ["sales_person", "TerritoryID", "territory", "TerritoryID"], ["quota", "BusinessEntityID", "sales_person", "BusinessEntityID"], ["store", "SalesPersonID", "sales_person", "BusinessEntityID"],
  ["customer", "PersonID", "person", "BusinessEntityID"], ["customer", "StoreID", "store", "BusinessEntityID"], ["customer", "TerritoryID", "territory", "TerritoryID"],
  ["currency_rate", "ToCurrencyCode", "currency", "CurrencyCode"], ["tax_rate", "StateProvinceID", "state", "StateProvinceID"],
  ["order_header", "CustomerID", "customer", "CustomerID"], ["order_header", "BillToAddressID", "address", "AddressID"], ["order_header", "ShipToAddressID", "address", "AddressID"], ["order_header", "ShipMethodID", "ship_method", "ShipMethodID"], ["order_header", "CurrencyRateID", "currency_rate", "CurrencyRateID"],
  ["order_detail", "SalesOrderID", "order_header", "SalesOrderID"], ["order_detail", "ProductID", "product", "ProductID"],
];
export const columnName = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
