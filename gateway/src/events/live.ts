import type { Logger } from "pino";
import { TOKEN_LIFETIME_SECONDS } from "../identity/auth.ts";
import type { Identity } from "../identity/identity.ts";
import { ChangeFeed, CHANGES_PERMISSION } from "./change-feed.ts";
import type { EventStream } from "./event-stream.ts";

/** Renewed this long before it runs out. */
const MARGIN_MS = 60_000;

/** Listens to every owner on behalf of all open pages; answers how to stop. */
export function hearChanges(urls: Readonly<Record<string, string>>, identity: Identity, stream: EventStream, log: Logger): () => void {
  const token = ownToken(identity);
  const feeds = Object.entries(urls).map(([name, url]) => new ChangeFeed({ name, url, token, log, publish: (event, audience) => stream.publish(event, audience) }));
  for (const feed of feeds) feed.start();
  return () => feeds.forEach((feed) => feed.stop());
}

/** The gateway's own name towards the owners; it grants this one thing. */
function ownToken({ tokens }: Identity): () => Promise<string> {
  let held: { jwt: string; until: number } | null = null;
  return async () => {
    if (held === null || held.until < Date.now()) {
      const jwt = await tokens.mint({ sub: "service:gateway", name: "Gateway", kind: "service", permissions: [CHANGES_PERMISSION] }, TOKEN_LIFETIME_SECONDS);
      held = { jwt, until: Date.now() + TOKEN_LIFETIME_SECONDS * 1_000 - MARGIN_MS };
    }
    return held.jwt;
  };
}
