import { defineConfig } from "vitest/config";

// `npm run test:long` runs the tests named *.long.test.ts and no others; `npm test` leaves them out.
const long = process.env.HOMEFIELD_TEST_LONG === "1";
const named = long ? "*.long.test.{ts,tsx}" : "*.test.{ts,tsx}";
const exclude = ["**/node_modules/**", ...(long ? [] : ["**/*.long.test.{ts,tsx}"])];

export default defineConfig({
  // Some libraries require graphql, others import it: both must get the same module.
  resolve: { alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  test: {
    globalSetup: ["test/support/global-setup.ts"],
    passWithNoTests: long,
    projects: [
      {
        extends: true,
        test: {
          name: "parts",
          include: [`{subgraphs/*,gateway,web-kit,web-crm,web-erp,commands}/{src,test}/**/${named}`, `test/${named}`],
          exclude,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "across",
          include: [`test/{across,conformance,faults}/**/${named}`],
          exclude,
          testTimeout: long ? 1_800_000 : 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: [`test/browser/**/${named}`],
          exclude,
          testTimeout: long ? 1_800_000 : 180_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
