import { useCallback, useState } from "react";
import { InlineEdit, Kbd, Money } from "@homefield/web-kit";
import type { Quote } from "./quote-words.tsx";
import type { Draft } from "./use-draft.ts";

/** Under the lines: what is offered on the side, and the words that are printed. */
export function QuoteFoot({ quote, draft, edits, names }: { quote: Quote; draft: Draft; edits: boolean; names: ReadonlyMap<string, string> }) {
  const options = quote.lines.filter((line) => line.isOption);
  return (
    <div className="quotefoot">
      <div>
        <h2>Options, not in the total</h2>
        {options.length === 0 && <p className="s t3">{edits ? <>None. <Kbd keys="o" /> makes a line one.</> : "None."}</p>}
        {options.map((line) => (
          <div className="row s optionrow" key={line.id}>
            <span className="cut grow">{names.get(line.item?.number ?? "") ?? line.item?.number}</span>
            <span className="num t3">
              {line.quantity} × <Money value={line.unitPrice} />
            </span>
            <span className="num optionsum">
              <Money value={line.netAmount} />
            </span>
          </div>
        ))}
      </div>
      <div>
        <h2>Words on the quote</h2>
        <QuoteWords quote={quote} draft={draft} edits={edits} />
      </div>
    </div>
  );
}

function QuoteWords({ quote, draft, edits }: { quote: Quote; draft: Draft; edits: boolean }) {
  const [text, setText] = useState<string>();
  const begin = useCallback(() => setText(quote.words ?? ""), [quote.words]);
  const about = (
    <div className="s">
      <InlineEdit label="Title" value={quote.title ?? ""} disabled={!edits} save={(title) => draft.save({ title: title.trim() || null })}>
        {quote.title ?? (edits ? <span className="t3">Add a title</span> : undefined)}
      </InlineEdit>
    </div>
  );
  if (text === undefined) {
    return (
      <>
        {about}
        {edits ? (
          <button type="button" className="inlineshow wordsshown s t2" onClick={begin}>
            <span className="sr">Edit the words: </span>
            {quote.words ?? <span className="t3">Add words that are printed on it</span>}
          </button>
        ) : (
          <p className="s t2 wordsshown">{quote.words}</p>
        )}
      </>
    );
  }
  const save = async () => {
    const next = text.trim() || null;
    if (next === (quote.words ?? null) || (await draft.save({ words: next })).ok) setText(undefined);
  };
  return (
    <>
      {about}
      <textarea
        className="wordsedit s"
        aria-label="Words printed on the quote"
        // The reader has just asked to write here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        rows={4}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key === "Escape") setText(undefined);
          else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.stopPropagation();
            void save();
          }
        }}
      />
    </>
  );
}
