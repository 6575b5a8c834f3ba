import { expect, it } from "vitest";
import { deriveAll } from "@homefield/commands/schema/derive.ts";
import { settle } from "@homefield/commands/schema/files.ts";

it("finds everything that npm run schema derives up to date", { timeout: 60_000 }, async () => {
  expect(await settle(await deriveAll(), true)).toEqual([]);
});
