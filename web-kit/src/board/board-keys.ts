/** Where the board's cursor is, and whether it carries a card. Pure, so that it can be tested without a browser. */
export interface BoardState {
  /** The column and position the cursor is at. */
  column: number;
  index: number;
  /** The card that was lifted, and where it came from. */
  lifted?: { key: string; from: number; fromIndex: number };
}

export type BoardKey = "left" | "right" | "up" | "down" | "home" | "end" | "space" | "escape";

export interface BoardShape {
  /** Keys of the cards of each column. */
  columns: readonly (readonly string[])[];
}

export type BoardEffect =
  | { kind: "moved-cursor" }
  | { kind: "lifted"; key: string; column: number }
  | { kind: "carried"; key: string; column: number }
  | { kind: "dropped"; key: string; from: number; to: number }
  | { kind: "put-back"; key: string; column: number };

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));

/** What a key does. Arrows choose a card; Space lifts it; arrows carry it across columns; Space drops, Esc puts it back. */
export function boardKey(state: BoardState, key: BoardKey, shape: BoardShape): { state: BoardState; effect?: BoardEffect } {
  const last = shape.columns.length - 1;
  if (last < 0) return { state };
  const count = (column: number) => shape.columns[column]?.length ?? 0;

  if (state.lifted) {
    const { key: card, from, fromIndex } = state.lifted;
    if (key === "escape") return { state: { column: from, index: fromIndex }, effect: { kind: "put-back", key: card, column: from } };
    if (key === "space") {
      if (state.column === from) return { state: { column: from, index: fromIndex }, effect: { kind: "put-back", key: card, column: from } };
      return { state: { column: state.column, index: 0 }, effect: { kind: "dropped", key: card, from, to: state.column } };
    }
    const to = key === "left" ? state.column - 1 : key === "right" ? state.column + 1 : key === "home" ? 0 : key === "end" ? last : state.column;
    const column = clamp(to, last);
    if (column === state.column) return { state };
    return { state: { ...state, column, index: 0 }, effect: { kind: "carried", key: card, column } };
  }

  if (key === "space") {
    const card = shape.columns[state.column]?.[state.index];
    if (card === undefined) return { state };
    return {
      state: { ...state, lifted: { key: card, from: state.column, fromIndex: state.index } },
      effect: { kind: "lifted", key: card, column: state.column },
    };
  }
  if (key === "escape") return { state };

  let { column, index } = state;
  if (key === "up") index -= 1;
  if (key === "down") index += 1;
  if (key === "home") index = 0;
  if (key === "end") index = count(column) - 1;
  if (key === "left" || key === "right") {
    // Empty columns have no card to choose; the cursor steps over them.
    const step = key === "left" ? -1 : 1;
    let next = column + step;
    while (next >= 0 && next <= last && count(next) === 0) next += step;
    if (next < 0 || next > last) return { state };
    column = next;
  }
  index = clamp(index, Math.max(0, count(column) - 1));
  if (column === state.column && index === state.index) return { state };
  return { state: { column, index }, effect: { kind: "moved-cursor" } };
}

/** Where the cursor is after cards came or went: it stays on its card if that is still there. */
export function followCard(shape: BoardShape, key: string | undefined, before: BoardState): BoardState {
  if (key !== undefined) {
    for (const [column, cards] of shape.columns.entries()) {
      const index = cards.indexOf(key);
      if (index >= 0) return { ...before, column, index };
    }
  }
  const column = clamp(before.column, shape.columns.length - 1);
  return { ...before, column, index: clamp(before.index, Math.max(0, (shape.columns[column]?.length ?? 1) - 1)) };
}
