import { appendFileSync, closeSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Log, logAt } from "./logs.ts";

let folder: string;
let log: Log;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "homefield-logs-"));
  log = logAt(join(folder, "erp.log"));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("the last words of a program", () => {
  it("are what it said since it was started, not what its predecessor died of", () => {
    appendFileSync(log.path, "Error: the first one\n");
    closeSync(log.open());
    expect(log.lastWords()).toBe("");
    appendFileSync(log.path, "Error: the second one\n");
    expect(log.lastWords()).toBe("Error: the second one");
  });

  it("are the error and not the stack below it", () => {
    appendFileSync(log.path, "listening\nTypeError: x is not a function\n    at file.ts:1:1\n    at other.ts:2:2\n\nNode.js v24.21.0\n");
    expect(log.lastWords()).toBe("TypeError: x is not a function");
  });

  it("are read out of the JSON the services log", () => {
    appendFileSync(log.path, '{"level":60,"msg":"could not start","err":{"type":"Error","message":"ERP_DATABASE_URL is not set","stack":"…"}}\n');
    expect(log.lastWords()).toBe("could not start: ERP_DATABASE_URL is not set");
  });
});
