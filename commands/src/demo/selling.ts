import { addDays, addMonths, type CalendarDate } from "@homefield/kit";
import { LIST_PRICE, type CrmBase } from "./base.ts";
import { ITEMS } from "./catalogue.ts";
import { type DemoAccount, demoAccounts } from "./companies.ts";
import type { Actor, CrmDesk } from "./desk.ts";
import { EMPLOYEES } from "./people.ts";
import { Chance } from "./random.ts";
import { type Calendar, officeHour } from "./story.ts";

/** A signed quote, ready for the ERP: what the hand-over carries. */
export interface Signed { account: DemoAccount; accountId: string; quoteId: string; day: CalendarDate; at: Date }

const SELLABLE = ITEMS.filter((item) => item.status === "ACTIVE");
const actor = (email: string): Actor => EMPLOYEES.find((employee) => employee.email === email) as Actor;
const SELLERS: Record<DemoAccount["team"], Actor[]> = {
  NORDIC: ["sales", "joel.akesson", "katrin.weiss"].map((name) => actor(`${name}@demo.homefield.example`)),
  SOUTH: ["sales.south", "theo.lefevre"].map((name) => actor(`${name}@demo.homefield.example`)),
  ASIA: [actor("lin.wei@demo.homefield.example")],
};
const MANAGER = actor("sales.manager@demo.homefield.example");
export const currencyOf = (account: DemoAccount): keyof typeof LIST_PRICE => ({ DK: "DKK", SE: "SEK", DE: "EUR", FR: "EUR", CN: "CNY" } as const)[account.country];

const ACCOUNT = `mutation ($input: AccountCreateInput!) { accountCreate(input: $input) { account { id } userErrors { code message } } }`;
const CONTACT = `mutation ($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { code message } } }`;
const ACTIVITY = `mutation ($input: ActivityCreateInput!) { activityCreate(input: $input) { activity { id version } userErrors { code message } } }`;
const OPPORTUNITY = `mutation ($input: OpportunityCreateInput!) { opportunityCreate(input: $input) { opportunity { id version } userErrors { code message } } }`;
const MOVE = `mutation ($id: ID!, $stageId: ID!, $v: Int!) { opportunityMove(id: $id, stageId: $stageId, expectedVersion: $v) { opportunity { version } userErrors { code message } } }`;
const LOSE = `mutation ($id: ID!, $reason: ID!, $note: String, $v: Int!) { opportunityLose(id: $id, reason: $reason, note: $note, expectedVersion: $v) { opportunity { version } userErrors { code message } } }`;
const QUOTE = `mutation ($input: QuoteCreateInput!) { quoteCreate(input: $input) { quote { id lockVersion } userErrors { code message } } }`;
const ASK = `mutation ($id: ID!, $v: Int!) { quoteAskApproval(id: $id, reason: "They ordered twice this year and compare us with two others.", expectedVersion: $v) { quote { lockVersion } userErrors { code message } } }`;
const DECIDE = `mutation ($id: ID!, $v: Int!, $decision: QuoteApprovalDecision!, $note: String) { quoteDecideApproval(id: $id, decision: $decision, note: $note, expectedVersion: $v) { quote { lockVersion } userErrors { code message } } }`;
const SEND = `mutation ($id: ID!, $v: Int!) { quoteSend(id: $id, expectedVersion: $v) { quote { lockVersion contentHash } userErrors { code message } } }`;
const SIGN = `mutation ($id: ID!, $input: QuoteSignInput!, $key: String!) { quoteSign(id: $id, input: $input, idempotencyKey: $key) { quote { id } userErrors { code message } } }`;
const REJECT = `mutation ($id: ID!, $v: Int!) { quoteReject(id: $id, reason: "They chose another supplier with shorter delivery.", expectedVersion: $v) { quote { id } userErrors { code message } } }`;
const REVISE = `mutation ($id: ID!, $v: Int!) { quoteRevise(id: $id, expectedVersion: $v) { quote { id lockVersion } userErrors { code message } } }`;

const DEALS = ["terrace renewal", "garden café", "courtyard", "roof terrace", "summer season", "guest garden", "waiting area", "staff terrace", "park benches", "harbour walk", "lobby garden", "pool area"] as const;
const TALKS: readonly [kind: string, subject: string, outcome: string][] = [
  ["CALL", "Asked about plans for the season", "Budget is there, decision in two weeks"], ["CALL", "Followed up on the offer", "Wants it split in two deliveries"], ["MEETING", "Walked the terrace together", "Measured: 14 m by 9 m, uneven ground"],
  ["DEMO", "Showed samples of teak and oak", "Oak preferred, asks about care"], ["EMAIL", "Sent care instructions", "Thanked us"], ["EMAIL", "Sent references of hotels nearby", "Will visit one"], ["NOTE", "Competes with a French maker on price", "Noted"], ["MEETING", "Met purchasing and facility", "Delivery before Easter is a must"],
] as const;
const NEXT = ["Call about the offer", "Send samples", "Agree delivery date", "Visit the site", "Ask for the decision", "Send revised drawing", "Check opening hours of the yard"] as const;

/** In the form of each country; a Chinese company has none. */
function vatNumber(country: DemoAccount["country"], index: number): string | null {
  const digits = String(10_000_000 + index * 7919).slice(0, 8);
  return { DK: `DK${digits}`, SE: `SE55${digits}01`, DE: `DE1${digits}`, FR: `FR31${digits}4`, CN: null }[country];
}

/** Plans what the salespeople live through: accounts, people, talks, deals and offers. What is signed is announced. */
export async function planSelling(desk: CrmDesk, base: CrmBase, calendar: Calendar, onSigned: (signed: Signed) => void): Promise<void> {
  const chance = new Chance(7);
  const accounts = demoAccounts();
  const pipeline = await desk.ask<{ id: string; name: string; stages: { id: string }[] }[]>(MANAGER, new Date(`${calendar.from}T08:00:00Z`), `{ pipelines { id name stages { id } } }`);
  const stages = pipeline.find((p) => p.name === "New business")!;
  const repeat = pipeline.find((p) => p.name !== "New business")!;
  const ids: (string | undefined)[] = [];
  accounts.forEach((account, index) => {
    const isCustomer = index % 8 < 3;
    const start = addDays(calendar.from, isCustomer ? chance.int(0, 190) : chance.int(0, index > 330 ? 540 : 320));
    const seller = chance.of(SELLERS[account.team]);
    const story = new Chance(1000 + index);
    calendar.on(start, () => begin(account, index, start, seller, isCustomer, story));
  });

  async function begin(account: DemoAccount, index: number, day: CalendarDate, seller: Actor, isCustomer: boolean, story: Chance): Promise<void> {
    const at = officeHour(day, story.int(0, 400));
    const ownerId = base.userId.get(seller.email!)!;
    const parentId = account.parent === null ? undefined : ids[account.parent];
    const { account: made } = await desk.ask(seller, at, ACCOUNT, { input: {
      name: account.name, ownerId, team: account.team, segment: account.segment, territory: account.territory, website: account.website, phone: account.phone, tags: account.tags, ...(parentId && { parentId }),
      meetingAddress: { line1: account.street, postalCode: account.postalCode, city: account.city, country: account.country },
    } });
    const accountId: string = made.id;
    ids[index] = accountId;
    const contactIds: string[] = [];
    for (const contact of account.contacts) {
      const { contact: person } = await desk.ask(seller, at, CONTACT, { input: { accountId, name: contact.name, email: contact.email, phone: contact.phone, jobTitle: contact.jobTitle, role: contact.role } });
      contactIds.push(person.id);
    }
    planTalks(accountId, contactIds, day, seller, story);
    const deals = isCustomer ? 1 + (story.percent(45) ? 1 : 0) : story.int(0, 100) < 55 ? 1 : 0;
    for (let deal = 0; deal < deals; deal++) {
      const wins = isCustomer && deal === 0;
      // Most deals that are not won belong to these months: the board is about what comes.
      const recent = addDays(calendar.today, -story.int(4, 110));
      const opens = wins || story.percent(30) || recent <= day ? addDays(day, story.int(1, 20)) : recent;
      calendar.on(opens, () => openDeal(account, accountId, contactIds, opens, seller, story, wins, index));
    }
  }

  function planTalks(accountId: string, contactIds: string[], day: CalendarDate, seller: Actor, story: Chance): void {
    for (let talk = story.int(0, 2), when = day; talk > 0; talk--) {
      when = addDays(when, story.int(6, 90));
      const on = when;
      const [kind, subject, outcome] = story.of(TALKS);
      const contactId = story.of(contactIds);
      calendar.on(on, async () => { await desk.ask(seller, officeHour(on, story.int(0, 400)), ACTIVITY, { input: { kind, subject, outcome, accountId, contactId, isCompleted: true, durationMinutes: kind === "EMAIL" || kind === "NOTE" ? null : story.int(5, 80) } }); });
    }
    // With two in five somebody spoke lately.
    if (story.percent(40)) {
      const on = addDays(calendar.today, -story.int(1, 50));
      const [kind, subject, outcome] = story.of(TALKS);
      if (on > day) calendar.on(on, async () => { await desk.ask(seller, officeHour(on, story.int(0, 400)), ACTIVITY, { input: { kind, subject, outcome, accountId, contactId: story.of(contactIds), isCompleted: true, durationMinutes: kind === "EMAIL" || kind === "NOTE" ? null : story.int(5, 80) } }); });
    }
    // Next steps stand around today: some late, some today, some ahead. Others have none: a gap to fill.
    if (story.percent(48)) {
      const due = addDays(calendar.today, story.int(-9, 16));
      const planned = addDays(calendar.today, -story.int(0, 12));
      if (planned >= day) calendar.on(planned, async () => { await desk.ask(seller, officeHour(planned, story.int(0, 300)), ACTIVITY, { input: { kind: story.of(["CALL", "TASK", "MEETING"]), subject: story.of(NEXT), accountId, contactId: story.of(contactIds), dueAt: officeHour(due, story.int(0, 400)).toISOString() } }); });
    }
  }

  async function openDeal(account: DemoAccount, accountId: string, contactIds: string[], day: CalendarDate, seller: Actor, story: Chance, wins: boolean, index: number): Promise<void> {
    const currency = currencyOf(account);
    const lines = story.some(SELLABLE, story.int(1, 6)).map((item) => ({ item, quantity: item.category === "SERVICES" ? story.int(1, 4) : item.category === "DINING" || item.category === "TEXTILES" ? story.int(4, 36) : story.int(1, 10) }));
    const worth = lines.reduce((sum, line) => sum + line.quantity * LIST_PRICE[currency](line.item.listPriceDkk), 0);
    const way = !wins && story.percent(15) ? repeat : stages;
    const contactId = story.of(contactIds);
    const { opportunity } = await desk.ask(seller, officeHour(day, story.int(0, 400)), OPPORTUNITY, { input: {
      accountId, name: `${account.city} ${story.of(DEALS)}`, contactId, amount: String(worth), currency, closeDate: addDays(day, story.int(30, 120)), pipelineId: way.id,
      lines: lines.map((line) => ({ itemNumber: line.item.number, quantity: String(line.quantity) })),
    } });
    const deal = { id: opportunity.id as string, version: opportunity.version as number };
    const reach = wins ? way.stages.length - 1 : story.int(0, way.stages.length - 1);
    let when = day;
    // Of long ago only where a deal ended up is told.
    const isLongAgo = day < addMonths(calendar.today, -7);
    for (let step = isLongAgo && reach > 0 ? reach : 1; step <= reach; step++) {
      when = addDays(when, story.int(3, isLongAgo ? 40 : 16));
      const on = when;
      calendar.on(on, async () => { deal.version = (await desk.ask(seller, officeHour(on, story.int(0, 200)), MOVE, { id: deal.id, stageId: way.stages[step]!.id, v: deal.version })).opportunity.version; });
    }
    const last = addDays(when, story.int(2, 10));
    if (wins) return void calendar.on(last, () => offer(account, accountId, deal, contactId, lines, last, seller, story, "SIGNED", index));
    const isOld = last < addMonths(calendar.today, -4);
    if (isOld || story.percent(14)) {
      calendar.on(addDays(last, 5), async () => { await desk.ask(seller, officeHour(addDays(last, 5), 90), LOSE, { id: deal.id, reason: story.of(["PRICE", "DELIVERY", "COMPETITOR", "NO_BUDGET", "NO_ANSWER", "OTHER"]), note: "Told us on the phone.", v: deal.version }); });
    } else if (story.percent(72)) {
      const fate = story.of(["DRAFT", "DRAFT", "SENT", "SENT", "SENT", "IN_APPROVAL", "APPROVED", "DECLINED", "REVISED", "REJECTED", "EXPIRED"] as const);
      const early = addDays(last, -20);
      const on = fate === "EXPIRED" && early >= day ? early : last;
      calendar.on(on, () => offer(account, accountId, deal, contactId, lines, on, seller, story, fate, index));
    }
    if (story.percent(70)) {
      const due = addDays(calendar.today, story.int(-4, 20));
      calendar.on(last, async () => { await desk.ask(seller, officeHour(last, 200), ACTIVITY, { input: { kind: "CALL", subject: story.of(NEXT), opportunityId: deal.id, contactId, dueAt: officeHour(due, story.int(0, 400)).toISOString() } }); });
    }
  }

  type Fate = "DRAFT" | "SENT" | "SIGNED" | "IN_APPROVAL" | "APPROVED" | "DECLINED" | "REVISED" | "REJECTED" | "EXPIRED";
  async function offer(account: DemoAccount, accountId: string, deal: { id: string }, contactId: string, lines: { item: (typeof ITEMS)[number]; quantity: number }[], day: CalendarDate, seller: Actor, story: Chance, fate: Fate, index: number): Promise<void> {
    const currency = currencyOf(account);
    const at = officeHour(day, story.int(0, 300));
    const needsApproval = ["IN_APPROVAL", "APPROVED", "DECLINED"].includes(fate) || (fate === "SIGNED" && story.percent(12));
    const { quote } = await desk.ask(seller, at, QUOTE, { input: {
      accountId, opportunityId: deal.id, contactId, currency, market: { NORDIC: account.country === "DE" ? "DACH" : "NORDIC", SOUTH: "FRANCE", ASIA: "CHINA" }[account.team], title: `Furniture for ${account.name}`,
      words: "Prices without tax, delivered to the kerb. Oak and teak are from certified forests. We keep spare parts for ten years.", ...(fate === "EXPIRED" && { validUntilDate: addDays(day, 3) }),
      lines: lines.map((line, i) => ({ itemNumber: line.item.number, quantity: String(line.quantity), unitPrice: String(LIST_PRICE[currency](line.item.listPriceDkk)), discountPercent: String(needsApproval && i === 0 ? 14 + story.int(0, 6) : story.of([0, 0, 3, 5, 8])), isOption: i > 2 && story.percent(12) })),
    } });
    let v: number = quote.lockVersion;
    if (fate === "DRAFT") return;
    if (needsApproval) {
      v = (await desk.ask(seller, at, ASK, { id: quote.id, v })).quote.lockVersion;
      if (fate === "IN_APPROVAL") return;
      v = (await desk.ask(MANAGER, at, DECIDE, { id: quote.id, v, decision: fate === "DECLINED" ? "DECLINED" : "APPROVED", note: fate === "DECLINED" ? "Below our floor; offer a longer term instead." : "Agreed, once." })).quote.lockVersion;
      if (fate === "APPROVED" || fate === "DECLINED") return;
    }
    const sent = (await desk.ask(seller, at, SEND, { id: quote.id, v })).quote;
    if (fate === "REJECTED") return void (await desk.ask(seller, at, REJECT, { id: quote.id, v: sent.lockVersion }));
    if (fate === "REVISED") return void (await desk.ask(seller, at, REVISE, { id: quote.id, v: sent.lockVersion }));
    if (fate !== "SIGNED") return;
    const signs = addDays(day, story.int(1, 6));
    calendar.on(signs, async () => {
      const signedAt = officeHour(signs, story.int(0, 300));
      const signer = account.contacts.find((contact) => contact.role === "SIGNS") ?? account.contacts[0]!;
      const address = { name: account.name, line1: account.street, postalCode: account.postalCode, city: account.city, country: account.country };
      await desk.ask(seller, signedAt, SIGN, { id: quote.id, key: `demo-sign-${index}`, input: {
        signerName: signer.name, signerEmail: signer.email, contentHash: sent.contentHash, billingAddress: address, deliveryAddress: { ...address, line1: `${address.line1}, gate B` }, invoiceEmail: `invoice@${signer.email.split("@")[1]}`,
        vatNumber: vatNumber(account.country, index), customerReference: `PO-${2000 + index}`,
      } });
      onSigned({ account, accountId, quoteId: quote.id, day: signs, at: signedAt });
    });
  }
}
