// AdventureWorks in small: every file the importer reads, a few rows each, written by hand.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

export const BICYCLES: Readonly<Record<string, string>> = {
  "Person.CountryRegion": "CountryRegionCode,Name\nUS,United States\nFR,France",
  "Person.StateProvince": "StateProvinceID,StateProvinceCode,CountryRegionCode,Name,TerritoryID\n79,WA,US,Washington,1\n101,75,FR,Seine (Paris),2",
  "Person.Address": 'AddressID,AddressLine1,AddressLine2,City,StateProvinceID,PostalCode\n1,"1970 Napa Ct.",,Bothell,79,98011\n2,"9, rue des Bois","Étage 2",Paris,101,75017\n3,Main Street 3,,Seattle,79,98104',
  "Person.BusinessEntityAddress": "BusinessEntityID,AddressID,AddressTypeID\n300,1,3\n301,2,3\n401,3,2",
  "Person.Person": "BusinessEntityID,PersonType,FirstName,MiddleName,LastName\n11,EM,Ken,J,Sánchez\n274,SP,Stephen,,Jiang\n275,SP,Linda,,Mitchell\n290,SC,Åsa,,Öberg\n291,SC,Gustavo,,Achong\n401,IN,Jon,V,Yang\n402,IN,小明,,王",
  "Person.EmailAddress": "BusinessEntityID,EmailAddress\n11,ken@bicycles.example\n274,stephen@bicycles.example\n275,linda@bicycles.example\n290,asa@shop.example\n401,jon@home.example",
  "Person.PersonPhone": "BusinessEntityID,PhoneNumber\n290,697-555-0142\n401,1 (11) 500 555-0162",
  "Person.ContactType": "ContactTypeID,Name\n11,Owner\n15,Purchasing Manager",
  "Person.BusinessEntityContact": "BusinessEntityID,PersonID,ContactTypeID\n300,290,11\n301,291,15",
  "HumanResources.Department": "DepartmentID,Name\n3,Sales\n16,Executive",
  "HumanResources.EmployeeDepartmentHistory": "BusinessEntityID,DepartmentID,StartDate,EndDate\n11,16,2009-01-14,\n274,3,2011-01-04,\n275,3,2011-05-31,",
  "HumanResources.Employee": "BusinessEntityID,JobTitle,HireDate,CurrentFlag\n11,Chief Executive Officer,2009-01-14,true\n274,Sales Manager,2011-01-04,true\n275,Sales Representative,2011-05-31,true",
  "Sales.SalesTerritory": "TerritoryID,Name,CountryRegionCode\n1,Northwest,US\n2,France,FR",
  "Sales.SalesPerson": "BusinessEntityID,TerritoryID\n274,\n275,1",
  "Sales.SalesPersonQuotaHistory": "BusinessEntityID,QuotaDate,SalesQuota\n275,2011-05-31 00:00:00,28000.0000\n275,2011-08-31 00:00:00,7000.0000",
  "Sales.Store": 'BusinessEntityID,Name,SalesPersonID\n300,"Next-Door ""Bike"" Store",275\n301,Vélos du Bois,',
  "Sales.Customer": "CustomerID,PersonID,StoreID,TerritoryID,AccountNumber\n1,290,300,1,AW00000001\n2,291,301,2,AW00000002\n11000,401,,1,AW00011000\n11001,402,,2,AW00011001",
  "Sales.Currency": "CurrencyCode,Name\nUSD,US Dollar\nEUR,Euro",
  "Sales.CurrencyRate": "CurrencyRateID,CurrencyRateDate,FromCurrencyCode,ToCurrencyCode,EndOfDayRate\n1,2011-05-31 00:00:00,USD,EUR,0.9400\n2,2011-06-01 00:00:00,USD,EUR,0.9500",
  "Sales.SalesTaxRate": "SalesTaxRateID,StateProvinceID,TaxType,TaxRate,Name\n1,79,1,8.8000,Washington State Sales Tax",
  "Production.UnitMeasure": "UnitMeasureCode,Name\nLB ,US pound",
  "Production.ProductCategory": "ProductCategoryID,Name\n1,Bikes\n4,Accessories",
  "Production.ProductSubcategory": "ProductSubcategoryID,ProductCategoryID,Name\n2,1,Road Bikes\n31,4,Helmets",
  "Production.Product": "ProductID,Name,ProductNumber,StandardCost,ListPrice,WeightUnitMeasureCode,Weight,DaysToManufacture,ProductSubcategoryID,SellStartDate,SellEndDate,DiscontinuedDate\n1,Adjustable Race,AR-5381,0.0000,0.0000,,,0,,2008-04-30 00:00:00,,\n707,\"Sport-100 Helmet, Red\",HL-U509-R,13.0863,34.9900,,,0,31,2011-05-31 00:00:00,,\n749,\"Road-150 Red, 62\",BK-R93R-62,2171.2942,3578.2700,LB ,15.00,4,2,2011-05-31 00:00:00,2012-05-29 00:00:00,",
  "Production.ProductListPriceHistory": "ProductID,StartDate,EndDate,ListPrice\n707,2011-05-31 00:00:00,2012-05-29 00:00:00,33.6442\n707,2012-05-30 00:00:00,,34.9900",
  "Production.Location": "LocationID,Name\n1,Tool Crib\n7,Finished Goods Storage",
  "Production.ProductInventory": "ProductID,LocationID,Quantity\n1,1,408\n707,7,288\n749,7,0",
  "Sales.SpecialOffer": "SpecialOfferID,Description,DiscountPct,Category,StartDate,EndDate,MinQty\n1,No Discount,0.0000,No Discount,2011-05-01 00:00:00,2014-11-30 00:00:00,0\n2,Volume Discount 11 to 14,0.0200,Reseller,2011-05-31 00:00:00,2014-05-30 00:00:00,11",
  "Sales.SpecialOfferProduct": "SpecialOfferID,ProductID\n1,707\n2,707\n1,749",
  "Purchasing.ShipMethod": "ShipMethodID,Name\n1,XRQ - TRUCK GROUND\n5,CARGO TRANSPORT 5",
  // The first has lines whose four decimals don't round to their sum; the last has a rate and nothing but a helmet.
  "Sales.SalesOrderHeader": "SalesOrderID,OrderDate,DueDate,ShipDate,Status,OnlineOrderFlag,SalesOrderNumber,PurchaseOrderNumber,CustomerID,BillToAddressID,ShipToAddressID,ShipMethodID,CurrencyRateID,SubTotal,TaxAmt,Freight,TotalDue\n43659,2011-05-31 00:00:00,2011-06-12 00:00:00,2011-06-07 00:00:00,5,false,SO43659,PO522145787,1,1,1,5,,2216.2128,195.0267,66.4864,2477.7259\n43660,2011-06-01 00:00:00,2011-06-13 00:00:00,2011-06-08 00:00:00,5,false,SO43660,,2,2,2,5,2,33.6442,2.9607,1.0093,37.6142\n43697,2011-07-31 00:00:00,2011-08-12 00:00:00,2011-08-07 00:00:00,5,true,SO43697,,11000,3,3,1,,3578.2700,286.2616,89.4568,3953.9884\n43700,2012-01-31 00:00:00,2012-02-12 00:00:00,2012-02-07 00:00:00,5,true,SO43700,,11001,2,2,1,1,34.9900,2.7992,0.8748,38.6640",
  "Sales.SalesOrderDetail": "SalesOrderID,SalesOrderDetailID,CarrierTrackingNumber,OrderQty,ProductID,UnitPrice,UnitPriceDiscount,LineTotal\n43659,1,4911-403C-98,1,749,2146.9620,0.0000,2146.9620\n43659,2,4911-403C-98,3,707,23.0836,0.0000,69.2508\n43660,3,6431-4D57-83,1,707,33.6442,0.0000,33.6442\n43697,4,,1,749,3578.2700,0.0000,3578.2700\n43700,5,,1,707,34.9900,0.0000,34.9900",
};

/** Writes the files; `change` gets each file's name and text and answers what is written instead, null for no file. */
export function writeBicycles(folder: string, change: (file: string, text: string) => string | null = (_, text) => text): void {
  for (const [file, text] of Object.entries(BICYCLES)) {
    const written = change(file, text);
    if (written !== null) writeFileSync(join(folder, `${file}.csv`), `${written}\n`);
  }
}
