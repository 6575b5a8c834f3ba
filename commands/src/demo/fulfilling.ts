import { addDays, type CalendarDate, type Dec, dec, roundTo } from "@homefield/kit";
import { sql } from "kysely";
import { ITEMS } from "./catalogue.ts";
import type { DemoAccount } from "./companies.ts";
import type { Actor, ErpDesk } from "./desk.ts";
import { EMPLOYEES } from "./people.ts";
import { Chance } from "./random.ts";
import { type Calendar, officeHour } from "./story.ts";

const actor = (number: string): Actor => {
  const employee = EMPLOYEES.find((e) => e.number === number)!;
  return { name: employee.name, email: employee.email ?? null };
};
const WAREHOUSE: Record<string, Actor> = { NHDK: actor("E-1015"), NHFR: actor("E-1016") };
const BOOKS: Record<string, Actor> = { NHDK: actor("E-1010"), NHFR: actor("E-1011") };
const DESK = actor("E-1013");
const BUYER = actor("E-1014");
const CONTROLLER = actor("E-1012");

const RECEIVE = `mutation ($input: StockReceiveInput!, $key: String!) { stockReceive(input: $input, idempotencyKey: $key) { stock { onHand } userErrors { code message } } }`;
const ORDER = `mutation ($input: SalesOrderCreateInput!, $key: String!) { salesOrderCreate(input: $input, idempotencyKey: $key) { salesOrder { number version } userErrors { code message } } }`;
const CONFIRM = `mutation ($number: ID!, $v: Int!, $key: String!) { salesOrderConfirm(number: $number, expectedVersion: $v, idempotencyKey: $key) { salesOrder { number status promisedDate blocks { kind } } userErrors { code message } } }`;
const RELEASE = `mutation ($number: ID!, $key: String!) { salesOrderReleaseCredit(number: $number, reason: "Paid by telephone, confirmed by the bank.", idempotencyKey: $key) { salesOrder { number } userErrors { code message } } }`;
const SHIPMENT = `mutation ($number: ID!, $input: ShipmentCreateInput!, $key: String!) { shipmentCreate(salesOrderNumber: $number, input: $input, idempotencyKey: $key) { shipment { number } userErrors { code message } } }`;
const PICK = `mutation ($number: ID!, $key: String!) { shipmentPick(number: $number, input: {}, idempotencyKey: $key) { shipment { number version } userErrors { code message } } }`;
const CARRIER = `mutation ($number: ID!, $v: Int!, $input: ShipmentCarrierInput!) { shipmentCarrierSet(number: $number, input: $input, expectedVersion: $v) { shipment { number } userErrors { code message } } }`;
const SHIP = `mutation ($number: ID!, $key: String!) { shipmentShip(number: $number, idempotencyKey: $key) { shipment { number } userErrors { code message } } }`;
const DELIVER = `mutation ($number: ID!, $key: String!) { shipmentDeliver(number: $number, idempotencyKey: $key) { shipment { number } userErrors { code message } } }`;
const INVOICE = `mutation ($number: ID!, $key: String!) { invoiceCreate(salesOrderNumber: $number, idempotencyKey: $key) { invoice { id } userErrors { code message } } }`;
const POST = `mutation ($id: ID!, $key: String!) { invoicePost(id: $id, idempotencyKey: $key) { invoice { number dueDate total { amount currency } } userErrors { code message } } }`;
const CREDIT = `mutation ($number: ID!, $input: InvoiceCreditInput!, $key: String!) { invoiceCredit(number: $number, input: $input, idempotencyKey: $key) { invoice { number } userErrors { code message } } }`;
const OPEN = `query ($number: ID!) { invoice(number: $number) { openAmount { amount } } }`;
const PAY = `mutation ($input: CustomerPaymentRecordInput!, $key: String!) { customerPaymentRecord(input: $input, idempotencyKey: $key) { customerPayment { number } userErrors { code message } } }`;
const CUSTOMER = `query ($number: ID!) { customer(number: $number) { version country } }`;
const UPDATE = `mutation ($number: ID!, $input: CustomerUpdateInput!, $v: Int!) { customerUpdate(number: $number, input: $input, expectedVersion: $v) { customer { version } userErrors { code message } } }`;
const LIMIT = `mutation ($number: ID!, $limit: Decimal, $v: Int!) { customerCreditLimitSet(number: $number, creditLimit: $limit, expectedVersion: $v) { customer { version } userErrors { code message } } }`;
const HOLD = `mutation ($number: ID!, $reason: String!) { customerHold(number: $number, reason: $reason) { customer { number } userErrors { code message } } }`;
const CANCEL = `mutation ($number: ID!, $v: Int!, $key: String!) { salesOrderCancel(number: $number, reason: "The customer postponed the project.", expectedVersion: $v, idempotencyKey: $key) { salesOrder { number } userErrors { code message } } }`;
const LOOK = `query ($number: ID!) { salesOrder(number: $number) { version status promisedDate blocks { kind } lines { lineNumber reservedQuantity reservations { quantity } } } }`;

const STANDING = `query ($number: ID!) { salesOrder(number: $number) { deliveryStatus } }`;

const CARRIERS = ["DSV", "PostNord", "Schenker", "Geodis", "DHL Freight"] as const;
/** Items that run short in the weeks before today, so that backorders and stock blocks occur. */
const SCARCE = new Set(["LNG-30", "TBL-10", "SWG-10", "BNC-30", "PAR-400", "DBD-20"]);
/** Kroner to the euro in the books of the French warehouse. */
const DKK_PER_EUR = "7.46";
/** Credit limits by the customer's currency: for who pays badly, and for others. */
const LIMITS: Record<DemoAccount["country"], { tight: number; wide: number }> = {
  DK: { tight: 90_000, wide: 300_000 }, SE: { tight: 135_000, wide: 450_000 }, DE: { tight: 12_000, wide: 39_000 }, FR: { tight: 12_000, wide: 39_000 }, CN: { tight: 95_000, wide: 315_000 },
};
const SELLABLE = ITEMS.filter((item) => item.status !== "DISCONTINUED" && item.category !== "SERVICES");

export interface Fulfilling {
  stockUp(): Promise<void>;
  /** A customer's first order exists; its life begins. */
  newCustomer(customerNumber: string, orderNumber: string, account: DemoAccount, day: CalendarDate): Promise<void>;
}
/** What warehouse, order desk and accountants live through. */
export function planFulfilling(desk: ErpDesk, calendar: Calendar): Fulfilling {
  let keys = 0;
  const key = (): string => `demo-${++keys}`;
  const db = desk.database.db;

  async function receive(warehouse: string, item: (typeof ITEMS)[number], quantity: number, day: CalendarDate, chance: Chance): Promise<void> {
    // Costs drift a little from delivery to delivery: the moving average has something to average.
    const drift = dec(chance.int(9_600, 10_400)).dividedBy(10_000);
    const cost = (warehouse === "LYON" ? roundTo(dec(item.costDkk).dividedBy(DKK_PER_EUR).times(drift), "EUR") : roundTo(drift.times(item.costDkk), "DKK")).toFixed();
    await desk.ask(BUYER, officeHour(day, chance.int(0, 120)), RECEIVE, { key: key(), input: { warehouse, item: item.number, quantity: String(quantity), unitCost: cost, reference: `DN-${4000 + keys}` } });
  }
  async function stockUp(): Promise<void> {
    const chance = new Chance(5);
    for (const item of SELLABLE) {
      for (const warehouse of ["AARHUS", "HORSENS", "LYON"]) {
        if (warehouse !== "AARHUS" && chance.percent(warehouse === "HORSENS" ? 85 : 45)) continue;
        await receive(warehouse, item, SCARCE.has(item.number) ? chance.int(14, 30) : warehouse === "AARHUS" ? chance.int(120, 320) : chance.int(60, 140), calendar.from, chance);
      }
    }
    for (let day = addDays(calendar.from, 30); day <= calendar.today; day = addDays(day, 45)) calendar.on(day, () => replenish(day));
    for (let day = addDays(calendar.from, 9), week = 0; day <= calendar.today; day = addDays(day, 7), week++) calendar.on(day, () => callOff(week, day));
  }
  async function replenish(day: CalendarDate): Promise<void> {
    const chance = new Chance(Number(day.replaceAll("-", "")));
    const low = (await sql<{ warehouse: string; itemNumber: string }>`select warehouse, item_number from stock_balance where on_hand - reserved < 20 order by 1, 2`.execute(db)).rows;
    const nearTheEnd = day > addDays(calendar.today, -160);
    for (const row of low) {
      if (nearTheEnd && SCARCE.has(row.itemNumber)) continue;
      const item = ITEMS.find((i) => i.number === row.itemNumber)!;
      if (item.status === "ACTIVE") await receive(row.warehouse, item, SCARCE.has(item.number) ? chance.int(15, 30) : chance.int(80, 200), day, chance);
    }
  }

  /** The French customers have framework agreements: each week one of them, in turn, orders a part of the year's need. */
  const regulars: { number: string; habit: string; life: Chance }[] = [];
  async function callOff(week: number, day: CalendarDate): Promise<void> {
    const regular = regulars[week % regulars.length];
    if (regular) await repeatOrder(regular.number, "NHFR", day, regular.habit, regular.life);
  }

  let customers = 0;
  async function newCustomer(number: string, orderNumber: string, account: DemoAccount, day: CalendarDate): Promise<void> {
    const index = ++customers;
    const life = new Chance(9000 + index);
    const entity = account.team === "SOUTH" ? "NHFR" : "NHDK";
    const at = officeHour(day, 330);
    let { version } = await desk.ask<{ version: number }>(CONTROLLER, at, CUSTOMER, { number });
    const group = account.segment === "Retail" ? "RETAIL" : account.segment === "Municipalities" ? "PUBLIC" : life.percent(40) ? "CONTRACT" : null;
    version = (await desk.ask(CONTROLLER, at, UPDATE, { number, v: version, input: { customerGroup: group, paymentTerms: life.of(["NET14", "NET30", "NET30", "NET60"]) } })).customer.version;
    const habit = index % 9 === 0 ? "bad" : index % 4 === 0 ? "late" : "prompt";
    if (habit === "bad" || life.percent(30)) {
      await desk.ask(CONTROLLER, at, LIMIT, { number, v: version, limit: String(LIMITS[account.country][habit === "bad" ? "tight" : "wide"]) });
    }
    plan(number, orderNumber, entity, day, habit, life);
    if (entity === "NHFR") regulars.push({ number, habit, life });
    else {
      for (let next = addDays(day, life.int(60, 300)); next <= calendar.today; next = addDays(next, life.int(240, 420))) {
        const on = next;
        calendar.on(on, () => repeatOrder(number, entity, on, habit, life));
      }
    }
    // One in three orders again these days: that is what the order desk works on.
    if (life.percent(34)) {
      const lately = addDays(calendar.today, -life.int(0, 21));
      if (lately > day) calendar.on(lately, () => repeatOrder(number, entity, lately, habit, life));
    }
    if (index === 33 || index === 88) {
      const on = addDays(calendar.today, -12);
      calendar.on(on > day ? on : calendar.today, async () => { await desk.ask(CONTROLLER, officeHour(on, 60), HOLD, { number, reason: "Reported insolvent; awaiting the court’s notice." }); });
    }
  }
  async function repeatOrder(number: string, entity: string, day: CalendarDate, habit: string, life: Chance): Promise<void> {
    const at = officeHour(day, life.int(0, 200));
    const lines = life.some(SELLABLE, life.int(1, 5)).map((item) => ({ itemNumber: item.number, quantity: String(item.category === "DINING" || item.category === "TEXTILES" ? life.int(4, 30) : life.int(1, 8)) }));
    // Everybody wants what is short these weeks.
    const scarce = day > addDays(calendar.today, -24) && life.percent(40) ? [{ itemNumber: life.of([...SCARCE]), quantity: String(life.int(9, 24)) }] : [];
    const { value, refusals } = await desk.try(DESK, at, ORDER, { key: key(), input: { customerNumber: number, lines: [...lines.filter((line) => line.itemNumber !== scarce[0]?.itemNumber), ...scarce], requestedDate: addDays(day, life.int(5, 30)), customerReference: `PO-${4000 + life.int(0, 4999)}`, ...(life.percent(35) && { freight: String(life.int(4, 20) * 25) }) } });
    if (refusals.length > 0) return;
    const order = value.salesOrder as { number: string; version: number };
    // The newest orders stay drafts or are called off now and then.
    if (day > addDays(calendar.today, -14) && life.percent(25)) return;
    await desk.ask(DESK, at, CONFIRM, { number: order.number, v: order.version, key: key() });
    if (life.percent(3)) {
      const { version } = await desk.ask(DESK, at, LOOK, { number: order.number });
      return void (await desk.ask(DESK, at, CANCEL, { number: order.number, v: version, key: key() }));
    }
    plan(number, order.number, entity, day, habit, life);
  }

  /** Ship, deliver, bill and collect in the days after an order. */
  function plan(customer: string, order: string, entity: string, ordered: CalendarDate, habit: string, life: Chance): void {
    const first = addDays(ordered, life.int(2, 9));
    calendar.on(first, () => shipWhatIsThere(customer, order, entity, first, habit, life, 0));
  }
  async function shipWhatIsThere(customer: string, order: string, entity: string, day: CalendarDate, habit: string, life: Chance, tries: number): Promise<void> {
    const at = officeHour(day, life.int(60, 300));
    if (tries > 0) {
      const { deliveryStatus } = await desk.ask<{ deliveryStatus: string }>(DESK, at, STANDING, { number: order });
      if (deliveryStatus === "SHIPPED" || deliveryStatus === "DELIVERED") return;
    }
    const seen = await desk.ask<{ status: string; version: number; blocks: { kind: string }[]; lines: { lineNumber: number; reservedQuantity: string; reservations: { quantity: string }[] }[] }>(DESK, at, LOOK, { number: order });
    if (!["CONFIRMED", "IN_FULFILMENT"].includes(seen.status)) return;
    const isRecent = day > addDays(calendar.today, -18);
    if (seen.blocks.some((block) => block.kind === "HOLD")) return;
    if (seen.blocks.some((block) => block.kind === "CREDIT")) {
      if (isRecent) return;
      // Not by who made the order nor by who set the limit: four eyes.
      await desk.ask(BOOKS[entity]!, at, RELEASE, { number: order, key: key() });
    }
    const ready = seen.lines.filter((line) => dec(line.reservedQuantity).greaterThan(0));
    if (ready.length === 0) {
      if (tries < 5) calendar.on(addDays(day, 14), () => shipWhatIsThere(customer, order, entity, addDays(day, 14), habit, life, tries + 1));
      return;
    }
    // One order in six leaves in two parts. A part leaves from one warehouse: the one that holds most for it.
    const most = (held: { quantity: string }[]): string => held.map(({ quantity }) => quantity).sort((a, b) => dec(b).comparedTo(a))[0]!;
    const part = ready.length > 1 && life.percent(16) ? ready.slice(0, 1) : null;
    const carrier = life.of(CARRIERS);
    const { shipment } = await desk.ask(WAREHOUSE[entity]!, at, SHIPMENT, { number: order, key: key(), input: { carrier, ...(part && { lines: part.map((line) => ({ lineNumber: line.lineNumber, quantity: most(line.reservations) })) }) } });
    const number: string = shipment.number;
    if (isRecent && life.percent(30)) return; // waits to be picked
    // Of long ago only that it left is told; lately each step is: picked, carrier, gone.
    if (day > addDays(calendar.today, -60)) {
      const picked = (await desk.ask(WAREHOUSE[entity]!, at, PICK, { number, key: key() })).shipment;
      if (isRecent && life.percent(20)) return; // picked, not gone
      await desk.ask(WAREHOUSE[entity]!, at, CARRIER, { number, v: picked.version, input: { carrier, trackingNumber: `${carrier.slice(0, 3).toUpperCase()}${String(life.int(0, 99_999_999)).padStart(8, "0")}` } });
    }
    await desk.ask(WAREHOUSE[entity]!, at, SHIP, { number, key: key() });
    const arrives = addDays(day, life.int(1, 4));
    calendar.on(arrives, async () => { await desk.ask(WAREHOUSE[entity]!, officeHour(arrives, 240), DELIVER, { number, key: key() }); });
    const bills = addDays(day, life.int(0, 2));
    calendar.on(bills, () => bill(customer, order, entity, bills, habit, life));
    const later = addDays(day, life.int(7, 16));
    calendar.on(later, () => shipWhatIsThere(customer, order, entity, later, habit, life, tries + 1));
  }
  async function bill(customer: string, order: string, entity: string, day: CalendarDate, habit: string, life: Chance): Promise<void> {
    const at = officeHour(day, life.int(200, 380));
    const { value, refusals } = await desk.try(BOOKS[entity]!, at, INVOICE, { number: order, key: key() });
    if (refusals.length > 0) return; // two parts shipped the same day: the first invoice has it all
    if (day > addDays(calendar.today, -4) && life.percent(35)) return; // a draft to be posted
    const { invoice } = await desk.ask<{ invoice: { number: string; dueDate: CalendarDate; total: { currency: string } } }>(BOOKS[entity]!, at, POST, { id: value.invoice.id, key: key() });
    if (life.percent(5)) {
      const on = addDays(day, life.int(3, 14));
      calendar.on(on, async () => { await desk.try(CONTROLLER, officeHour(on, 100), CREDIT, { number: invoice.number, key: key(), input: { reason: life.of(["Damaged in transport", "Wrong colour delivered", "Agreed price not applied"]), ...(life.percent(70) && { lines: [{ lineNumber: 1, quantity: "1" }] }) } }); });
    }
    const pays = addDays(invoice.dueDate, habit === "prompt" ? life.int(-6, 2) : habit === "late" ? life.int(8, 45) : life.int(60, 160));
    calendar.on(pays, () => pay(customer, invoice, entity, pays, life));
  }
  async function pay(customer: string, invoice: { number: string; total: { currency: string } }, entity: string, day: CalendarDate, life: Chance): Promise<void> {
    const at = officeHour(day, life.int(0, 90));
    const open: string = (await desk.ask(BOOKS[entity]!, at, OPEN, { number: invoice.number })).openAmount.amount;
    const owed = dec(open);
    if (!owed.isPositive() || owed.isZero()) return;
    const { currency } = invoice.total;
    const input = (amount: Dec): object => ({ customerNumber: customer, amount: amount.toFixed(), currency, reference: invoice.number, bankText: `/RFB/${invoice.number}/ ${customer}` });
    // A credit note of the same hour may have settled part of it: then the payment is refused and does not happen.
    const fate = life.int(0, 99);
    if (fate < 6 && owed.greaterThan(10)) {
      const half = roundTo(owed.dividedBy(2), currency);
      await desk.try(BOOKS[entity]!, at, PAY, { key: key(), input: { ...input(half), allocations: [{ invoiceNumber: invoice.number, amount: half.toFixed() }] } });
    } else if (day > addDays(calendar.today, -16) && fate < 60) {
      // Left to be placed by hand; some customers pay a little more than they owe.
      await desk.try(BOOKS[entity]!, at, PAY, { key: key(), input: input(fate < 16 ? owed.plus(125) : owed) });
    } else {
      await desk.try(BOOKS[entity]!, at, PAY, { key: key(), input: { ...input(owed), allocations: [{ invoiceNumber: invoice.number, amount: open }] } });
    }
  }
  return { stockUp, newCustomer };
}
