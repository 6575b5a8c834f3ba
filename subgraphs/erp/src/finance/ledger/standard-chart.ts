import type { Tx } from "../../context.ts";
import type { PostingPurpose } from "./ledger.rules.ts";

type AccountType = "ASSET" | "LIABILITY" | "EQUITY" | "INCOME" | "EXPENSE";
interface StandardAccount { code: string; name: string; type: AccountType; control?: "RECEIVABLES" | "INVENTORY"; purposes?: PostingPurpose[] }

/** A chart as Nordic companies know it: 1 assets, 2 equity and liabilities, 3 income, 4 goods, 5 to 7 running costs, 8 financial items. */
const CHART: readonly StandardAccount[] = [
  { code: "1220", name: "Machinery and equipment", type: "ASSET" },
  { code: "1229", name: "Depreciation of machinery and equipment", type: "ASSET" },
  { code: "1460", name: "Inventory", type: "ASSET", control: "INVENTORY", purposes: ["INVENTORY"] },
  { code: "1465", name: "Goods in transit", type: "ASSET", purposes: ["INVENTORY_IN_TRANSIT"] },
  { code: "1510", name: "Trade receivables", type: "ASSET", control: "RECEIVABLES", purposes: ["RECEIVABLES"] },
  { code: "1790", name: "Prepaid expenses", type: "ASSET" },
  { code: "1910", name: "Cash", type: "ASSET" },
  { code: "1930", name: "Bank", type: "ASSET", purposes: ["BANK"] },
  { code: "2010", name: "Share capital", type: "EQUITY" },
  { code: "2090", name: "Retained earnings", type: "EQUITY" },
  { code: "2099", name: "Opening balances", type: "EQUITY", purposes: ["OPENING_BALANCE"] },
  { code: "2350", name: "Bank loans", type: "LIABILITY" },
  { code: "2440", name: "Trade payables", type: "LIABILITY" },
  { code: "2445", name: "Goods received, not invoiced", type: "LIABILITY", purposes: ["GOODS_RECEIVED_NOT_INVOICED"] },
  { code: "2610", name: "Output tax on sales", type: "LIABILITY", purposes: ["TAX_PAYABLE"] },
  { code: "2640", name: "Input tax on purchases", type: "ASSET" },
  { code: "2650", name: "Tax settlement", type: "LIABILITY" },
  { code: "2710", name: "Payroll taxes and pensions", type: "LIABILITY" },
  { code: "2990", name: "Accrued expenses", type: "LIABILITY" },
  { code: "3000", name: "Sales of goods", type: "INCOME", purposes: ["SALES"] },
  { code: "3520", name: "Freight charged to customers", type: "INCOME", purposes: ["SALES_FREIGHT"] },
  { code: "3740", name: "Rounding differences", type: "INCOME", purposes: ["ROUNDING"] },
  { code: "3960", name: "Exchange gains on receivables", type: "INCOME", purposes: ["EXCHANGE_GAIN"] },
  { code: "4000", name: "Cost of goods sold", type: "EXPENSE", purposes: ["COST_OF_GOODS_SOLD"] },
  { code: "4960", name: "Inventory adjustments", type: "EXPENSE", purposes: ["INVENTORY_ADJUSTMENT"] },
  { code: "5010", name: "Rent of premises", type: "EXPENSE" },
  { code: "5410", name: "Small equipment", type: "EXPENSE" },
  { code: "5700", name: "Freight and forwarding", type: "EXPENSE" },
  { code: "5900", name: "Advertising and fairs", type: "EXPENSE" },
  { code: "6110", name: "Office supplies", type: "EXPENSE" },
  { code: "6310", name: "Insurance", type: "EXPENSE" },
  { code: "6530", name: "Accounting and audit", type: "EXPENSE" },
  { code: "6570", name: "Bank charges", type: "EXPENSE" },
  { code: "7010", name: "Wages and salaries", type: "EXPENSE" },
  { code: "7510", name: "Social security", type: "EXPENSE" },
  { code: "7830", name: "Depreciation", type: "EXPENSE" },
  { code: "7960", name: "Exchange losses on receivables", type: "EXPENSE", purposes: ["EXCHANGE_LOSS"] },
  { code: "8310", name: "Interest received", type: "INCOME" },
  { code: "8410", name: "Interest paid", type: "EXPENSE" },
  { code: "8910", name: "Income tax", type: "EXPENSE" },
];

/** Gives a legal entity the standard chart and says which account each kind of posting goes to. Leaves alone what is there. */
export async function createStandardChart(tx: Tx, legalEntity: string): Promise<void> {
  await tx.insertInto("ledgerAccount").values(CHART.map(({ code, name, type, control }) => ({ legalEntity, code, name, type, control: control ?? null })))
    .onConflict((conflict) => conflict.columns(["legalEntity", "code"]).doNothing()).execute();
  await tx.insertInto("postingAccount").values(CHART.flatMap(({ code, purposes = [] }) => purposes.map((purpose) => ({ legalEntity, purpose, accountCode: code }))))
    .onConflict((conflict) => conflict.columns(["legalEntity", "purpose"]).doNothing()).execute();
}
