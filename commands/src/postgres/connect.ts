import pg from "pg";

/** One plain connection, for the launcher's own few statements. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: "homefield-launcher" });
  // A server that goes away between two statements fails the next one; it must not end this process.
  client.on("error", () => {});
  await client.connect();
  return client;
}

export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
