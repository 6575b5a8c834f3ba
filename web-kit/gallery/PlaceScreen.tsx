import { FileText, Mail, Phone, StickyNote } from "lucide-react";
import {
  AgeingStrip, AskDialog, Button, DateText, DocumentNumber, Fact, Facts, GoButton, MiniTable, Money, Page, Panel, PanelGroup, Ready, Section, Strip, Tag, Tile, Timeline, useAct, useOwned, useParam, useQuery, Who,
} from "../src/index.ts";
import { useState } from "react";
import { OnePlace, RenamePlace } from "./graph.ts";
import { dayFrom, money } from "./invented.ts";

const STAGES = ["Confirmed", "Reserved", "Picked", "Shipped", "Invoiced"];
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

export function PlaceScreen() {
  const id = useParam("id");
  const result = useQuery(OnePlace, { variables: { id } });
  const stock = useOwned(result, "place.stock");
  const [rename] = useAct(RenamePlace, { done: "Renamed" });
  const [asking, setAsking] = useState(false);
  const hidden = stock.state !== "ready";
  return (
    <Page title={result.data?.place?.name ?? "Place"} crumbs={[{ label: "Places", to: "/places" }]} recent={Boolean(result.data?.place)} acts={<Button onClick={() => setAsking(true)}>Give up</Button>}>
      <Ready result={result} pick={(data) => data.place} what="place" back={<GoButton to="/places">Back to places</GoButton>}>
        {(place) => (
          <>
            <div className="recordhead">
              <Tile name={place.name} size="l" />
              <div className="grow">
                <h2 className="cut">{place.name}</h2>
                <div className="row g6 s t3">
                  <span>Water works</span>·<span>Rotterdam</span>
                  {!hidden && <Tag tone="warn">Watch</Tag>}
                </div>
              </div>
              <Button>Log task</Button>
              <Button variant="filled">New sketch</Button>
            </div>
            <div className="threecols">
              <div className="left">
                <Section title="About">
                  <Facts>
                    <Fact label="Name" edit={{ value: place.name, save: (name) => rename({ id: place.id, name }) }} />
                    <Fact label="Keeper"><Who name={place.keeper} withName /></Fact>
                    <Fact label="Segment" edit={{ value: "", save: async () => undefined }} />
                    <Fact label="Renewal"><DateText value={dayFrom(130)} /></Fact>
                  </Facts>
                </Section>
                <Section title="Terms" owned={stock}>
                  <Facts>
                    <Fact label="Number" hidden={hidden}>{place.stock?.number}</Fact>
                    <Fact label="Limit" hidden={hidden} changeAt={{ of: "erp", to: "/desk" }}><Money value={money("75000")} withCurrency /></Fact>
                  </Facts>
                </Section>
              </div>
              <div className="middle">
                <Timeline
                  borrowed={[{ owned: stock, what: "Parcel and payment events" }]}
                  next={[{ id: "n", at: dayFrom(2), who: "Review with Marit", what: "", body: "Line 3 is under the floor; agree the split first.", icon: <Mail size={14} strokeWidth={1.6} /> }]}
                  events={[
                    { id: "1", at: ago(1), who: "Marit de Vries", what: "replied: delivery in two parts", body: "Two parts is fine for us as long as the drives arrive before the shutdown. Can you confirm the date in writing?", icon: <Mail size={14} strokeWidth={1.6} /> },
                    { id: "2", at: ago(3), who: "P-10482", what: "moved by two days on line 2", owner: "erp" },
                    { id: "3", at: ago(26), who: "Joel Adeyemi", what: "called, 12 min", icon: <Phone size={14} strokeWidth={1.6} /> },
                    { id: "4", at: ago(27), who: "P-7731", what: "left with 24 of 40", owner: "erp" },
                    { id: "5", at: ago(120), who: "Ines Holm", what: "wrote a note", body: "Lotte is our champion.", icon: <StickyNote size={14} strokeWidth={1.6} /> },
                    { id: "6", at: dayFrom(-9), who: "Ines Holm", what: "sent the sketch", icon: <FileText size={14} strokeWidth={1.6} /> },
                  ]}
                />
              </div>
              <div className="right">
                <PanelGroup also={[{ title: "Terms", owned: stock }]}>
                  <Panel title="Balance" owned={stock} to="/desk">
                    {() => (
                      <div className="in">
                        <div className="row" style={{ alignItems: "baseline", marginBottom: 8 }}>
                          <span className="bigfig">48,210.00</span>
                          <span className="t3 s">EUR</span>
                          <span className="end s tab" style={{ textAlign: "right" }}>
                            <span className="bad m" style={{ display: "block" }}>12,310.00 overdue</span>
                            <span className="t3">26,790.00 left</span>
                          </span>
                        </div>
                        <AgeingStrip parts={[["Not due", "35900"], ["1–30", "6210"], ["31–60", "3820"], ["61–90", "2280"], ["90+", "0"]].map(([label = "", amount = "0"]) => ({ label, value: money(amount) }))} />
                      </div>
                    )}
                  </Panel>
                  <Panel title="Orders" owned={stock} count="3 open" to="/desk">
                    {() => (
                      <div className="in">
                        <div className="row s" style={{ height: 24 }}>
                          <DocumentNumber number="P-10482" of="erp" to="/desk" />
                          <span className="t3 cut">Station 4</span>
                          <span className="end"><DateText value={dayFrom(3)} was={dayFrom(1)} /></span>
                          <Money value={money("41300")} />
                        </div>
                        <div className="row s"><span className="grow cut t2">Drive 7.5 kW</span><Strip stages={STAGES} of={40} reached={[40, 40, 40, 24, 24]} label="Shipped 24 of 40" /></div>
                        <div className="row s"><span className="grow cut t2">Pump, duplex</span><Strip stages={STAGES} of={2} reached={[2, 0, 0, 0, 0]} hold={{ at: 1, tone: "warn" }} label="Short 2 of 2" /></div>
                        <div className="row s"><span className="grow cut t2">Probe</span><Strip stages={STAGES} of={12} reached={[0, 0, 0, 0, 0]} hold={{ at: 0, tone: "bad" }} label="Held for credit" /></div>
                      </div>
                    )}
                  </Panel>
                  <Panel title="Shipments" owned={stock} isEmpty empty="No shipments on the way." to="/desk" />
                  <Panel title="Invoices" owned={stock} count="2 open" to="/desk">
                    {() => (
                      <MiniTable
                        label="Invoices"
                        rows={[{ n: "P-20871", due: dayFrom(-70), open: "2280" }, { n: "P-20958", due: dayFrom(16), open: "35900" }]}
                        rowKey={(row) => row.n}
                        columns={[
                          { id: "n", head: "Paper", cell: (row) => <DocumentNumber number={row.n} of="erp" to="/desk" /> },
                          { id: "due", head: "Due", numeric: true, cell: (row) => <DateText value={row.due} due /> },
                          { id: "open", head: "Open", numeric: true, width: 90, cell: (row) => <Money value={money(row.open)} strong /> },
                        ]}
                      />
                    )}
                  </Panel>
                </PanelGroup>
              </div>
            </div>
            <AskDialog opened={asking} onClose={() => setAsking(false)} title={`Give up ${place.name}`} verb="Give up" danger reason="required" onAct={async (reason) => (reason.length < 5 ? { ok: false, userErrors: [{ code: "SHORT", message: "Say a little more than that.", path: ["reason"] }] } : undefined)}>
              It leaves every list. Its parcels stay in ERP.
            </AskDialog>
          </>
        )}
      </Ready>
    </Page>
  );
}
