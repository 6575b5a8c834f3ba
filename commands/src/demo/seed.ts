import { addDays, addMonths, type CalendarDate, dayIn, HOUSE_TIME_ZONE, silentLog, startOfMonth } from "@homefield/kit";
import { deliverNext, type Deliver } from "@homefield/crm/signed-orders/signed-orders.module.ts";
import { sql } from "kysely";
import type { DatabaseUrls } from "../house/launch.ts";
import { crmBase, erpBase } from "./base.ts";
import { crmDesk, erpDesk } from "./desk.ts";
import { planFulfilling } from "./fulfilling.ts";
import { planSelling, type Signed } from "./selling.ts";
import { Calendar } from "./story.ts";

export interface DemoSeed {
  databases: Pick<DatabaseUrls, "crm" | "erp">;
  /** How far it is, in a few words: "March 2026, 60 %". */
  progress: (text: string) => void;
  /** The day the story ends and how many months it tells; today and 18 unless a test says otherwise. */
  today?: string;
  months?: number;
}
const LOG = silentLog();
const ACCEPT = `mutation ($input: SignedOrderInput!) { signedOrderAccept(input: $input) { salesOrder { number } customerNumber userErrors { code message } } }`;

/**
 * Makes the demo company: 18 months of a Nordic maker of outdoor furniture, lived day by day through the product's own acts.
 * The same on every machine on the same day. Runs before the services start, so that nothing else acts meanwhile.
 */
export async function seedDemo({ databases, progress, today = dayIn(HOUSE_TIME_ZONE, new Date()), months = 18 }: DemoSeed): Promise<{ acts: number }> {
  const from = startOfMonth(addMonths(today, -months));
  const erp = erpDesk(databases.erp);
  const crm = crmDesk(databases.crm);
  try {
    progress("companies, items, prices, people");
    await erpBase(erp, from, today);
    const base = await crmBase(crm, from);
    // Each side lives its own days; the ERP follows as soon as the CRM has lived a day and its signatures are known.
    const selling = new Calendar(from, today);
    const running = new Calendar(from, today);
    const fulfilling = planFulfilling(erp, running);
    const signed: Signed[] = [];
    await planSelling(crm, base, selling, (signature) => signed.push(signature));
    await Promise.all([
      selling.live({}),
      fulfilling.stockUp().then(() => running.live({
        begins: async (day) => {
          await selling.over(day);
          await handOver(day);
        },
        ended: (day, share) => progress(`${day.slice(0, 7)}, ${Math.round(share * 100)} %`),
      })),
    ]);
    await closeOldPeriods();
    // The first screens are planned for what is there now.
    await Promise.all([sql`analyze`.execute(erp.database.db), sql`analyze`.execute(crm.database.db)]);
    return { acts: erp.acts + crm.acts };

    /** Delivers what was signed on a day, as the CRM's relay would. The very latest signatures are still on their way when the story ends. */
    async function handOver(day: CalendarDate): Promise<void> {
      if (day >= addDays(today, -1)) return;
      const begun: { orderNumber: string; customerNumber: string; by: Signed }[] = [];
      const deliver: Deliver = async (order) => {
        const by = signed.find((signature) => signature.accountId === order.relationshipKey)!;
        const answer = await erp.ask<{ salesOrder: { number: string }; customerNumber: string }>(SERVICE, by.at, ACCEPT, { input: order });
        begun.push({ orderNumber: answer.salesOrder.number, customerNumber: answer.customerNumber, by });
        return { kind: "ACCEPTED", orderNumber: answer.salesOrder.number, customerNumber: answer.customerNumber };
      };
      while (await deliverNext(crm.database.db, { deliver, log: LOG, now: endOfDay(day) }));
      const due = signed.filter((signature) => signature.day === day).length;
      if (begun.length !== due) throw new Error(`The demo company signed ${due} orders on ${day} and ${begun.length} were delivered`);
      for (const first of begun) await begin(first);
    }
    function begin(first: { orderNumber: string; customerNumber: string; by: Signed }): Promise<void> {
      return fulfilling.newCustomer(first.customerNumber, first.orderNumber, first.by.account, first.by.day);
    }
    async function closeOldPeriods(): Promise<void> {
      const entities = await erp.ask<{ code: string; fiscalPeriods: { id: string; endsOn: string }[] }[]>(CONTROLLER, new Date(`${today}T08:00:00Z`), `{ legalEntities { code fiscalPeriods { id endsOn } } }`);
      for (const entity of entities) {
        for (const period of [...entity.fiscalPeriods].reverse()) {
          const level = period.endsOn < addMonths(today, -3) ? "HARD" : period.endsOn < addDays(startOfMonth(today), -1) ? "SOFT" : null;
          if (level === null) continue;
          // Each month was closed some days after it ended.
          const at = new Date(`${addDays(period.endsOn, 12)}T08:00:00Z`);
          for (const area of ["RECEIVABLES", "INVENTORY", "LEDGER"]) await erp.ask(CONTROLLER, at, LOCK, { id: period.id, input: { area, level, reason: "Month closed" } });
        }
      }
    }
  } finally {
    await Promise.all([erp.database.close(), crm.database.close()]);
  }
}
const endOfDay = (day: string): Date => new Date(`${day}T22:00:00Z`);
const SERVICE = { name: "CRM hand-over", email: null };
const CONTROLLER = { name: "Birgit Sørensen", email: "controller@demo.homefield.example" };
const LOCK = `mutation ($id: ID!, $input: PeriodLockInput!) { periodLock(id: $id, input: $input) { fiscalPeriod { id } userErrors { code message } } }`;
