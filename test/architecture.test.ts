import { readdirSync, readFileSync, existsSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Kind, parse, visit, type ASTNode } from "graphql";
import { describe, expect, it } from "vitest";

const TOP = fileURLToPath(new URL("..", import.meta.url));
const SKIPPED = new Set(["node_modules", ".git", ".homefield", "dist", "generated", "gql"]);

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    SKIPPED.has(entry.name) ? [] : entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]);
}
const sources = filesBelow(TOP).filter((file) => /\.(ts|tsx|mjs)$/.test(file));
const place = (file: string): string => relative(TOP, file).split(sep).join("/");
const IMPORT = /(?:^|\n)\s*(?:import|export)[^;'"]*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;
function importsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].map((match) => match[1] ?? match[2]!);
}
/** What an import points to, as a path in the house; a package name stays one. */
function target(file: string, specifier: string): string {
  return specifier.startsWith(".") ? place(resolve(dirname(file), specifier)) : specifier;
}
const isTest = (path: string): boolean => /\.test\.tsx?$|\/test\/|^test\/|\.fixture\.ts$/.test(path);

/** The module a file of a subgraph belongs to, e.g. "erp/finance/ledger"; null for what belongs to none. */
function moduleOf(path: string): string | null {
  const match = /^subgraphs\/(crm|erp)\/src\/(?!generated\/)(.+)\/[^/]+$/.exec(path);
  if (!match || match[2] === "generated") return null;
  const depth = match[1] === "erp" && ["finance", "sales", "supply", "people"].includes(match[2]!.split("/")[0]!) ? 2 : 1;
  return `${match[1]}/${match[2]!.split("/").slice(0, depth).join("/")}`;
}

describe("who may import whom", () => {
  const broken = (rule: (from: string, to: string) => string | null): string[] =>
    sources.flatMap((file) => importsOf(file).flatMap((specifier) => {
      const from = place(file);
      const allowed = rule(from, target(file, specifier));
      return allowed ? [`${from} imports ${specifier}; ${allowed}`] : [];
    }));

  it("kit imports nothing of ours", () => {
    expect(broken((from, to) => from.startsWith("subgraphs/kit/") && (to.startsWith("@homefield/") && !to.startsWith("@homefield/kit") || /^(subgraphs\/(crm|erp)|gateway|web)/.test(to)) ? "kit knows no business; pass what it needs as a parameter" : null)).toEqual([]);
  });
  it("the CRM and the ERP never import each other", () => {
    expect(broken((from, to) => from.startsWith("subgraphs/crm/") && (to.startsWith("subgraphs/erp/") || to.startsWith("@homefield/erp")) || from.startsWith("subgraphs/erp/") && (to.startsWith("subgraphs/crm/") || to.startsWith("@homefield/crm"))
      ? "ask the other side over the graph, or hold a number that points there" : null)).toEqual([]);
  });
  it("the lists across owners import neither", () => {
    expect(broken((from, to) => from.startsWith("subgraphs/lists/") && /^subgraphs\/(crm|erp)\/|^@homefield\/(crm|erp)/.test(to) ? "ask the owners; their inputs come with npm run schema" : null)).toEqual([]);
  });
  it("web code imports no server code", () => {
    expect(broken((from, to) => /^web-/.test(from) && /^(subgraphs|gateway|commands)\/|^@homefield\/(kit|crm|erp|gateway|commands)/.test(to) && !isTest(from) ? "ask the graph; types come from src/gql" : null)).toEqual([]);
  });
  it("web-kit imports neither UI, and the UIs don't import each other", () => {
    expect(broken((from, to) => from.startsWith("web-kit/") && /^web-(crm|erp)|^@homefield\/web-(crm|erp)/.test(to) || from.startsWith("web-crm/") && /web-erp/.test(to) || from.startsWith("web-erp/") && /web-crm/.test(to) ? "share it in web-kit, without a business noun" : null)).toEqual([]);
  });
  it("a module is entered by its door", () => {
    expect(broken((from, to) => {
      const [mine, theirs] = [moduleOf(from), moduleOf(to)];
      if (!theirs || mine === theirs || isTest(from) || from.startsWith("commands/")) return null;
      if (mine === null && /\/(schema|routes|main|context)\.ts$/.test(from)) return null;
      return /\.(module|list)\.ts$/.test(to) ? null : `enter ${theirs} by its *.module.ts (or its *.list.ts for a list)`;
    })).toEqual([]);
  });
  it("the ledger imports no other business module than company", () => {
    expect(broken((from, to) => moduleOf(from) === "erp/finance/ledger" && !isTest(from) && moduleOf(to) !== null && !["erp/finance/ledger", "erp/company"].includes(moduleOf(to)!) ? "the ledger is called, it calls nobody" : null)).toEqual([]);
  });
});

describe("a newcomer finds things in one guess", () => {
  it("nothing unexpected stands at the top", () => {
    const expected = ["CHANGELOG.md", "LICENSE", "README.md", "commands", "gateway", "package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "subgraphs", "test", "tsconfig.base.json", "vitest.config.ts", "web-crm", "web-erp", "web-kit", "docs"];
    expect(readdirSync(TOP).filter((name) => !name.startsWith(".") && name !== "node_modules" && !expected.includes(name))).toEqual([]);
  });
  it("each module tells its words, states and rules in a README of at most 40 lines", () => {
    const modules = new Map(sources.map(place).filter((path) => /\.graphql$|\.resolver\.ts$/.test(path)).map((path) => [moduleOf(path)!, dirname(path)]));
    const wrong = [...modules.values()].filter((folder) => {
      const readme = join(TOP, folder, "README.md");
      return !existsSync(readme) || readFileSync(readme, "utf8").split("\n").length > 41;
    });
    expect(wrong).toEqual([]);
  });
});

describe("the schema speaks to strangers", () => {
  const files = filesBelow(join(TOP, "subgraphs")).filter((file) => file.endsWith(".graphql") && !file.endsWith("schema.graphql"));
  it("describes every type, field, argument, value and input", () => {
    const silent: string[] = [];
    for (const file of files) {
      const path: string[] = [];
      visit(parse(readFileSync(file, "utf8"), { noLocation: true }), {
        enter(node: ASTNode) {
          if ("name" in node && node.name && "description" in node) {
            path.push(node.name.value);
            const isRoot = node.kind === Kind.OBJECT_TYPE_DEFINITION && ["Query", "Mutation"].includes(node.name.value);
            if (!node.description?.value && !isRoot && !isStub(place(file), path)) silent.push(`${place(file)}: ${path.join(".")}`);
          }
          return undefined;
        },
        leave(node: ASTNode) {
          if ("name" in node && node.name && "description" in node) path.pop();
          return undefined;
        },
      });
    }
    expect(silent).toEqual([]);
  });
});
// Where another side's entity is only pointed to, its home describes it.
const STUBS = ["Customer", "SalesOrder", "Employee", "LegalEntity", "Item", "AccountSelection", "Shipment", "Invoice"];
const isStub = (file: string, path: string[]): boolean =>
  [...STUBS, ...(file.startsWith("subgraphs/lists/") ? ["Account", "User"] : [])].includes(path[0]!) && (path.length === 1 || ["id", "number", "code", "customerSet"].includes(path[1]!));

describe("money never meets a float", () => {
  it("no source parses or formats an amount as a number", () => {
    const suspicious = /parseFloat\(|Number\([^)]*(amount|price|total|balance|quantity)|\.toFixed\(2\)/i;
    const found = sources.map(place).filter((path) => /^(subgraphs|gateway)\//.test(path) && !isTest(path)).filter((path) => suspicious.test(readFileSync(join(TOP, path), "utf8")));
    expect(found).toEqual([]);
  });
});
