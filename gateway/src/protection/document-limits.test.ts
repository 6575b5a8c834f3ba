import { buildSchema, getOperationAST, parse } from "graphql";
import { describe, expect, it } from "vitest";
import { Budget } from "./budget.ts";
import { CostModel } from "./cost.ts";
import { refuseOversized } from "./document-limits.ts";
import { documentShape } from "./document-shape.ts";
import { pageSizes, refuseLongPages } from "./page-size.ts";

describe("the shape of a document", () => {
  it("counts fields, aliases, directives and depth with fragments written out", () => {
    const document = parse("query @a { one { ...F ...F two: three @skip(if: true) } x: __typename } fragment F on T { deep { deeper { deepest } } }");
    expect(documentShape(document)).toEqual({ depth: 4, fields: 9, aliases: 2, directives: 2, rootFields: 2 });
  });

  it("takes the largest operation, and lets introspection nest", () => {
    expect(documentShape(parse("query A { a } query B { a b c }")).rootFields).toBe(3);
    expect(documentShape(parse(`{ __schema { types { ${"ofType { ".repeat(15)} name ${"} ".repeat(15)} } } }`)).depth).toBe(1);
  });

  it("is measured quickly however often fragments multiply, even in circles", () => {
    const bomb = `{ ...F0 } ${Array.from({ length: 40 }, (_, index) => `fragment F${index} on T { ...F${index + 1} ...F${index + 1} }`).join(" ")} fragment F40 on T { a }`;
    expect(documentShape(parse(bomb)).fields).toBe(2 ** 40);
    expect(documentShape(parse("{ ...A } fragment A on T { a ...B } fragment B on T { b ...A }")).fields).toBe(2);
  });

  it.each([
    ["TOO_DEEP", `${"{ a ".repeat(15)}${"}".repeat(15)}`],
    ["TOO_MANY_ALIASES", `{ ${Array.from({ length: 61 }, (_, index) => `a${index}: __typename`).join(" ")} }`],
    ["TOO_MANY_DIRECTIVES", `{ a ${"@skip(if: false) ".repeat(51)} }`],
    ["TOO_MANY_ROOT_FIELDS", `{ ${Array.from({ length: 21 }, (_, index) => `a${index}`).join(" ")} }`],
    ["TOO_MANY_FIELDS", `{ ${"...F ".repeat(101)} } fragment F on T { ${Array.from({ length: 20 }, (_, index) => `a${index}`).join(" ")} }`],
  ])("is refused as %s one step beyond the limit", (code, text) => {
    expect(() => refuseOversized(documentShape(parse(text)))).toThrow(expect.objectContaining({ code, status: 400 }) as Error);
  });

  it("is accepted at the limit", () => {
    expect(() => refuseOversized(documentShape(parse(`${"{ a ".repeat(14)}${"}".repeat(14)}`)))).not.toThrow();
    expect(() => refuseOversized(documentShape(parse(`{ a { ${Array.from({ length: 60 }, (_, index) => `a${index}: __typename`).join(" ")} } }`)))).not.toThrow();
  });
});

describe("page sizes", () => {
  const sizes = pageSizes(parse("query($n: Int = 150, $m: Int) { a(first: 50) { b(first: $n) } c(last: 999, first: $m) }"));
  it("are found in the document, in variables and in their defaults", () => {
    expect(sizes).toEqual({ literals: [50, 150], variables: ["n", "m"] });
    expect(() => refuseLongPages(sizes, { n: 200 })).not.toThrow();
    expect(() => refuseLongPages(sizes, { m: 201 })).toThrow(/0 to 200 rows; 201 were asked for/);
    expect(() => refuseLongPages(sizes, { n: -1 })).toThrow(/-1/);
  });
});

describe("cost", () => {
  const sdl = `
    directive @cost(weight: String!) on FIELD_DEFINITION
    directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) on FIELD_DEFINITION
    type Query { account: Account accounts(first: Int = 20): AccountConnection days: [Account] @listSize(assumedSize: 365) report: Account @cost(weight: "100") top(count: Int): [Account] @listSize(slicingArguments: ["count"]) }
    type Mutation { act: Account }
    type Account { id: ID! name: String tags: [Tag] accounts(first: Int = 20): AccountConnection }
    type Tag { name: String }
    type AccountConnection { nodes: [Account] totalCount: Int }`;
  const costs = new CostModel(buildSchema(sdl), sdl);
  const cost = (text: string, variables = {}) => {
    const document = parse(text);
    return costs.estimate(document, getOperationAST(document)!, variables);
  };

  it.each([
    ["{ account { id name } }", 1],
    ["{ accounts(first: 3) { nodes { id } totalCount } }", 1 + 3],
    ["{ accounts { nodes { id } } }", 1 + 20],
    ["{ account { tags { name } } }", 1 + 10],
    ["{ accounts(first: 3) { nodes { accounts(first: 5) { nodes { id } } } } }", 1 + 3 * (1 + 1 + 5)],
    ["{ days { id } }", 365],
    ["{ top(count: 7) { id } }", 7],
    ["{ report { id } }", 100],
    ["mutation { act { id } }", 10],
    ["{ ...F ...F } fragment F on Query { account { id } }", 2],
    ["{ unknown { id } __typename }", 0],
  ])("of %s is %d", (text, expected) => {
    expect(cost(text)).toBe(expected);
  });

  it("takes the size of a page from a variable or its default", () => {
    const text = "query($n: Int = 4) { accounts(first: $n) { nodes { id } } }";
    expect([cost(text), cost(text, { n: 9 })]).toEqual([5, 10]);
  });

  it("gives up on fragments that multiply", () => {
    const bomb = `{ ...F0 } ${Array.from({ length: 40 }, (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`).join(" ")} fragment F40 on Query { account { id } }`;
    expect(() => cost(bomb)).toThrow(expect.objectContaining({ code: "TOO_COSTLY" }) as Error);
  });
});

describe("the budget", () => {
  it("is counted for each program by itself and filled again every minute", () => {
    let now = 0;
    const budget = new Budget(100, () => now);
    expect(budget.spend("a", 60)).toEqual({ limit: 100, remaining: 40, resetSeconds: 60 });
    expect(() => budget.spend("a", 41)).toThrow(expect.objectContaining({ status: 429, code: "BUDGET_SPENT", headers: { "retry-after": "60" } }) as Error);
    expect(budget.spend("a", 40).remaining).toBe(0);
    expect(budget.spend("b", 100).remaining).toBe(0);
    now = 60_000;
    expect(budget.spend("a", 1).remaining).toBe(99);
  });
});
