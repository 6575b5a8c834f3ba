import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ownersFor } from "./owners.ts";

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => (server.closeAllConnections(), server.close())));
const question = { list: "accounts", asOf: "2026-11-22", sets: [], condition: { and: [] } };
const SILENT = { extensions: { code: "SOURCE_UNAVAILABLE", source: "crm" } };

/** An owner that answers as told, by how often it was asked. */
async function anOwner(answer: (asked: number) => { status?: number; body: string } | "breaks" | "hangs"): Promise<{ url: string; asked: () => number; headers: () => Record<string, unknown> }> {
  let asked = 0;
  let headers = {};
  const server = createServer((request, response) => {
    headers = request.headers;
    request.resume().on("end", () => {
      const said = answer(++asked);
      if (said === "breaks") request.socket.destroy();
      else if (said !== "hangs") response.writeHead(said.status ?? 200).end(said.body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked, headers: () => headers };
}
const ownersAt = (url: string) => ownersFor({ crm: url, erp: url }, { token: "token-of-ines", requestId: "r-7" });

describe("an owner as the lists ask it", () => {
  it("is asked as the caller, within the request, and what it took is counted", async () => {
    const owner = await anOwner(() => ({ body: JSON.stringify({ statements: 2, keys: [{ set: "v2.abc", size: 40 }] }) }));
    const owners = ownersAt(owner.url);
    await owners.ask("crm", question);
    await owners.ask("erp", { ...question, look: { customers: ["C-1", "C-2"], marks: [] } });
    expect(owner.headers()).toMatchObject({ authorization: "Bearer token-of-ines", "x-request-id": "r-7" });
    expect(owners.effort).toEqual({ calls: 2, statements: 4, keysShipped: 82, bytesShipped: 12 });
  });
  it("passes its refusals on, with code and permission", async () => {
    const owner = await anOwner(() => ({ body: JSON.stringify({ error: { message: "No.", extensions: { code: "FORBIDDEN", permission: "customer:read" } } }) }));
    await expect(ownersAt(owner.url).ask("erp", question)).rejects.toMatchObject({ message: "No.", extensions: { code: "FORBIDDEN", permission: "customer:read" } });
  });
  it("is silent when nobody is there, when a new connection breaks, and when it is only starting", async () => {
    await expect(ownersAt("http://127.0.0.1:9").ask("crm", question)).rejects.toMatchObject(SILENT);
    const breaking = await anOwner(() => "breaks");
    await expect(ownersAt(breaking.url).ask("crm", question)).rejects.toMatchObject(SILENT);
    expect(breaking.asked()).toBe(1);
    const starting = await anOwner(() => ({ status: 503, body: "{}" }));
    await expect(ownersAt(starting.url).ask("crm", question)).rejects.toMatchObject(SILENT);
  });
  it("is asked once more when a connection that was kept breaks, and not a third time", async () => {
    const owner = await anOwner((asked) => (asked === 2 ? "breaks" : { body: JSON.stringify({ statements: 1 }) }));
    const owners = ownersAt(owner.url);
    await owners.ask("crm", question);
    await owners.ask("crm", question);
    expect(owner.asked()).toBe(3);
  });
  it("is waited for no longer than the deadline, and not asked again then", async () => {
    const owner = await anOwner((asked) => (asked === 1 ? { body: JSON.stringify({ statements: 1 }) } : "hangs"));
    const owners = ownersAt(owner.url);
    await owners.ask("crm", question);
    await expect(owners.ask("crm", question)).rejects.toMatchObject(SILENT);
    expect(owner.asked()).toBe(2);
  });
});
