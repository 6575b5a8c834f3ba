import { beforeEach, describe, expect, it } from "vitest";
import { SharedAnswers } from "./shared-answers.ts";

const ines = { subject: "ines", permissionKey: "sales", teams: ["NORDIC"], legalEntities: ["NHDK"] };
const otto = { ...ines, subject: "otto" };
let shared: SharedAnswers;
let asked: string[];
beforeEach(() => {
  shared = new SharedAnswers();
  asked = [];
});
type Who = Parameters<SharedAnswers["answer"]>[0];
const ask = (caller: Who, { event = "e-1", question = "{ a }", isPersonal = false } = {}) =>
  shared.answer(caller, event, question, async () => {
    asked.push(caller.subject);
    await new Promise((resolve) => setTimeout(resolve, 10));
    return { text: `for ${caller.subject}`, isPersonal };
  });

describe("answers asked for because of one event", () => {
  it("are asked for once, by whoever is first, while under way and after", async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => ask({ ...ines, subject: `user ${i}` })));
    expect(asked).toEqual(["user 0"]);
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(["for user 0"]));
    await ask(otto);
    expect(asked).toHaveLength(1);
  });
  it("go to nobody who may do or see other things, asks something else, or asks because of another event", async () => {
    const others = [{ ...ines, permissionKey: "support" }, { ...ines, teams: ["NORDIC", "SOUTH"] }, { ...ines, teams: ["*"] }, { ...ines, legalEntities: [] }];
    await ask(ines);
    for (const other of others) await ask(other);
    await ask(ines, { question: "{ b }" });
    await ask(ines, { event: "e-2" });
    expect(asked).toHaveLength(7);
    await ask({ ...ines, legalEntities: ["NHDK"], teams: ["NORDIC"] });
    expect(asked).toHaveLength(7);
  });
  it("stay with their asker when they are personal, however many wait for them", async () => {
    const answers = await Promise.all([ines, otto, ines, otto, ines].map((caller) => ask(caller, { isPersonal: true })));
    expect(answers.map(({ text }) => text)).toEqual(["for ines", "for otto", "for ines", "for otto", "for ines"]);
    expect(asked.toSorted()).toEqual(["ines", "otto"]);
  });
  it("are forgotten when they failed, and after two seconds", async () => {
    const fails = () => Promise.reject(new Error("silent"));
    const waiting = [shared.answer(ines, "e-1", "{ a }", fails), shared.answer(otto, "e-1", "{ a }", fails)];
    for (const one of waiting) await expect(one).rejects.toThrow("silent");
    await ask(ines);
    expect(asked).toEqual(["ines"]);
    await new Promise((resolve) => setTimeout(resolve, 2_050));
    await ask(otto);
    expect(asked).toEqual(["ines", "otto"]);
  });
});
