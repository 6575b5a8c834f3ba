import { startThrowawayServer } from "@homefield/commands/throwaway-postgres";

/** One PostgreSQL for the whole run, in a temporary folder of its own; test files make scratch databases in it. */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.HOMEFIELD_TEST_POSTGRES) return undefined;
  const server = await startThrowawayServer();
  process.env.HOMEFIELD_TEST_POSTGRES = server.superuserUrl;
  return async () => {
    delete process.env.HOMEFIELD_TEST_POSTGRES;
    await server.stop();
  };
}
