import { useCallback, useRef, useState } from "react";
import { useAct, type ActResult, type ActState } from "@homefield/web-kit";
import type { QuoteLineInput, QuoteUpdateInput, QuoteUpdateMutation } from "../gql/graphql.ts";
import { QuoteUpdateDocument } from "./quote-documents.ts";
import type { Quote, QuoteLine } from "./quote-words.tsx";

export type Saved = ActResult<QuoteUpdateMutation>;

export const inputOf = (line: QuoteLine): QuoteLineInput => ({
  itemNumber: line.item?.number ?? "",
  quantity: line.quantity,
  unitPrice: line.unitPrice.amount,
  discountPercent: line.discountPercent,
  requestedDate: line.requestedDate,
  note: line.note,
  isOption: line.isOption,
});

export interface Draft {
  save: (input: QuoteUpdateInput) => Promise<Saved>;
  /** Changes the lines as they stand when its turn comes. */
  saveLines: (change: (lines: QuoteLineInput[]) => QuoteLineInput[]) => Promise<Saved>;
  saving: ActState;
  savedAt: Date | undefined;
  /** Somebody else was faster; what is shown now is theirs. */
  overtaken: boolean;
  settle: () => void;
}

/** Saves a draft cell by cell. Each save waits for the one before, so that a quick hand never meets its own older version. */
export function useDraft(quote: Quote, again: () => Promise<unknown>): Draft {
  const [update, saving] = useAct(QuoteUpdateDocument);
  const [savedAt, setSavedAt] = useState<Date>();
  const [overtaken, setOvertaken] = useState(false);
  const latest = useRef(quote);
  if (quote.id !== latest.current.id || quote.lockVersion >= latest.current.lockVersion) latest.current = quote;
  const turn = useRef<Promise<unknown>>(Promise.resolve());

  const queue = useCallback(
    (make: (now: Quote) => QuoteUpdateInput): Promise<Saved> => {
      const run = turn.current.then(async () => {
        const now = latest.current;
        const result = await update({ id: now.id, expectedVersion: now.lockVersion, input: make(now) });
        const saved = result.data?.quoteUpdate.quote;
        if (saved) latest.current = saved;
        if (result.ok) {
          setSavedAt(new Date());
          setOvertaken(false);
        } else if (result.userErrors.some((error) => error.code === "STALE_VERSION")) {
          setOvertaken(true);
          await again();
        }
        return result;
      });
      turn.current = run.catch(() => undefined);
      return run;
    },
    [update, again],
  );
  const save = useCallback((input: QuoteUpdateInput) => queue(() => input), [queue]);
  const saveLines = useCallback((change: (lines: QuoteLineInput[]) => QuoteLineInput[]) => queue((now) => ({ lines: change(now.lines.map(inputOf)) })), [queue]);
  const settle = useCallback(() => setOvertaken(false), []);
  return { save, saveLines, saving, savedAt, overtaken, settle };
}
