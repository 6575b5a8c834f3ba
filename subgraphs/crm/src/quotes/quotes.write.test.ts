import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aSalesHouse, NOON, type Place, UNKNOWN_ID } from "./quotes.fixture.ts";

let place: Place;
beforeAll(async () => { place = await aSalesHouse(); });
afterAll(() => place.close());
beforeEach(() => { place.erp.isSilent = false; });

const CREATE = `mutation ($input: QuoteCreateInput!, $key: String) { quoteCreate(input: $input, idempotencyKey: $key) {
  quote { id number version lockVersion status currency title words validUntilDate market total { amount currency } highestDiscountPercent acts owner { name } contact { name } opportunity { name } account { name } sellingEntity { code } pdfPath contentHash createdAt
    lines { lineNumber item { number } quantity unitPrice { amount } discountPercent netAmount { amount } requestedDate note isOption } versions { version } }
  userErrors { code message path } } }`;
const UPDATE = `mutation ($id: ID!, $input: QuoteUpdateInput!, $v: Int!) { quoteUpdate(id: $id, input: $input, expectedVersion: $v) { quote { lockVersion title words validUntilDate total { amount } contact { name } opportunity { name } lines { lineNumber item { number } } } userErrors { code message path } } }`;
type Input = Record<string, unknown>;
const create = async (input: Input = {}, key?: string, who: "ines" | "rosa" | "camille" = "ines") => {
  const { data, errors } = await place.ask(CREATE, { input: { accountId: place.accounts.prospect, ...input }, key }, who);
  return { quote: data?.quoteCreate?.quote, userErrors: data?.quoteCreate?.userErrors, errors };
};
const update = async (id: string, input: Input, v = 1, who: "ines" | "rosa" | "camille" = "ines") => (await place.ask(UPDATE, { id, input, v }, who)).data.quoteUpdate;
const count = async (): Promise<string> => (await place.db.selectFrom("quote").select((q) => q.fn.countAll<string>().as("n")).executeTakeFirstOrThrow()).n;
const line = (parts: Input = {}): Input => ({ itemNumber: "BEN-100", quantity: "2", unitPrice: "1200.00", ...parts });

describe("Mutation.quoteCreate", () => {
  it("makes a draft in the team's currency, owned by the caller, offered by the team's company", async () => {
    const opportunityId = await place.opportunity(place.accounts.prospect);
    const { quote, userErrors } = await create({ contactId: place.contact, opportunityId, title: "  Town square ", words: "Free to site.", validUntilDate: "2026-12-31", market: "NORDIC", lines: [line({ discountPercent: "8", requestedDate: "2026-12-10", note: "Teak" }), line({ itemNumber: "LNG-210", quantity: "1.5", unitPrice: "4995.00", isOption: true })] });
    expect(userErrors).toEqual([]);
    expect(quote).toEqual({
      id: expect.any(String), number: expect.stringMatching(/^Q-2\d{3}$/), version: 1, lockVersion: 1, status: "DRAFT", currency: "DKK", title: "Town square", words: "Free to site.", validUntilDate: "2026-12-31", market: "NORDIC",
      total: { amount: "2208.00", currency: "DKK" }, highestDiscountPercent: "8", acts: ["EDIT", "ASK_APPROVAL", "SEND", "REJECT"], owner: { name: "Ines Holm" }, contact: { name: "Åse Ørsted" }, opportunity: { name: "Town square" }, account: { name: "Fjordby Kommune" },
      sellingEntity: { code: "NHDK" }, pdfPath: `/pdf/quote/${quote.id}`, contentHash: null, createdAt: NOON.toISOString(), versions: [{ version: 1 }],
      lines: [
        { lineNumber: 1, item: { number: "BEN-100" }, quantity: "2", unitPrice: { amount: "1200.00" }, discountPercent: "8", netAmount: { amount: "2208.00" }, requestedDate: "2026-12-10", note: "Teak", isOption: false },
        { lineNumber: 2, item: { number: "LNG-210" }, quantity: "1.5", unitPrice: { amount: "4995.00" }, discountPercent: "0", netAmount: { amount: "7492.50" }, requestedDate: null, note: null, isOption: true },
      ],
    });
    expect((await place.db.selectFrom("auditEntry").select(["act", "subject", "requestId"]).where("entityKey", "=", quote.id).execute())).toEqual([{ act: "quoteCreate", subject: "user:ines", requestId: "test" }]);
  });
  it("numbers quotes one after the other", async () => {
    const [a, b] = [await create(), await create()];
    expect(Number(b.quote.number.slice(2)) - Number(a.quote.number.slice(2))).toBe(1);
  });
  it("asks the ERP once for all prices that are missing; then they are the seller's own offer", async () => {
    place.erp.asked = 0;
    const { quote } = await create({ lines: [line({ unitPrice: undefined, discountPercent: "5" }), line({ unitPrice: "1100.00" }), line({ itemNumber: "TBL-300", unitPrice: null, quantity: "3" })] });
    expect(place.erp.asked).toBe(1);
    expect(quote.lines.map((l: { unitPrice: { amount: string } }) => l.unitPrice.amount)).toEqual(["1200.00", "1100.00", "8940.00"]);
    place.erp.listPrices["TBL-300"] = "1.00";
    const { data } = await place.ask(`query ($id: ID!) { quote(id: $id) { total { amount } } }`, { id: quote.id });
    expect(data.quote.total.amount).toBe("31300.00");
    place.erp.listPrices["TBL-300"] = "8940.00";
  });
  it("refuses a line without a price while the ERP is silent, and takes lines with prices", async () => {
    place.erp.isSilent = true;
    const before = await count();
    expect((await create({ lines: [line(), line({ unitPrice: undefined })] })).userErrors).toEqual([{ code: "ERP_SILENT", message: expect.stringContaining("does not answer"), path: null }]);
    expect(await count()).toBe(before);
    expect((await create({ lines: [line({ itemNumber: "WHO-KNOWS" })] })).quote.total.amount).toBe("2400.00");
  });
  it("names every line the ERP would not price or deliver", async () => {
    const { userErrors } = await create({ currency: "EUR", lines: [line({ itemNumber: "NOPE-1" }), line({ unitPrice: undefined }), line(), line({ itemNumber: "OLD-001" }), line({ quantity: "1.5" }), line({ itemNumber: "LNG-210", quantity: "1.25" })] });
    expect(userErrors).toEqual([
      { code: "UNKNOWN_ITEM", message: "The ERP knows no item NOPE-1. Check the number on line 1.", path: ["input", "lines", "0", "itemNumber"] },
      { code: "NO_PRICE", message: "There is no price in EUR for BEN-100 on line 2: No price in EUR. Give the unit price yourself.", path: ["input", "lines", "1", "unitPrice"] },
      { code: "ITEM_NOT_SOLD", message: "Item OLD-001 on line 4 is no longer sold. Choose its successor.", path: ["input", "lines", "3", "itemNumber"] },
      { code: "TOO_MANY_DECIMALS", message: "Item BEN-100 is counted in PCS with no decimals; the quantity on line 5 is 1.5.", path: ["input", "lines", "4", "quantity"] },
    ]);
  });
  it("offers a customer in the customer's currency and from the company that serves it", async () => {
    place.erp.customers["C-1"] = { currency: "EUR", legalEntity: "NHFR" };
    expect((await create({ accountId: place.accounts.customer })).quote).toMatchObject({ currency: "EUR", sellingEntity: { code: "NHFR" } });
    expect((await create({ accountId: place.accounts.customer, currency: "SEK" })).userErrors).toEqual([{ code: "CURRENCY_MISMATCH", message: expect.stringContaining("Havnens Hotel orders in EUR"), path: ["input", "currency"] }]);
    place.erp.customers["C-1"] = { currency: "DKK", legalEntity: "NHDK" };
    place.erp.isSilent = true;
    expect((await create({ accountId: place.accounts.customer })).quote).toMatchObject({ currency: "DKK", sellingEntity: { code: "NHDK" } });
  });
  it("answers the same key with the same quote, also while the ERP is silent, and refuses it for another offer", async () => {
    const input = { lines: [line({ unitPrice: undefined })] };
    const first = await create(input, "key-1");
    const before = await count();
    place.erp.isSilent = true;
    expect((await create(input, "key-1")).quote.id).toBe(first.quote.id);
    expect((await create({ title: "Other" }, "key-1")).userErrors[0].code).toBe("IDEMPOTENCY_KEY_REUSED");
    expect(await count()).toBe(before);
  });
  it("makes one quote of two requests with one key at once", async () => {
    const both = await Promise.all([create({ title: "twice" }, "key-2"), create({ title: "twice" }, "key-2")]);
    expect(both[0]!.quote.id).toBe(both[1]!.quote.id);
  });
  it("finds neither an unknown account nor another team's, in the same words", async () => {
    for (const accountId of [UNKNOWN_ID, place.accounts.southern, "no uuid"]) {
      expect((await create({ accountId })).userErrors).toEqual([{ code: "NOT_FOUND", message: `There is no account ${accountId} that you may see. Check the number, or ask its owner for access.`, path: ["input", "accountId"] }]);
    }
  });
  it.each<[string, () => Promise<Input> | Input, string, string[]]>([
    ["an opportunity of another account", async () => ({ opportunityId: await place.opportunity(place.accounts.customer) }), "OPPORTUNITY_OF_OTHER_ACCOUNT", ["input", "opportunityId"]],
    ["an unknown opportunity", () => ({ opportunityId: UNKNOWN_ID }), "NOT_FOUND", ["input", "opportunityId"]],
    ["a contact of another account", () => ({ accountId: place.accounts.customer, contactId: place.contact }), "CONTACT_OF_OTHER_ACCOUNT", ["input", "contactId"]],
    ["a last day that is over", () => ({ validUntilDate: "2026-11-21" }), "PAST_DATE", ["input", "validUntilDate"]],
    ["an absurd last day", () => ({ validUntilDate: "3026-11-21" }), "ABSURD_DATE", ["input", "validUntilDate"]],
    ["an over-long title", () => ({ title: "x".repeat(201) }), "TOO_LONG", ["input", "title"]],
    ["over-long words", () => ({ words: "x".repeat(10_001) }), "TOO_LONG", ["input", "words"]],
    ["a quantity of zero", () => ({ lines: [line(), line({ quantity: "0" })] }), "NOT_POSITIVE", ["input", "lines", "1", "quantity"]],
    ["a negative quantity", () => ({ lines: [line({ quantity: "-1" })] }), "NOT_POSITIVE", ["input", "lines", "0", "quantity"]],
    ["too fine a quantity", () => ({ lines: [line({ quantity: "0.00001" })] }), "TOO_MANY_DECIMALS", ["input", "lines", "0", "quantity"]],
    ["an absurd quantity", () => ({ lines: [line({ quantity: "9999999999999" })] }), "TOO_LARGE", ["input", "lines", "0", "quantity"]],
    ["a line that comes to too much", () => ({ lines: [line({ quantity: "99999999999", unitPrice: "99999999999" })] }), "TOO_LARGE", ["input", "lines", "0", "quantity"]],
    ["lines that come to too much together", () => ({ lines: Array(2).fill(line({ quantity: "1", unitPrice: "999999999999" })) }), "TOO_LARGE", ["input", "lines"]],
    ["a negative price", () => ({ lines: [line({ unitPrice: "-0.01" })] }), "NEGATIVE", ["input", "lines", "0", "unitPrice"]],
    ["a price finer than the currency", () => ({ lines: [line({ unitPrice: "1.005" })] }), "TOO_MANY_DECIMALS", ["input", "lines", "0", "unitPrice"]],
    ["a negative discount", () => ({ lines: [line({ discountPercent: "-5" })] }), "NEGATIVE", ["input", "lines", "0", "discountPercent"]],
    ["more than all off", () => ({ lines: [line({ discountPercent: "100.01" })] }), "TOO_LARGE", ["input", "lines", "0", "discountPercent"]],
    ["an absurd wanted day", () => ({ lines: [line({ requestedDate: "1026-01-01" })] }), "ABSURD_DATE", ["input", "lines", "0", "requestedDate"]],
    ["an empty item number", () => ({ lines: [line({ itemNumber: " " })] }), "EMPTY", ["input", "lines", "0", "itemNumber"]],
    ["more than 200 lines", () => ({ lines: Array(201).fill(line()) }), "TOO_MANY_LINES", ["input", "lines"]],
  ])("refuses %s and writes nothing", async (_name, input, code, path) => {
    const before = await count();
    const { userErrors, quote } = await create(await input());
    expect({ quote, error: userErrors[0] }).toEqual({ quote: null, error: { code, message: expect.stringMatching(/\. ?\S*|\.$/), path } });
    expect(await count()).toBe(before);
  });
  it("tells every bad line at once", async () => {
    expect((await create({ lines: [line({ quantity: "0" }), line(), line({ discountPercent: "101" })] })).userErrors.map((e: { path: string[] }) => e.path[2])).toEqual(["0", "2"]);
  });
  it("takes 200 lines", async () => {
    expect((await create({ lines: Array(200).fill(line({ unitPrice: undefined })) })).quote.total.amount).toBe("480000.00");
  });
  it("is not for those who may not edit quotes", async () => {
    const before = await count();
    const { data, errors } = await place.ask(CREATE, { input: { accountId: place.accounts.prospect } }, "ines", { permissions: ["quote:read", "account:read"] });
    expect([data, errors?.[0]?.code]).toEqual([null, "FORBIDDEN"]);
    expect(await count()).toBe(before);
  });
});

describe("Mutation.quoteUpdate", () => {
  it("changes what is given, clears what is null, replaces lines as a whole", async () => {
    const { quote } = await create({ contactId: place.contact, title: "Old", words: "Old words", lines: [line(), line({ itemNumber: "LNG-210" })] });
    expect(await update(quote.id, { title: "New", contactId: null, lines: [line({ itemNumber: "TBL-300", quantity: "1", unitPrice: undefined })] })).toEqual({
      quote: { lockVersion: 2, title: "New", words: "Old words", validUntilDate: null, total: { amount: "8940.00" }, contact: null, opportunity: null, lines: [{ lineNumber: 1, item: { number: "TBL-300" } }] }, userErrors: [],
    });
    expect((await update(quote.id, { words: null, lines: [] }, 2)).quote).toMatchObject({ words: null, total: { amount: "0.00" }, lines: [] });
    const [trail] = await place.db.selectFrom("auditEntry").select(["changes"]).where("entityKey", "=", quote.id).where("act", "=", "quoteUpdate").orderBy("id").execute();
    expect(trail!.changes).toMatchObject({ title: ["Old", "New"] });
  });
  it("keeps an opportunity that was won meanwhile, but takes no other closed one", async () => {
    const opportunityId = await place.opportunity(place.accounts.prospect);
    const { quote } = await create({ opportunityId });
    await place.db.updateTable("opportunity").set({ status: "WON", closedAt: NOON }).where("id", "=", opportunityId).execute();
    expect((await update(quote.id, { opportunityId, title: "x" })).userErrors).toEqual([]);
    const other = await create();
    expect((await update(other.quote.id, { opportunityId })).userErrors[0].code).toBe("OPPORTUNITY_CLOSED");
  });
  it("refuses a stale version and leaves the quote as it is", async () => {
    const { quote } = await create({ title: "One" });
    await update(quote.id, { title: "Two" });
    const { userErrors } = await update(quote.id, { title: "Three" }, 1);
    expect(userErrors).toEqual([{ code: "STALE_VERSION", message: expect.stringContaining("you saw version 1, it is now 2"), path: ["expectedVersion"] }]);
    expect((await place.db.selectFrom("quote").select("title").where("id", "=", quote.id).executeTakeFirst())?.title).toBe("Two");
  });
  it("lets one of two changes at once win", async () => {
    const { quote } = await create();
    const both = await Promise.all([update(quote.id, { title: "A" }), update(quote.id, { title: "B" })]);
    expect(both.map((answer) => answer.userErrors[0]?.code ?? "done").sort()).toEqual(["STALE_VERSION", "done"]);
  });
  it("writes nothing when one line is bad", async () => {
    const { quote } = await create({ lines: [line()] });
    expect((await update(quote.id, { title: "Changed", lines: [line({ quantity: "0" })] })).userErrors[0].code).toBe("NOT_POSITIVE");
    expect(await place.db.selectFrom("quote").select(["title", "version"]).where("id", "=", quote.id).executeTakeFirst()).toEqual({ title: null, version: 1 });
  });
  it("changes drafts only", async () => {
    const quote = await place.sent();
    expect((await update(quote.id, { title: "Late" }, 2)).userErrors[0]).toEqual({ code: "WRONG_STATUS", message: `Quote ${quote.number} is with the customer. Only a draft can be changed; make a new version.`, path: ["id"] });
  });
  it("finds neither an unknown quote nor another team's", async () => {
    const { quote } = await create();
    expect((await update(quote.id, { title: "Mine now" }, 1, "camille")).userErrors[0].code).toBe("NOT_FOUND");
    expect((await update(UNKNOWN_ID, {}, 1)).userErrors[0].code).toBe("NOT_FOUND");
    expect((await update("no uuid", {}, 1)).userErrors[0].code).toBe("NOT_FOUND");
  });
});
