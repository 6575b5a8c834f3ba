import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import { Complaint } from "../protection/complaint.ts";
import { contentSecurityPolicy } from "../protection/headers.ts";
import type { Exchange } from "./http.ts";

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
};
const compressible = new Set([".css", ".html", ".js", ".json", ".map", ".svg", ".ttf", ".wasm", ".webmanifest"]);

/** Built pages under one prefix: files as they lie there, and the page itself for every address the page routes on its own. */
export async function staticRoute({ request, response, url }: Exchange, prefix: string, folder: string | undefined, buildWith: string): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") throw new Complaint(405, "METHOD_NOT_ALLOWED", "Pages are read with GET.", { allow: "GET, HEAD" });
  const html = folder === undefined ? undefined : await readFile(join(folder, "index.html"), "utf8").catch(() => undefined);
  if (folder === undefined || html === undefined) return sendPage({ request, response }, 503, notBuilt(prefix, buildWith));
  const inside = safePath(url.pathname.slice(prefix.length));
  if (inside === null) throw new Complaint(404, "NOT_FOUND", "There is nothing at this address.");
  const file = join(folder, inside);
  const facts = inside === "" || inside === "index.html" ? undefined : await stat(file).catch(() => undefined);
  if (!facts?.isFile()) {
    // An address with an ending is a file that is not there: the page in its place would only confuse.
    if (extname(inside) !== "" && inside !== "index.html") throw new Complaint(404, "NOT_FOUND", "There is nothing at this address.");
    return sendPage({ request, response }, 200, html);
  }
  const hashed = /(^|[/\\])assets[/\\]/.test(inside);
  const etag = `"${facts.size.toString(36)}-${facts.mtimeMs.toString(36)}"`;
  response.setHeader("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  response.setHeader("etag", etag);
  response.setHeader("vary", "accept-encoding");
  if (request.headers["if-none-match"] === etag) return void response.writeHead(304).end();
  response.setHeader("content-type", types[extname(file)] ?? "application/octet-stream");
  const encoding = compressible.has(extname(file)) && facts.size > 1_000 ? encodingFor(String(request.headers["accept-encoding"] ?? "")) : null;
  if (encoding) response.setHeader("content-encoding", encoding);
  else response.setHeader("content-length", facts.size);
  response.writeHead(200);
  if (request.method === "HEAD") return void response.end();
  const source = createReadStream(file);
  if (!encoding) return await pipeline(source, response);
  await pipeline(source, encoding === "br" ? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : createGzip(), response);
}

export function sendPage({ request, response }: Pick<Exchange, "request" | "response">, status: number, html: string): void {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-cache",
    "content-security-policy": contentSecurityPolicy(html),
    "content-length": Buffer.byteLength(html),
  });
  response.end(request.method === "HEAD" ? undefined : html);
}

function encodingFor(accepted: string): "br" | "gzip" | null {
  return /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : null;
}

/** The path below the folder, or null for one that leads out of it or that no file can have. */
function safePath(encoded: string): string | null {
  try {
    const path = normalize(decodeURIComponent(encoded)).replace(/^[/\\]+/, "");
    return path.includes("\0") || path === ".." || path.startsWith(`..${sep}`) ? null : path === "." ? "" : path;
  } catch {
    return null;
  }
}

function notBuilt(prefix: string, buildWith: string): string {
  return simplePage("Not built yet", `The pages under <code>${prefix}</code> have not been built. Build and start everything with <code>${buildWith}</code>.`);
}

/** A page that stands on its own. The text is ours, never a visitor's. */
export function simplePage(title: string, text: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Homefield</title>
<style>:root{color-scheme:light dark}body{font:13px/20px Inter,system-ui,sans-serif;max-width:56ch;margin:16vh auto;padding:0 24px}h1{font-size:16px;line-height:24px}</style>
</head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;
}
