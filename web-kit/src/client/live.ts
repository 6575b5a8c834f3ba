import type { ApolloClient, ObservableQuery } from "@apollo/client";
import type { DocumentNode } from "graphql";
import { questionKey } from "../owner/answers.ts";
import { askPagesAgain } from "../table/grown-lists.ts";
import { concerns } from "./live-concern.ts";
import { sessionExpired } from "./session.ts";

/** Something that happened, told after it was committed. It names, and carries no fact: what is shown is asked again. */
export interface LiveEvent {
  type: string;
  /** The object by its key; without it, any of the type. */
  number?: string;
  /** The owner of data it is about, where it is about one as a whole. */
  source?: string;
}

type Listener = (event: LiveEvent, id: string) => void;

const OPEN_AGAIN_MS = 5_000;
let stream: EventSource | undefined;
/** What was heard last, to go on from there. */
let lastId = "";
const listeners = new Set<Listener>();

/**
 * Hears what happens, over one connection however many listen. A page nobody looks at holds none (a browser gives a site six), and hears
 * what it missed when somebody does.
 */
export function listen(listener: Listener): () => void {
  if (typeof EventSource === "undefined") return () => undefined;
  listeners.add(listener);
  if (listeners.size === 1) document.addEventListener("visibilitychange", openOrClose);
  openOrClose();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) document.removeEventListener("visibilitychange", openOrClose);
    openOrClose();
  };
}

function openOrClose(): void {
  if (listeners.size > 0 && document.visibilityState !== "hidden") {
    stream ??= open();
  } else {
    stream?.close();
    stream = undefined;
  }
}

function open(): EventSource {
  const opened = new EventSource(lastId ? `/events?after=${encodeURIComponent(lastId)}` : "/events");
  opened.addEventListener("here", ({ lastEventId }: MessageEvent) => {
    lastId = lastEventId;
  });
  opened.onmessage = (message) => {
    lastId = message.lastEventId;
    const event = JSON.parse(String(message.data)) as LiveEvent;
    for (const listener of listeners) listener(event, message.lastEventId);
  };
  // A broken line mends itself and goes on where it left off. One that was refused does not.
  opened.onerror = () => {
    if (opened.readyState === EventSource.CLOSED && stream === opened) setTimeout(() => void openAgain(opened), OPEN_AGAIN_MS);
  };
  return opened;
}

async function openAgain(refused: EventSource): Promise<void> {
  const status = await fetch("/me", { credentials: "same-origin", headers: { accept: "application/json" } }).then((response) => response.status, () => 0);
  if (stream !== refused) return;
  stream = undefined;
  if (status === 401) sessionExpired();
  else openOrClose();
}

/** Which event a question is asked again for: the gateway gives one answer to all who ask because of the same. */
const reasons = new Map<string, string>();
export const reasonOf = (document: DocumentNode, variables: Record<string, unknown> | undefined): string | undefined => reasons.get(questionKey(document, variables));

const SETTLE_MS = 60;
/** However much happens, a screen asks once in this time. */
const AT_MOST_EVERY_MS = 1_000;
/** When everything may have changed, not everybody asks in the same instant. */
const SPREAD_MS = 1_500;

type Question = ObservableQuery<unknown>;

/**
 * Keeps every screen true: a question whose answer shows what has changed is asked again. Screens name nothing for that.
 */
export function keepScreensTrue(client: ApolloClient): () => void {
  const due = new Map<Question, string>();
  const askedAt = new WeakMap<Question, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const hear = (event: LiveEvent, id: string): void => {
    for (const question of client.getObservableQueries("active")) {
      if (concerns(question.getCurrentResult().data, event)) due.set(question, id);
    }
    if (due.size > 0) timer ??= setTimeout(ask, SETTLE_MS + (event.type === "Everything" ? Math.random() * SPREAD_MS : 0));
  };
  const ask = (): void => {
    timer = undefined;
    for (const [question, id] of due) {
      // Whatever is under way was asked before.
      if (question.getCurrentResult().loading || Date.now() - (askedAt.get(question) ?? 0) < AT_MOST_EVERY_MS) continue;
      due.delete(question);
      askedAt.set(question, Date.now());
      void askAgain(client, question, id);
    }
    if (due.size > 0) timer = setTimeout(ask, SETTLE_MS);
  };
  const deaf = listen(hear);
  return () => {
    deaf();
    clearTimeout(timer);
  };
}

async function askAgain(client: ApolloClient, question: Question, id: string): Promise<void> {
  const key = questionKey(question.query, question.variables);
  if (id) reasons.set(key, id);
  try {
    await (askPagesAgain(client, question) ?? question.refetch());
  } catch {
    // Whoever shows it says so; the next event, or its owner's return, asks again.
  } finally {
    if (reasons.get(key) === id) reasons.delete(key);
  }
}
