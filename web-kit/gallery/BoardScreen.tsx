import { Hourglass } from "lucide-react";
import { useMemo, useState } from "react";
import { Bar, Board, Button, DateText, Money, Page, Seg, sumByCurrency, formatMoney, Tag, Views, Who, type ActResult } from "../src/index.ts";
import { places, type Place } from "./invented.ts";

const LANES = ["Qualify", "Discover", "Propose", "Negotiate", "Commit", "Closed"];

export function BoardScreen() {
  const [world] = useState(() => places(17));
  const [where, setWhere] = useState<ReadonlyMap<string, number>>(() => new Map(world.map((place, at) => [place.id, (at * 7) % 5])));
  const columns = useMemo(
    () =>
      LANES.map((title, at) => {
        const cards = world.filter((place) => where.get(place.id) === at);
        return {
          id: title, title, cards, closed: at === 5 ? "Closed is reached by winning or losing, not by moving." : undefined,
          figure: sumByCurrency(cards.map((card) => card.estimate)).map((sum) => formatMoney(sum, { whole: true }))[0] ?? "0", sub: `${at * 20}%`, subEnd: "weighted",
        };
      }),
    [world, where],
  );
  const move = async (card: Place, to: string): Promise<ActResult<unknown> | void> => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    if (to === "Commit") return { ok: false, userErrors: [{ code: "NO_DATE", message: `${card.name} has no closing date. Give it one, then move it to Commit.` }] };
    setWhere((before) => new Map(before).set(card.id, LANES.indexOf(to)));
    return undefined;
  };
  return (
    <Page title="Board" sub="17 deals · 1,198,800 EUR · 739,691 weighted" acts={<Button variant="filled">New deal</Button>}>
      <Bar end={<><Seg pressed>Board</Seg><Seg>List</Seg></>}>
        <Views views={[{ id: "a", label: "Benelux and North", count: 17 }, { id: "b", label: "Mine", count: 9 }]} current="a" onView={() => undefined} />
      </Bar>
      <Board
        label="Pipeline"
        cardNoun="deal"
        columns={columns}
        cardKey={keyOf}
        cardLabel={(card) => `${card.name}, ${formatMoney(card.estimate, { whole: true, withCurrency: true })}`}
        onMove={move}
        empty="Nothing here."
        foot={<span className="tab">Won in November: 6 · 184,300 EUR</span>}
        renderCard={(card) => (
          <>
            <div className="row"><span className="nm cut grow">{card.name}</span><Money value={card.estimate} whole strong /></div>
            <div className="row" style={{ marginTop: 1 }}><span className="t3 cut grow">Some account</span><Who name={card.keeper} /></div>
            {card.stock?.state !== "OPEN" && <div className="row g6 wrap" style={{ marginTop: 5 }}><Tag tone="warn" icon={<Hourglass size={10} />}>Quiet 24 d</Tag>{card.stock && <Tag of="erp">12,310.00 overdue</Tag>}</div>}
            <div className="nx">{card.step ? <><span className="cut t2 grow">{card.step}</span><DateText value={card.stepDue} due /></> : <button type="button" className="link s">Add a next step</button>}</div>
          </>
        )}
      />
    </Page>
  );
}

const keyOf = (card: Place) => card.id;
