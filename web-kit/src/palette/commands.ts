import { useEffect, useRef, type ReactNode } from "react";
import type { ApolloClient } from "@apollo/client";
import type { Owner } from "../owner/owner.ts";

/** A line of the palette: a record, an act or a place. */
export interface Command {
  id: string;
  label: string;
  /** Words behind the label: `Rotterdam · Ines Moreau`. */
  hint?: string;
  /** The head it stands under: "Records", "Do", "Go to". */
  group?: string;
  /** Whose record it is; its mark stands at the right. */
  owner?: Owner;
  icon?: ReactNode;
  /** Keys that do the same outside the palette. */
  keys?: string;
  /** Either a place within the owner's side … */
  to?: string;
  /** … or something to run. */
  run?: () => void;
  need?: string;
  /** Other words it is found by. */
  words?: string;
  /** What can be done with this record; listed below the results while it is the top hit. */
  acts?: Command[];
}

export interface SearchContext {
  client: ApolloClient;
  signal: AbortSignal;
  can: (permission: string) => boolean;
}

/** Finds records for what was typed. Sides that are silent or forbidden are named in `missing`. */
export type SearchProvider = (text: string, context: SearchContext) => Promise<SearchAnswer>;

export interface SearchAnswer {
  hits: Command[];
  missing?: Owner[];
}

const registered = new Set<() => Command[]>();

/** Acts of a screen, in the palette while the screen is there. */
export function useCommands(commands: Command[]): void {
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    const read = () => latest.current;
    registered.add(read);
    return () => {
      registered.delete(read);
    };
  }, []);
}

export function commandsHere(): Command[] {
  return [...registered].flatMap((read) => read());
}

const fold = (text: string): string => text.toLocaleLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ø/g, "o").replace(/æ/g, "ae").replace(/ß/g, "ss");

/** How well a command fits what was typed: 0 not at all; beginnings of words count more than their middles. */
export function fit(command: Pick<Command, "label" | "hint" | "words">, typed: string): number {
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return 1;
  const label = fold(command.label);
  const all = `${label} ${fold(command.hint ?? "")} ${fold(command.words ?? "")}`;
  let score = 0;
  for (const word of wanted) {
    if (label.startsWith(word)) score += 4;
    else if (` ${label}`.includes(` ${word}`)) score += 3;
    else if (` ${all}`.includes(` ${word}`)) score += 2;
    else if (all.includes(word)) score += 1;
    else return 0;
  }
  return score;
}

/** Cuts a text where the typed words occur, for bold type: [["Bright", true], ["water", false]]. */
export function highlight(text: string, typed: string): [string, boolean][] {
  const folded = fold(text);
  // Folding may change the length of a text (ß), then nothing is marked rather than the wrong letters.
  if (folded.length !== text.length) return [[text, false]];
  const hit = new Array<boolean>(text.length).fill(false);
  for (const word of fold(typed).split(/\s+/).filter(Boolean)) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) hit.fill(true, at, at + word.length);
  }
  const parts: [string, boolean][] = [];
  for (let at = 0; at < text.length; at += 1) {
    const last = parts.at(-1);
    if (last && last[1] === hit[at]) last[0] += text[at];
    else parts.push([text[at] ?? "", hit[at] ?? false]);
  }
  return parts;
}
