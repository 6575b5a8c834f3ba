// While developing: serves both UIs from their sources and passes everything else to the gateway, all at one address.
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { createServer as createVite } from "vite";
import { webs } from "./build.ts";

const gateway = new URL(process.env.GATEWAY_URL ?? "http://127.0.0.1:4000");

const server = createServer((incoming, response) => {
  const side = pages.find(({ base }) => incoming.url?.startsWith(base) || incoming.url === base.slice(0, -1));
  if (side) side.vite.middlewares(incoming, response, () => passOn(incoming, response));
  else passOn(incoming, response);
});

const pages = await Promise.all(
  webs.filter(({ name }) => name !== "explorer").map(async ({ name, folder }) => {
    const base = `/${name}/`;
    const vite = await createVite({ root: folder, base, appType: "spa", server: { middlewareMode: true, hmr: { server, path: "hot" } } });
    return { base, vite };
  }),
);

function passOn(incoming: IncomingMessage, response: ServerResponse): void {
  const upstream = request({ host: gateway.hostname, port: gateway.port, method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  upstream.on("error", () => {
    if (!response.headersSent) response.writeHead(502, { "content-type": "text/plain" });
    response.end("The gateway is starting again; reload in a moment.");
  });
  response.on("close", () => upstream.destroy());
  incoming.pipe(upstream);
}

async function stop(): Promise<void> {
  for (const { vite } of pages) await vite.close();
  process.exit(0);
}

process.on("SIGTERM", () => void stop());
process.on("disconnect", () => process.exit(0));
server.listen(Number(process.env.PORT ?? 4000), process.env.HOST ?? "127.0.0.1", () => process.send?.({ type: "ready" }));
