/**
 * Search as people type: words in any order, case and diacritics ignored, one slip per longer word forgiven (two letters
 * swapped, one missing, one too many, one wrong). A slip is looked for by writing down what the word could have been, so that
 * each possibility is a LIKE that a trigram index answers, and the answer does not depend on how much else is stored.
 */
import { type RawBuilder, sql } from "kysely";
import { allOf, type FilterField } from "./filter.ts";

const SPELT_OUT: Record<string, string> = { æ: "ae", ø: "o", ß: "ss", œ: "oe", ð: "d" };
const MARKED = "àáâãäåāăąçćčďèéêëēėęěğìíîïīįłñńňòóôõöőōřśšşťùúûüůűūųýÿžźż";
const BARE = "aaaaaaaaacccdeeeeeeeegiiiiiilnnnooooooorssstuuuuuuuuyyzzz";
const bare = new Map([...MARKED].map((letter, i) => [letter, BARE[i]!]));

/** The same as plain_text in the database: lower case, without diacritics, ligatures spelt out. */
export const plainText = (text: string): string => [...text.normalize("NFC").toLowerCase()].map((letter) => SPELT_OUT[letter] ?? bare.get(letter) ?? letter).join("");

const MOST_WORDS = 8;
export const wordsOf = (text: string): string[] => text.trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);

const literal = (letters: readonly string[]): string => letters.join("").replace(/[\\%_]/g, "\\$&");
/** A LIKE pattern can use a trigram index if three letters in a row are certain. */
const CERTAIN = 3;

/** LIKE patterns of what a word could have been before one slip; none for short words, and none for numbers, where another digit is another record. */
export function slipsOf(word: string): string[] {
  const letters = [...plainText(word)];
  const n = letters.length;
  if (n < 4 || n > 24 || /\d/.test(word)) return [];
  const patterns = new Set<string>();
  const head = (i: number): string[] => letters.slice(0, i);
  const tail = (i: number): string[] => letters.slice(i);
  for (let i = 0; i + 1 < n; i++) patterns.add(literal([...head(i), letters[i + 1]!, letters[i]!, ...tail(i + 2)]));
  if (n >= 5) {
    for (let i = 0; i < n; i++) patterns.add(literal([...head(i), ...tail(i + 1)]));
    for (let i = 1; i < n; i++) if (Math.max(i, n - i) >= CERTAIN) patterns.add(`${literal(head(i))}_${literal(tail(i))}`);
    // A wrong first or last letter is found by the patterns that leave it out.
    for (let i = 1; i + 1 < n; i++) if (Math.max(i, n - 1 - i) >= CERTAIN) patterns.add(`${literal(head(i))}_${literal(tail(i + 1))}`);
  }
  return [...patterns].map((pattern) => `%${pattern}%`);
}
/** True for rows whose plain text contains each word, give or take a slip unless `exactly`. `column` holds plain_text(…). */
export const saysWords = (column: RawBuilder<unknown>, text: string, exactly = false): RawBuilder<boolean> =>
  allOf(wordsOf(text).map((word) => sql<boolean>`${column} like any(array['%' || plain_text(${literal([...word])}) || '%'] || ${exactly ? [] : slipsOf(word)}::text[])`));

/**
 * Filter field over a table with `id` and `search_text`: its rows are looked up by themselves, so that the trigram index is
 * used whatever the page is ordered by.
 */
export const bySearch = (table: string, id: RawBuilder<unknown>): FilterField => (comparator) =>
  Object.entries(comparator).flatMap(([operator, value]) => {
    if (value === null || value === undefined) return [];
    if (operator === "isNull") return [value === true ? sql<boolean>`false` : sql<boolean>`true`];
    const texts = operator === "in" ? (value as string[]) : [value as string];
    if (texts.some((text) => wordsOf(text).length === 0)) return [];
    return [sql<boolean>`${id} in (select found.id from ${sql.table(table)} found where ${sql.join(texts.map((text) => saysWords(sql`found.search_text`, text)), sql` or `)})`];
  });
