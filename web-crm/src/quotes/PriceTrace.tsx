import { useState } from "react";
import { Popover } from "@mantine/core";
import { compareDecimals, formatDecimal, formatMoney, Mark, Money, Percent, type Decimal } from "@homefield/web-kit";
import type { PriceAnswer } from "./use-quote-prices.ts";
import type { Quote, QuoteLine } from "./quote-words.tsx";

export interface PriceTraceProps {
  quote: Quote;
  line: QuoteLine;
  answer: PriceAnswer;
  /** Takes the ERP's price for the line; absent where nothing may be changed. */
  onUse?: (price: Decimal) => void;
  opened: boolean;
  onOpened: (opened: boolean) => void;
}

/** The ERP's price of a line, and how it came about, step by step. */
export function PriceTrace({ quote, line, answer, onUse, opened, onOpened }: PriceTraceProps) {
  if (!answer.unitPrice) {
    return answer.problem ? (
      <span className="t3" title={answer.problem}>
        no price
      </span>
    ) : null;
  }
  const differs = compareDecimals(answer.unitPrice.amount, line.unitPrice.amount) !== 0 || compareDecimals(line.discountPercent, "0") !== 0;
  return (
    <Popover opened={opened} onChange={onOpened} position="bottom-end" withinPortal trapFocus returnFocus width={400} shadow="md">
      <Popover.Target>
        <button type="button" className="tracebutton" aria-expanded={opened} aria-label={`ERP price of line ${line.lineNumber}: ${formatMoney(answer.unitPrice)}. How it came about`} onClick={() => onOpened(!opened)}>
          <Money value={answer.unitPrice} />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={`How the price of line ${line.lineNumber} came about`}>
        <div className="trace">
          <div className="row tracehead">
            <b className="m">How this price came about</b>
            <span className="end t3 tab">
              {line.item?.number} × {formatDecimal(line.quantity)}
            </span>
          </div>
          <table className="mini" aria-label="Steps of the price">
            <colgroup>
              <col />
              <col style={{ width: 70 }} />
              <col style={{ width: 92 }} />
            </colgroup>
            <tbody>
              {answer.trace.map((step, at) => (
                <tr key={`${at} ${step.rule}`}>
                  <td>
                    <span className="row g6" title={step.reason}>
                      <Mark of="erp" quiet={at > 0} />
                      <span className="cut">
                        {step.rule}
                        <span className="t3">, {step.reason}</span>
                      </span>
                    </span>
                  </td>
                  <td className="num t2">{step.percent && <>−<Percent value={step.percent} /></>}</td>
                  <td className="num">
                    <Money value={step.unitPrice} />
                  </td>
                </tr>
              ))}
              <tr>
                <td className="m">ERP price</td>
                <td />
                <td className="num m">
                  <Money value={answer.unitPrice} />
                </td>
              </tr>
              <tr>
                <td>
                  <span className="row g6">
                    <Mark of="crm" />
                    <span className="cut">Offered{quote.owner ? ` by ${quote.owner.name}` : ""}</span>
                  </span>
                </td>
                <td className="num t2">{compareDecimals(line.discountPercent, "0") > 0 && <>−<Percent value={line.discountPercent} /></>}</td>
                <td className="num">
                  <Money value={line.unitPrice} />
                </td>
              </tr>
              {answer.unitCost && (
                <tr>
                  <td>
                    <span className="row g6">
                      <Mark of="erp" quiet />
                      <span className="cut">Cost, moving average</span>
                    </span>
                  </td>
                  <td className="num t3">{answer.unitCost.currency}</td>
                  <td className="num">
                    <Money value={answer.unitCost} />
                  </td>
                </tr>
              )}
            </tbody>
          </table>
          <div className="row tracefoot t3 s">
            <span>{differs ? "Taking it sets the price and no discount." : "The line is offered at this price."}</span>
            {onUse && differs && (
              <button
                type="button"
                className="link s end"
                onClick={() => {
                  onOpened(false);
                  onUse(answer.unitPrice?.amount ?? line.unitPrice.amount);
                }}
              >
                Use {formatMoney(answer.unitPrice)}
              </button>
            )}
          </div>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Which line's trace is open, if any. */
export function useOpenTrace(): { isOpen: (line: QuoteLine) => boolean; toggle: (line: QuoteLine, opened: boolean) => void } {
  const [open, setOpen] = useState<string>();
  return { isOpen: (line) => open === line.id, toggle: (line, opened) => setOpen(opened ? line.id : undefined) };
}
