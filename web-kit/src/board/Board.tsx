import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent as ReactPointerEvent, type ReactNode } from "react";
import { X } from "lucide-react";
import { failureSentence, type ActResult } from "../client/act.ts";
import { useKeys } from "../keys/keys.tsx";
import { Kbd } from "../parts/marks.tsx";
import { Notice } from "../parts/say.tsx";
import { useStable } from "../parts/stable.ts";
import { Bar } from "../parts/layout.tsx";
import { useSlow } from "../parts/skeleton.tsx";
import { boardKey, followCard, type BoardKey, type BoardState } from "./board-keys.ts";

export interface BoardColumn<Card> {
  id: string;
  title: string;
  /** At the right of the title: the column's value. */
  figure?: ReactNode;
  /** Below the title, left and right: "50%", "148,560 weighted". */
  sub?: ReactNode;
  subEnd?: ReactNode;
  cards: readonly Card[];
  /** Why nothing may be dropped here. */
  closed?: string;
}

export interface BoardProps<Card> {
  label: string;
  /** What a card is called when it is moved: "deal". */
  cardNoun: string;
  /** Memoised, so that the board can tell a new answer from a new render. */
  columns: readonly BoardColumn<Card>[];
  cardKey: (card: Card) => string;
  /** Spoken name of a card. */
  cardLabel: (card: Card) => string;
  renderCard: (card: Card) => ReactNode;
  /** Moves a card. While it runs the card stands in its new column; a refusal puts it back and says why. */
  onMove: (card: Card, to: string, from: string) => Promise<ActResult<unknown> | void>;
  onOpen?: (card: Card) => void;
  /** The card may not be moved at all. */
  fixed?: (card: Card) => boolean;
  cursor?: string;
  onCursor?: (card: Card | undefined) => void;
  loading?: boolean;
  /** Said in an empty column. */
  empty?: ReactNode;
  /** Further keys on the card under the cursor. */
  cardKeys?: Record<string, { label: string; run: (card: Card) => void }>;
  /** At the right of the foot, beside the keys. */
  foot?: ReactNode;
}

interface Drag {
  key: string;
  from: number;
  over: number | undefined;
  x: number;
  y: number;
  width: number;
  height: number;
}

const DRAG_AFTER_PX = 5;
const HOLD_MS = 280;
const EDGE_PX = 48;
const KEYS: Record<string, BoardKey> = {
  ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down", Home: "home", End: "end", " ": "space", Escape: "escape",
};

/** Columns of cards, moved by pointer or by keyboard, each move told to whoever cannot see it. */
export function Board<Card>(props: BoardProps<Card>) {
  const { label, cardNoun, columns, cardKey, cardLabel, renderCard, onMove, onOpen, fixed, loading, empty, foot, cardKeys } = props;
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [pending, setPending] = useState<ReadonlyMap<string, string>>(new Map());
  const [state, setState] = useState<BoardState>({ column: 0, index: 0 });
  const [drag, setDrag] = useState<Drag>();
  const [said, setSaid] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const refocus = useRef(false);

  const byKey = useMemo(() => new Map(columns.flatMap((column) => column.cards.map((card) => [cardKey(card), card] as const))), [columns, cardKey]);

  // A move is believed until the owner's answer shows it, or the act was refused.
  useEffect(() => {
    setPending((before) => {
      const after = new Map([...before].filter(([key, to]) => byKey.has(key) && !columns.find((column) => column.id === to)?.cards.some((card) => cardKey(card) === key)));
      return after.size === before.size ? before : after;
    });
  }, [columns, byKey, cardKey]);

  const lifted = state.lifted;
  const carriedTo = lifted ? columns[state.column]?.id : undefined;
  const shown = useMemo(() => {
    const elsewhere = new Map(pending);
    if (lifted && carriedTo !== undefined && columns[lifted.from]?.id !== carriedTo) elsewhere.set(lifted.key, carriedTo);
    return columns.map((column) => [
      ...[...elsewhere].flatMap(([key, to]) => {
        const card = byKey.get(key);
        return to === column.id && card !== undefined && !column.cards.some((one) => cardKey(one) === key) ? [card] : [];
      }),
      ...column.cards.filter((card) => (elsewhere.get(cardKey(card)) ?? column.id) === column.id),
    ]);
  }, [columns, pending, lifted, carriedTo, byKey, cardKey]);
  const shape = useMemo(() => ({ columns: shown.map((cards) => cards.map(cardKey)) }), [shown, cardKey]);

  // The cursor stays on its card when cards come or go around it.
  const cursorKey = useRef<string>(undefined);
  const wanted = props.cursor;
  useLayoutEffect(() => {
    setState((before) => {
      if (before.lifted) return before;
      const after = followCard(shape, cursorKey.current, before);
      return after.column === before.column && after.index === before.index ? before : after;
    });
  }, [shape]);
  useEffect(() => {
    if (wanted === undefined || wanted === cursorKey.current) return;
    cursorKey.current = wanted;
    setState((before) => followCard(shape, wanted, before));
  }, [wanted, shape]);

  const current = lifted?.key ?? shape.columns[state.column]?.[state.index];
  useEffect(() => {
    if (!refocus.current || current === undefined) return;
    refocus.current = false;
    const element = root.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(current)}"]`);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }, [current, state]);

  const tellCursor = (key: string | undefined) => {
    cursorKey.current = key;
    props.onCursor?.(key === undefined ? undefined : byKey.get(key));
  };

  const moveCard = async (key: string, to: number, from: number) => {
    const card = byKey.get(key);
    const target = columns[to];
    const source = columns[from];
    if (card === undefined || !target || !source || target === source) return;
    setRefusal(undefined);
    if (target.closed) {
      setRefusal(target.closed);
      setSaid(`${cardLabel(card)} was not moved. ${target.closed}`);
      return;
    }
    setPending((before) => new Map(before).set(key, target.id));
    setSaid(`${cardLabel(card)} moved to ${target.title}.`);
    const result = await onMove(card, target.id, source.id);
    if (!result || result.ok) return;
    setPending((before) => {
      const after = new Map(before);
      after.delete(key);
      return after;
    });
    const why = result.userErrors[0]?.message ?? (result.failure ? failureSentence(result.failure) : "The move was refused.");
    setRefusal(why);
    refocus.current = root.current?.contains(document.activeElement) === true || document.activeElement === document.body;
    setState((before) => ({ ...before }));
    setSaid(`${cardLabel(card)} is back in ${source.title}. ${why}`);
  };

  const press = useStable((key: BoardKey) => {
    const under = shape.columns[state.column]?.[state.index];
    const card = under === undefined ? undefined : byKey.get(under);
    if (key === "space" && !state.lifted && card !== undefined && fixed?.(card)) {
      setSaid(`${cardLabel(card)} cannot be moved.`);
      return;
    }
    const { state: next, effect } = boardKey(state, key, shape);
    if (next !== state) {
      refocus.current = true;
      setState(next);
    }
    if (!effect) return;
    const name = (of: string) => {
      const one = byKey.get(of);
      return one === undefined ? "" : cardLabel(one);
    };
    const column = (at: number) => columns[at]?.title ?? "";
    switch (effect.kind) {
      case "moved-cursor":
        tellCursor(shape.columns[next.column]?.[next.index]);
        break;
      case "lifted":
        tellCursor(effect.key);
        setSaid(`${name(effect.key)} lifted from ${column(effect.column)}. Left and right carry it, Space drops it, Escape puts it back.`);
        break;
      case "carried":
        setSaid(`Over ${column(effect.column)}${columns[effect.column]?.closed ? `. ${columns[effect.column]?.closed}` : ""}`);
        break;
      case "dropped":
        tellCursor(effect.key);
        void moveCard(effect.key, effect.to, effect.from);
        break;
      case "put-back":
        setSaid(`${name(effect.key)} is back in ${column(effect.column)}.`);
        break;
    }
  });
  const step = useStable((by: number) => {
    const key = shape.columns[state.column]?.[state.index];
    const card = key === undefined ? undefined : byKey.get(key);
    const to = state.column + by;
    if (state.lifted || key === undefined || card === undefined || fixed?.(card) || to < 0 || to >= columns.length) return;
    tellCursor(key);
    refocus.current = true;
    void moveCard(key, to, state.column);
  });
  const openCurrent = () => {
    const card = current === undefined ? undefined : byKey.get(current);
    if (card !== undefined) onOpen?.(card);
  };
  const further = Object.fromEntries(
    Object.entries(cardKeys ?? {}).map(([key, act]) => [
      key,
      {
        label: act.label,
        run: () => {
          const card = current === undefined ? undefined : byKey.get(current);
          if (card !== undefined) act.run(card);
        },
      },
    ]),
  );
  useKeys(
    {
      j: { label: `Next ${cardNoun}`, run: () => press("down") },
      k: { label: `${cardNoun} above`, run: () => press("up") },
      h: { label: "Column before", run: () => press("left") },
      l: { label: "Next column", run: () => press("right") },
      "]": { label: `Move the ${cardNoun} on`, run: () => step(1) },
      "[": { label: `Move the ${cardNoun} back`, run: () => step(-1) },
      enter: onOpen && { label: "Open", run: openCurrent },
      space: { label: "Lift or drop", run: () => press("space") },
      escape: lifted && { label: "Put it back", run: () => press("escape") },
      ...further,
    },
    { group: label },
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.hasAttribute("data-card")) return;
    const key = KEYS[event.key];
    if (!key || event.ctrlKey || event.metaKey || event.altKey || (key === "escape" && !lifted)) return;
    event.preventDefault();
    press(key);
  };

  // ---- pointer
  const laneAt = (x: number, y: number): number | undefined => {
    const lane = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-lane]");
    if (!lane || !root.current?.contains(lane)) return undefined;
    return Number(lane.dataset.lane);
  };
  const start = (event: ReactPointerEvent<HTMLElement>, card: Card, from: number) => {
    const key = cardKey(card);
    tellCursor(key);
    setState((before) => (before.lifted ? before : followCard(shape, key, before)));
    if (event.button !== 0 || lifted || fixed?.(card) || pending.has(key)) return;
    if (event.target instanceof HTMLElement && event.target.closest("a, button, input, select, textarea")) return;
    const element = event.currentTarget;
    const box = element.getBoundingClientRect();
    const { pointerId, clientX, clientY, pointerType } = event;
    const grip = { x: clientX - box.left, y: clientY - box.top };
    let dragging: Drag | undefined;
    let ended = false;

    const begin = (x: number, y: number) => {
      if (ended || dragging) return;
      dragging = { key, from, over: from, x: x - grip.x, y: y - grip.y, width: box.width, height: box.height };
      setDrag(dragging);
      document.documentElement.style.cursor = "grabbing";
    };
    const hold = pointerType === "touch" ? setTimeout(() => begin(clientX, clientY), HOLD_MS) : undefined;
    const move = (moved: PointerEvent) => {
      if (moved.pointerId !== pointerId) return;
      const far = Math.hypot(moved.clientX - clientX, moved.clientY - clientY) > DRAG_AFTER_PX;
      if (!dragging && far) {
        if (pointerType === "touch") finish(false);
        else begin(moved.clientX, moved.clientY);
      }
      if (!dragging) return;
      dragging = { ...dragging, x: moved.clientX - grip.x, y: moved.clientY - grip.y, over: laneAt(moved.clientX, moved.clientY) };
      setDrag(dragging);
      const board = root.current;
      if (board) {
        const edges = board.getBoundingClientRect();
        if (moved.clientX > edges.right - EDGE_PX) board.scrollLeft += 14;
        else if (moved.clientX < edges.left + EDGE_PX) board.scrollLeft -= 14;
      }
    };
    const finish = (drop: boolean) => {
      if (ended) return;
      ended = true;
      clearTimeout(hold);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", cancel);
      window.removeEventListener("keydown", escape, true);
      window.removeEventListener("touchmove", still);
      document.documentElement.style.cursor = "";
      const at = dragging;
      setDrag(undefined);
      if (!at) return;
      // The click that ends a drag is not a click on the card. It follows at once or not at all.
      const swallow = (click: globalThis.MouseEvent) => {
        click.stopPropagation();
        click.preventDefault();
      };
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, true), 50);
      if (drop && at.over !== undefined && at.over !== from) void moveCard(key, at.over, from);
    };
    const up = (raised: PointerEvent) => raised.pointerId === pointerId && finish(true);
    const cancel = () => finish(false);
    const escape = (pressed: globalThis.KeyboardEvent) => {
      if (pressed.key !== "Escape") return;
      pressed.preventDefault();
      pressed.stopPropagation();
      finish(false);
    };
    const still = (touch: TouchEvent) => dragging && touch.preventDefault();
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", cancel);
    window.addEventListener("keydown", escape, true);
    window.addEventListener("touchmove", still, { passive: false });
  };

  const slow = useSlow(loading === true);
  const dragged = drag && byKey.get(drag.key);
  return (
    <>
      <div className="board" ref={root} role="group" aria-label={label} aria-describedby={`${id}how`} aria-busy={loading || undefined} onKeyDown={onKeyDown}>
        {columns.map((column, at) => {
          const cards = shown[at] ?? [];
          const aimed = drag ? drag.over === at && drag.from !== at : lifted !== undefined && state.column === at && lifted.from !== at;
          const classes = ["lane", aimed && (column.closed ? "closed" : "over")].filter(Boolean).join(" ");
          return (
            <section className={classes} key={column.id} data-lane={at} aria-label={`${column.title}, ${cards.length}`}>
              <header>
                <div className="row">
                  <h2>{column.title}</h2>
                  <span className="t3 s tab">{cards.length}</span>
                  {column.figure !== undefined && <span className="end tab m">{column.figure}</span>}
                </div>
                {(column.sub !== undefined || column.subEnd !== undefined) && (
                  <div className="row xs t3 tab">
                    <span>{column.sub}</span>
                    <span className="end">{column.subEnd}</span>
                  </div>
                )}
              </header>
              <div className="list" role={cards.length > 0 ? "list" : undefined} aria-label={cards.length > 0 ? column.title : undefined}>
                {aimed && column.closed && <p className="why">{column.closed}</p>}
                {drag && aimed && !column.closed && <div className="drop" style={{ height: drag.height }} aria-hidden />}
                {cards.map((card) => {
                  const key = cardKey(card);
                  const isLifted = lifted?.key === key || drag?.key === key;
                  const isFixed = fixed?.(card) === true;
                  return (
                    <div
                      key={key}
                      role="listitem"
                      data-card={key}
                      className={["card", current === key && "cursor", isLifted && "lifted", pending.has(key) && "pending", isFixed && "fixed"].filter(Boolean).join(" ")}
                      style={drag?.key === key ? ({ opacity: 0.4 } as CSSProperties) : undefined}
                      // A card is lifted and carried by keys, so it takes the focus though it stays an item of a list.
                      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
                      tabIndex={current === key ? 0 : -1}
                      aria-label={cardLabel(card)}
                      aria-describedby={`${id}how`}
                      aria-busy={pending.has(key) || undefined}
                      onPointerDown={(event) => start(event, card, at)}
                      onFocus={(event) => {
                        if (event.target !== event.currentTarget || state.lifted) return;
                        tellCursor(key);
                        setState((before) => followCard(shape, key, before));
                      }}
                      onDoubleClick={() => onOpen?.(card)}
                    >
                      {renderCard(card)}
                    </div>
                  );
                })}
                {cards.length === 0 && !loading && !(drag && aimed) && empty && <p className="none">{empty}</p>}
                {loading && slow && cards.length === 0 && [0, 1, 2].map((one) => (
                  <div className="card fixed" key={one} aria-hidden>
                    <span className="sk" style={{ width: `${60 + ((one * 17 + at * 11) % 30)}%`, margin: "6px 0" }} />
                    <span className="sk" style={{ width: "40%", margin: "8px 0 4px" }} />
                  </div>
                ))}
              </div>
            </section>
          );
        })}
        {drag && dragged !== undefined && (
          <div className="card ghost" style={{ left: drag.x, top: drag.y, width: drag.width }} aria-hidden>
            {renderCard(dragged)}
          </div>
        )}
      </div>
      {refusal && (
        <div className="boardrefusal">
          <Notice
            tone="bad"
            acts={
              <button type="button" aria-label="Dismiss" onClick={() => setRefusal(undefined)}>
                <X size={13} aria-hidden />
              </button>
            }
          >
            {refusal}
          </Notice>
        </div>
      )}
      <span className="sr" role="status" aria-live="assertive">
        {said}
      </span>
      <span className="sr" id={`${id}how`}>
        Arrow keys choose a {cardNoun}. Space lifts it, left and right carry it, Space drops it, Escape puts it back.
      </span>
      <Bar foot end={foot}>
        <span className="only-l">
          <Kbd keys="h" />
          <Kbd keys="l" /> column
        </span>
        <span className="only-l">
          <Kbd keys="j" />
          <Kbd keys="k" /> {cardNoun}
        </span>
        <span>
          <Kbd keys="space" /> lift
        </span>
        <span>
          <Kbd keys="]" /> next column
        </span>
        {Object.entries(cardKeys ?? {}).map(([key, act]) => (
          <span key={key} className="only-l">
            <Kbd keys={key} /> {act.label.toLowerCase()}
          </span>
        ))}
      </Bar>
    </>
  );
}
