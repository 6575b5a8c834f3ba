/**
 * Building blocks of printed documents (A4): letterhead, parties, tables that run over pages, totals, footer with page numbers.
 *
 *   const pdf = openPdf({ title: "Invoice INV-1", author: "Nordhavn Møbler A/S", createdAt: invoice.postedAt });
 *   pdf.letterhead({ name, lines, title: "Invoice", number });
 *   pdf.parties({ label: "Bill to", lines }, [["Issue date", "16 March 2026"], …]);
 *   pdf.table([{ title: "Item", width: 60 }, { title: "Description" }, { title: "Net", width: 70, align: "right" }], rows);
 *   pdf.totals([{ label: "Total", value: "119.00 EUR", strong: true }]);
 *   const bytes = await pdf.finish(["Nordhavn Møbler A/S · CVR 12345678"]);
 *
 * Text may mix scripts: every run of characters is set in the first font that has it (Inter, then Noto Sans SC). The same content gives
 * the same bytes.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";
// pdfkit: writes PDF without a browser; embeds subsets of the fonts it uses.
// oxlint-disable-next-line import/no-named-as-default -- the CommonJS build that Node loads has no named export
import PDFDocument from "pdfkit";
import type { CalendarDate } from "./calendar-date.ts";
import { dec } from "./decimal.ts";
import { minorUnits } from "./money.ts";

export interface PdfInfo { title: string; author: string; subject?: string; createdAt: Date }
export interface PdfLetterhead { name: string; lines: readonly string[]; title: string; number: string }
export interface PdfColumn {
  title: string;
  /** Points; columns without one share what is left. */
  width?: number;
  align?: "left" | "right";
}
/** A cell is text, or text with a second line in small print. */
export type PdfCell = string | { text: string; detail?: string };
export interface PdfTotal { label: string; value: string; strong?: boolean }
export type PdfFact = readonly [label: string, value: string];

const PAGE = { width: 595.28, height: 841.89 };
const MARGIN = { left: 48, right: 48, top: 48, bottom: 84 };
const WIDTH = PAGE.width - MARGIN.left - MARGIN.right;
const INK = "#1b2430";
const QUIET = "#5c6773";
const RULE = "#d5dae0";
const BAND = "#f2f4f6";
const ACCENT = "#1f5f5b";
const LEADING = 1.4;

interface Style { size: number; weight?: 400 | 600; color?: string }
const BODY: Style = { size: 9 };
const SMALL: Style = { size: 7.5, color: QUIET };
const LABEL: Style = { size: 7.5, weight: 600, color: QUIET };

export function openPdf(info: PdfInfo): Pdf {
  return new Pdf(info);
}

export class Pdf {
  /** Where the next block begins, from the top of the page. */
  y: number = MARGIN.top;
  readonly #doc: PDFKit.PDFDocument;
  readonly #info: PdfInfo;
  readonly #known = new Set<string>();

  constructor(info: PdfInfo) {
    this.#info = info;
    this.#doc = new PDFDocument({
      size: [PAGE.width, PAGE.height], margin: 0, bufferPages: true, lang: "en", displayTitle: true, pdfVersion: "1.7",
      info: { Title: info.title, Author: info.author, Subject: info.subject ?? info.title, Creator: "Homefield", Producer: "Homefield", CreationDate: info.createdAt, ModDate: info.createdAt },
    });
  }

  /** Who writes, and what this is. */
  letterhead(head: PdfLetterhead): void {
    const top = this.y;
    const right = this.#block(head.title, { size: 22, weight: 600, color: ACCENT }, MARGIN.left + WIDTH / 2, top - 4, WIDTH / 2, "right");
    const rightEnd = this.#block(head.number, { size: 11, weight: 600 }, MARGIN.left + WIDTH / 2, right, WIDTH / 2, "right");
    let left = this.#block(head.name, { size: 14, weight: 600 }, MARGIN.left, top, WIDTH / 2 - 12);
    for (const line of head.lines) left = this.#block(line, { size: 8.5, color: QUIET }, MARGIN.left, left, WIDTH / 2 - 12);
    this.y = Math.max(left, rightEnd) + 14;
    this.#rule(ACCENT, 1.5);
    this.y += 22;
  }

  /** To whom, beside the facts of the document. Facts without a value are left out. */
  parties(to: { label: string; lines: readonly string[] }, facts: readonly PdfFact[], second?: { label: string; lines: readonly string[] }): void {
    const top = this.y;
    const column = second ? WIDTH * 0.3 : WIDTH * 0.5;
    const address = (block: { label: string; lines: readonly string[] }, x: number): number => {
      let y = this.#block(block.label.toUpperCase(), LABEL, x, top, column - 12);
      y += 2;
      for (const [i, line] of block.lines.entries()) y = this.#block(line, i === 0 ? { size: 10, weight: 600 } : { size: 9.5 }, x, y, column - 12);
      return y;
    };
    const ends = [address(to, MARGIN.left)];
    if (second) ends.push(address(second, MARGIN.left + column));
    const x = MARGIN.left + (second ? WIDTH * 0.6 : WIDTH * 0.54);
    ends.push(this.#facts(facts, x, top, MARGIN.left + WIDTH - x));
    this.y = Math.max(...ends) + 24;
  }

  /** A paragraph over the full width. */
  paragraph(text: string, style: { quiet?: boolean; strong?: boolean } = {}): void {
    const form: Style = { ...BODY, ...(style.strong && { weight: 600 as const }), ...(style.quiet && { color: QUIET, size: 8 }) };
    const lines = this.#wrap(text, form, WIDTH);
    this.#ensure(lines.length * form.size * LEADING);
    this.y = this.#lines(lines, form, MARGIN.left, this.y, WIDTH, "left") + 6;
  }

  /** A table over the full width. Its header is repeated on every page; a row is never torn apart. */
  table(columns: readonly PdfColumn[], rows: readonly (readonly PdfCell[])[]): void {
    const fixed = columns.reduce((total, column) => total + (column.width ?? 0), 0);
    const flexible = columns.filter((column) => column.width === undefined).length;
    const widths = columns.map((column) => column.width ?? (WIDTH - fixed) / flexible);
    const header = (): void => {
      const top = this.y;
      this.#doc.rect(MARGIN.left, top, WIDTH, 20).fill(BAND);
      this.#row(columns, widths, columns.map((column) => ({ lines: [column.title], details: [] })), top + 5, LABEL);
      this.y = top + 20;
    };
    this.#ensure(20 + 40);
    header();
    for (const row of rows) {
      const cells = row.map((cell, i) => {
        const { text, detail } = typeof cell === "string" ? { text: cell, detail: undefined } : cell;
        const room = widths[i]! - 12;
        return { lines: this.#wrap(text, BODY, room), details: detail ? this.#wrap(detail, SMALL, room) : [] };
      });
      const height = Math.max(...cells.map((cell) => cell.lines.length * BODY.size * LEADING + cell.details.length * SMALL.size * LEADING)) + 10;
      if (this.#ensure(height)) header();
      this.#row(columns, widths, cells, this.y + 5, BODY);
      this.y += height;
      this.#rule(RULE, 0.5);
    }
    this.y += 12;
  }

  /** Sums at the right edge; strong ones on a band. Kept on one page. */
  totals(rows: readonly PdfTotal[]): void {
    const width = WIDTH * 0.48;
    const x = MARGIN.left + WIDTH - width;
    const heightOf = (row: PdfTotal): number => (row.strong ? 26 : 16);
    this.#ensure(rows.reduce((total, row) => total + heightOf(row), 0));
    for (const row of rows) {
      const height = heightOf(row);
      const style: Style = row.strong ? { size: 11, weight: 600 } : BODY;
      if (row.strong) this.#doc.rect(x, this.y + 2, width, height - 4).fill(BAND);
      const top = this.y + (height - style.size * LEADING) / 2;
      this.#block(row.label, style, x + 6, top, width * 0.58);
      this.#block(row.value, style, x + width * 0.4, top, width * 0.6 - 6, "right");
      this.y += height;
    }
    this.y += 14;
  }

  /** Facts in a frame, e.g. how to pay. Kept on one page. */
  box(title: string, facts: readonly PdfFact[]): void {
    const height = 14 + 16 + this.#factsHeight(facts, WIDTH - 24) + 6;
    this.#ensure(height);
    this.#doc.roundedRect(MARGIN.left, this.y, WIDTH, height, 4).lineWidth(0.75).stroke(RULE);
    const after = this.#block(title, { size: 9.5, weight: 600, color: ACCENT }, MARGIN.left + 12, this.y + 10, WIDTH - 24);
    this.#facts(facts, MARGIN.left + 12, after + 4, WIDTH - 24);
    this.y += height + 14;
  }

  /** Room between blocks. */
  space(points: number): void {
    this.y += points;
  }

  /** Writes the footer on every page and gives the bytes. */
  async finish(footer: readonly string[]): Promise<Buffer> {
    const { count } = this.#doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.#doc.switchToPage(page);
      let y = PAGE.height - MARGIN.bottom + 26;
      this.#doc.moveTo(MARGIN.left, y - 8).lineTo(MARGIN.left + WIDTH, y - 8).lineWidth(0.5).stroke(RULE);
      const first = y;
      for (const line of footer) y = this.#block(line, SMALL, MARGIN.left, y, WIDTH - 150);
      this.#block(this.#info.title, SMALL, MARGIN.left + WIDTH - 150, first, 150, "right");
      this.#block(`Page ${page + 1} of ${count}`, SMALL, MARGIN.left + WIDTH - 150, first + SMALL.size * LEADING, 150, "right");
    }
    const chunks: Buffer[] = [];
    const done = new Promise<void>((resolve, reject) => this.#doc.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", resolve).on("error", reject));
    this.#doc.end();
    await done;
    return Buffer.concat(chunks);
  }

  /** Starts a new page when so much no longer fits; says whether it did. */
  #ensure(height: number): boolean {
    if (this.y + height <= PAGE.height - MARGIN.bottom) return false;
    this.#doc.addPage();
    this.y = MARGIN.top;
    return true;
  }
  #rule(color: string, width: number): void {
    this.#doc.moveTo(MARGIN.left, this.y).lineTo(MARGIN.left + WIDTH, this.y).lineWidth(width).stroke(color);
  }
  #row(columns: readonly PdfColumn[], widths: readonly number[], cells: readonly { lines: string[]; details: string[] }[], top: number, style: Style): void {
    let x = MARGIN.left;
    for (const [i, cell] of cells.entries()) {
      const align = columns[i]!.align ?? "left";
      const below = this.#lines(cell.lines, style, x + 6, top, widths[i]! - 12, align);
      this.#lines(cell.details, SMALL, x + 6, below, widths[i]! - 12, align);
      x += widths[i]!;
    }
  }
  #facts(facts: readonly PdfFact[], x: number, top: number, width: number): number {
    let y = top;
    const room = factLabelWidth(width);
    for (const [label, value] of facts) {
      if (value === "") continue;
      this.#block(label, { size: 8.5, color: QUIET }, x, y + 0.5, room);
      y = this.#block(value, BODY, x + room, y, width - room) + 1.5;
    }
    return y;
  }
  #factsHeight(facts: readonly PdfFact[], width: number): number {
    return facts.reduce((total, [, value]) => total + (value === "" ? 0 : this.#wrap(value, BODY, width - factLabelWidth(width)).length * BODY.size * LEADING + 1.5), 0);
  }
  #block(text: string, style: Style, x: number, y: number, width: number, align: "left" | "right" = "left"): number {
    return this.#lines(this.#wrap(text, style, width), style, x, y, width, align);
  }
  #lines(lines: readonly string[], style: Style, x: number, y: number, width: number, align: "left" | "right"): number {
    for (const line of lines) {
      // Figures of one width would set the hyphens of a document number wide apart.
      const features = align === "right" && !line.includes("-") ? FIGURES : {};
      let at = align === "right" ? x + width - this.#widthOf(line, style, features) : x;
      for (const run of runsOf(line)) {
        this.#use(run.font, style).fillColor(style.color ?? INK).text(run.text, at, y + style.size * 1.05, { lineBreak: false, baseline: "alphabetic", ...features });
        at += this.#doc.widthOfString(run.text, features);
      }
      y += style.size * LEADING;
    }
    return y;
  }
  #widthOf(text: string, style: Style, features: PDFKit.Mixins.TextOptions = {}): number {
    return runsOf(text).reduce((total, run) => total + this.#use(run.font, style).widthOfString(run.text, features), 0);
  }
  #use(font: string, style: Style): PDFKit.PDFDocument {
    const name = fontName(font, style.weight ?? 400);
    if (!this.#known.has(name)) {
      this.#doc.registerFont(name, fontData(name));
      this.#known.add(name);
    }
    return this.#doc.font(name).fontSize(style.size);
  }
  /** Breaks text into lines: at blanks, between Chinese characters, and inside a word only if it is wider than the line. */
  #wrap(text: string, style: Style, width: number): string[] {
    return text.split("\n").flatMap((paragraph) => {
      const lines: string[] = [];
      let line = "";
      for (const piece of piecesOf(paragraph)) {
        if (this.#widthOf(line + piece.trimEnd(), style) <= width) line += piece;
        else if (this.#widthOf(piece.trimEnd(), style) <= width) {
          lines.push(line.trimEnd());
          line = piece;
        } else {
          for (const character of piece) {
            if (line !== "" && this.#widthOf(line + character, style) > width) {
              lines.push(line.trimEnd());
              line = "";
            }
            line += character;
          }
        }
      }
      return [...lines, line.trimEnd()];
    });
  }
}
const factLabelWidth = (width: number): number => Math.min(110, width * 0.42);

// Figures of one width at right edges, so that columns of amounts line up.
const FIGURES: PDFKit.Mixins.TextOptions = { features: ["tnum"] };
const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[\u{20000}-\u{3ffff}]/u;
const piecesOf = (text: string): string[] => text.match(/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[\u{20000}-\u{3ffff}]|[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]+\s*|\s+/gu) ?? [];

const require = createRequire(import.meta.url);
// Inter comes in files by script, each with the code points it is for; whatever none of them has is set in Noto Sans SC.
const SCRIPTS = ["latin", "latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext", "vietnamese"];
const rangesOf = (text: string): [number, number][] =>
  text.split(",").map((range) => {
    const [from, to] = range.trim().slice(2).split("-").map((hex) => Number.parseInt(hex, 16)) as [number, number?];
    return [from, to ?? from];
  });
const covered = (() => {
  const ranges = require("@fontsource/inter/unicode.json") as Record<string, string>;
  return SCRIPTS.map((script) => ({ script, ranges: rangesOf(ranges[script] ?? "U+0") }));
})();
const CHINESE = "chinese-simplified";
const fontOf = (character: string): string => {
  const code = character.codePointAt(0)!;
  if (WIDE.test(character)) return CHINESE;
  return covered.find(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to))?.script ?? CHINESE;
};
function runsOf(text: string): { font: string; text: string }[] {
  const runs: { font: string; text: string }[] = [];
  for (const character of text.normalize("NFC")) {
    const last = runs.at(-1);
    const font = fontOf(character);
    if (last && last.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}
const fonts = new Map<string, Buffer>();
/** A font file unpacked, once per process. */
function fontData(name: string): Buffer {
  let data = fonts.get(name);
  if (!data) fonts.set(name, (data = unpackWoff(readFileSync(require.resolve(name)))));
  return data;
}
const fontName = (font: string, weight: number): string =>
  font === CHINESE ? `@fontsource/noto-sans-sc/files/noto-sans-sc-${font}-${weight}-normal.woff` : `@fontsource/inter/files/inter-${font}-${weight}-normal.woff`;
/**
 * WOFF to the plain font it wraps (https://www.w3.org/TR/WOFF/). pdfkit reads WOFF too, but inflates the glyph table anew for every glyph:
 * measured at 5 seconds for an invoice of 30 lines.
 */
function unpackWoff(woff: Buffer): Buffer {
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, i) => {
    const entry = woff.subarray(44 + 20 * i, 64 + 20 * i);
    const [offset, packed, size] = [entry.readUInt32BE(4), entry.readUInt32BE(8), entry.readUInt32BE(12)];
    const data = woff.subarray(offset, offset + packed);
    return { tag: entry.subarray(0, 4), checksum: entry.subarray(16, 20), data: packed < size ? inflateSync(data) : data };
  });
  const power = Math.floor(Math.log2(tables.length));
  const head = Buffer.alloc(12 + 16 * tables.length);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(tables.length, 4);
  head.writeUInt16BE(16 * 2 ** power, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE(16 * (tables.length - 2 ** power), 10);
  let offset = head.length;
  const bodies = tables.map(({ tag, checksum, data }, i) => {
    const at = 12 + 16 * i;
    tag.copy(head, at);
    checksum.copy(head, at + 4);
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(data.length, at + 12);
    const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4);
    data.copy(padded);
    offset += padded.length;
    return padded;
  });
  return Buffer.concat([head, ...bodies]);
}

/** An amount as documents print it, e.g. "1,204.50". Exact: the text is grouped, never parsed into a float. */
export function printedAmount(amount: string, currency: string): string {
  return grouped(dec(amount).toFixed(minorUnits(currency)));
}
/** A unit price: at least the currency's decimals, more where the price has more. */
export const printedPrice = (price: string, currency: string): string => grouped(dec(price).toFixed(Math.max(minorUnits(currency), dec(price).decimalPlaces())));
/** A quantity or percentage without needless zeros, e.g. "1,250.5". */
export const printedQuantity = (quantity: string): string => grouped(dec(quantity).toFixed());
function grouped(text: string): string {
  const [whole, fraction] = text.split(".") as [string, string?];
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (fraction === undefined ? digits : `${digits}.${fraction}`).replace("-", "−");
}
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
/** A day as documents print it, the same in every country: "16 March 2026". */
export function printedDate(date: CalendarDate): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  return `${day} ${MONTHS[month - 1]} ${year}`;
}
