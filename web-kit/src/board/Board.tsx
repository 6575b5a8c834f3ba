import type { ReactNode } from "react";
import type { ActResult } from "../client/act.ts";

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
  /** At the right of the foot, beside the keys. */
  foot?: ReactNode;
}

/** Columns of cards, moved by pointer or by keyboard, each move told to whoever cannot see it. */
export function Board<Card>(_props: BoardProps<Card>): ReactNode {
  return null;
}
