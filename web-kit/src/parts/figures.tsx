import type { ReactNode } from "react";
import { compareDecimals, isNegative, isZero, type Decimal } from "../format/decimal.ts";
import { formatDecimal, formatMoney, sumByCurrency, type MoneyFormat, type MoneyValue } from "../format/money.ts";
import { dayOf, daysBetween, formatDay, formatDueDay, formatMoment, formatSlip, formatTime, today, type DayText, type MomentText } from "../format/dates.ts";

/** Which fields of the graph are shown, as the build writes it; passed on to the element that shows them. */
export interface Noted {
  "data-fact"?: string;
}

type FigureTone = "warn" | "bad" | "ok" | "quiet";

const toneClass = (tone: FigureTone | undefined): string => (tone === "quiet" ? " t3" : tone ? ` ${tone} m` : "");

export interface MoneyProps extends MoneyFormat, Noted {
  value: MoneyValue | null | undefined;
  tone?: FigureTone;
  strong?: boolean;
}

/** An amount. Zero is `0.00` in the lightest ink, unknown is blank; neither stands for the other. */
export function Money({ value, tone, strong, "data-fact": fact, ...format }: MoneyProps) {
  if (!value) return null;
  const zero = isZero(value.amount);
  return <span data-fact={fact} className={`tab${strong ? " m" : ""}${zero && !tone ? " t3" : toneClass(tone)}`}>{formatMoney(value, format)}</span>;
}

/** Several amounts, one per currency, never added up across currencies. */
export function MoneySums({ values, whole, "data-fact": fact }: { values: Iterable<MoneyValue | null | undefined>; whole?: boolean } & Noted) {
  const sums = sumByCurrency(values);
  return <span className="tab" data-fact={fact}>{sums.map((sum) => formatMoney(sum, { whole, withCurrency: true })).join(" \u00B7 ")}</span>;
}

export interface QuantityProps extends Noted {
  value: Decimal | number | null | undefined;
  unit?: string;
  tone?: FigureTone;
}

export function Quantity({ value, unit, tone, "data-fact": fact }: QuantityProps) {
  if (value === null || value === undefined) return null;
  const text = formatDecimal(String(value));
  return (
    <span className={`tab${toneClass(tone)}`} data-fact={fact}>
      {text}
      {unit ? `\u00A0${unit}` : ""}
    </span>
  );
}

/** `17.0 %` from a decimal string of percents. */
export function Percent({ value, most = 1, tone, "data-fact": fact }: { value: Decimal | number | null | undefined; most?: number; tone?: FigureTone } & Noted) {
  if (value === null || value === undefined) return null;
  return <span className={`tab${toneClass(tone)}`} data-fact={fact}>{`${formatDecimal(String(value), { least: most, most })}\u00A0%`}</span>;
}

export interface DateTextProps extends Noted {
  value: DayText | MomentText | null | undefined;
  /** It is a due day: today reads `Today`, and what is past turns red unless it is settled. */
  due?: boolean;
  settled?: boolean;
  /** What the date was before it slipped: the new date stands with the slip behind it. */
  was?: DayText | null;
  tone?: FigureTone;
}

/** A day: `18 Nov`, `21 Nov +2 d`, `Today` for a due day. */
export function DateText({ value, due, settled, was, tone, "data-fact": fact }: DateTextProps) {
  if (!value) return null;
  const day = dayOf(value);
  const now = today();
  const slip = was ? formatSlip(was, day) : "";
  const late = due && !settled && daysBetween(now, day) < 0;
  const decided: FigureTone | undefined = tone ?? (slip.startsWith("+") ? "warn" : late ? "bad" : undefined);
  return (
    <time dateTime={day} data-fact={fact} className={`tab${toneClass(decided)}`} title={formatDay(day, { year: "always" })}>
      {due ? formatDueDay(day, now) : formatDay(day, { today: now })}
      {slip ? ` ${slip}` : ""}
    </time>
  );
}

export interface MomentTextProps extends Noted {
  value: MomentText | null | undefined;
  weekday?: boolean;
  /** Only the time of day. */
  time?: boolean;
  seconds?: boolean;
}

/** A moment: `14:02` today, `17 Nov, 16:12` otherwise. */
export function Moment({ value, weekday, time, seconds, "data-fact": fact }: MomentTextProps) {
  if (!value) return null;
  return (
    <time dateTime={value} data-fact={fact} className="tab" title={formatMoment(value, { always: true, weekday: true })}>
      {time ? formatTime(value, { seconds }) : formatMoment(value, { weekday })}
    </time>
  );
}

export type StripHold = { at: number; tone: "warn" | "bad" };

export interface StripProps extends Noted {
  /** The names of the stages, in order; spoken, and the number of cells. */
  stages: readonly string[];
  /** How much there is in all. */
  of: Decimal | number;
  /** How much has reached each stage. */
  reached: readonly (Decimal | number)[];
  /** The stage that is held, and how badly. */
  hold?: StripHold;
  /** Always said with words: `Shipped 24 of 40`. */
  label: ReactNode;
}

/** One cell per stage, each filled by its share of the whole; a hold is a hollow cell. */
export function Strip({ stages, of, reached, hold, label, "data-fact": fact }: StripProps) {
  const whole = Number(of) || 0;
  const spoken = stages.map((stage, at) => `${stage} ${reached[at] ?? 0} of ${of}`).join(", ");
  return (
    <span className="strip" data-fact={fact}>
      <span className="cells" role="img" aria-label={spoken} title={spoken}>
        {stages.map((stage, at) => {
          const share = whole > 0 ? Math.min(1, Math.max(0, Number(reached[at] ?? 0) / whole)) : 0;
          const held = hold?.at === at;
          return (
            <i key={stage} className={held ? `hold ${hold.tone}` : undefined}>
              {!held && share > 0 && <b style={{ width: `${share * 100}%` }} />}
            </i>
          );
        })}
      </span>
      <span className="lab">{label}</span>
    </span>
  );
}

export interface AgeingPart {
  label: string;
  value: MoneyValue;
}

/** Up to five parts of a balance by age; the figures below carry the meaning. What is owed the other way has no width. */
export function AgeingStrip({ parts }: { parts: readonly AgeingPart[] }) {
  const spoken = parts.map((part) => `${part.label} ${formatMoney(part.value)}`).join("; ");
  const positive = parts.filter((part) => compareDecimals(part.value.amount, "0") > 0);
  return (
    <div>
      <div className="age" role="img" aria-label={`Ageing: ${spoken}`}>
        {positive.length === 0 && <span style={{ flex: 1, background: "var(--hf-step-todo)" }} />}
        {parts.map((part, at) =>
          compareDecimals(part.value.amount, "0") > 0 ? (
            <span key={part.label} style={{ flex: Number(part.value.amount), background: `var(--hf-age-${Math.min(at, 4)})` }} />
          ) : null,
        )}
      </div>
      <div className="agelab" style={{ gridTemplateColumns: `repeat(${parts.length}, auto)` }}>
        {parts.map((part, at) => (
          <div key={part.label}>
            <span className="k" style={{ background: `var(--hf-age-${Math.min(at, 4)})` }} />
            {part.label}
            <b className={isZero(part.value.amount) ? "t3" : isNegative(part.value.amount) ? "t2" : undefined}>{formatMoney(part.value)}</b>
          </div>
        ))}
      </div>
    </div>
  );
}

export interface MeterProps {
  /** Parts of the whole in order; an `open` part is drawn hollow. */
  parts: readonly { value: Decimal; tone?: "done" | "focus" | "open" | "bad"; key: string }[];
  whole: Decimal;
  /** Marks along the bar, as shares of the whole from 0 to 1, with words. */
  marks?: readonly { at: number; label: string }[];
  label: string;
}

/** A bar of parts: a payment being placed, a margin against its floor. Words beside it say the same. */
export function Meter({ parts, whole, marks, label }: MeterProps) {
  const total = Number(whole) || 1;
  return (
    <div className="meter" role="img" aria-label={label}>
      <div className="bars">
        {parts.map((part) => (
          <span key={part.key} className={part.tone ?? "done"} style={{ width: `${Math.min(100, Math.max(0, (Number(part.value) / total) * 100))}%` }} />
        ))}
      </div>
      {marks?.map((mark, at) => (
        <span key={mark.label} className={`tick${at === 0 ? " first" : ""}`} style={{ left: `${mark.at * 100}%` }}>
          <span className={mark.at > 0.8 ? "back" : undefined}>{mark.label}</span>
        </span>
      ))}
    </div>
  );
}
