// The floor of lists across owners: any statement on one database with both schemas, behind bare node:http. No permissions, no graph.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env["FLOOR_DATABASE_URL"], max: 4 });
const server = createServer((request, response) => {
  void text(request).then(async (body) => {
    const { name, sql } = JSON.parse(body) as { name: string; sql: string };
    const { rows } = await pool.query({ name, text: sql });
    response.end(JSON.stringify({ data: rows }));
  }).catch((error: unknown) => response.writeHead(500).end(String(error)));
}).listen(0, "127.0.0.1", () => process.send?.({ type: "ready", port: (server.address() as AddressInfo).port }));
process.once("SIGTERM", () => process.exit(0)).once("disconnect", () => process.exit(0));
