import { startThrowawayServer } from "@homefield/commands/throwaway-postgres";

/** Runs a benchmark beside a PostgreSQL of its own, which is gone afterwards, also after Ctrl-C. It does not wait for the disk. */
export async function withServer(work: (superuserUrl: string) => Promise<void>): Promise<void> {
  const server = await startThrowawayServer();
  process.env.HOMEFIELD_TEST_POSTGRES = server.superuserUrl;
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => reject(new Error(`ended by ${signal}`)));
  });
  try {
    await Promise.race([work(server.superuserUrl), interrupted]);
  } finally {
    await server.stop();
  }
}
