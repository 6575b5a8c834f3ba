import { useState, type ReactNode } from "react";
import {
  AgeingStrip, Button, DateText, DocumentNumber, Kbd, Mark, Meter, Moment, Money, MoneySums, Notice, Page, Panel, PathBar, Percent, Quantity, SkeletonRecord, StatRow, Steps, Strip, Sum, Tag, Tile, toast, Who, type Owned, type OwnedState,
} from "../src/index.ts";
import { dayFrom, money } from "./invented.ts";

const NOW = new Date().toISOString();
const YESTERDAY = new Date(Date.now() - 9e7).toISOString();
const STAGES = ["Confirmed", "Reserved", "Picked", "Shipped", "Invoiced"];
const owned = (state: OwnedState): Owned => ({ state, owner: "erp", asking: false, retry: () => undefined, asOf: NOW, since: YESTERDAY, permission: "invoice:read", requestId: "7f3c" });

function Sample({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="sample">
      <h2 className="xs t3 m">{title}</h2>
      <div className="stack">{children}</div>
    </section>
  );
}

export function PartsScreen() {
  const [now, setNow] = useState(2);
  return (
    <Page title="Parts">
      <PathBar steps={[{ key: "a", label: "Trial balance, closing", value: "0.00 difference" }, { key: "b", label: "Account", value: "1200 Trade receivables · 482,310.55" }, { key: "c", label: "Entry", value: "JE-8841 · 35,900.00" }].slice(0, now + 1).map((step, at) => ({ ...step, onClick: () => setNow(at) }))} end={<><Kbd keys="enter" /> down <Kbd keys="backspace" /> up</>} />
      <div className="samples scrolls">
        <Sample title="Marks, people, tags, keys">
          <div className="row"><Mark of="crm" /><Mark of="erp" /><Mark of="erp" state="silent" /><Mark of="crm" state="denied" /><Who name="Ines Holm" /><Who name="王小明" size="l" /><Who name="Søren Dahl" withName /><Tile name="Brightwater" /><Tile name="Åland" size="l" /></div>
          <div className="row wrap"><Tag>Draft</Tag><Tag tone="accent">Part</Tag><Tag tone="ok">Balanced</Tag><Tag tone="warn">Watch</Tag><Tag tone="bad">Blocked</Tag><Tag of="erp">12,310.00 overdue</Tag><Tag of="crm">owner away</Tag></div>
          <div className="row"><Kbd keys="mod+k" /><Kbd keys="g p" /><Kbd keys="?" /><Kbd keys="shift+x" /><Kbd keys="esc" /></div>
        </Sample>
        <Sample title="Figures and dates">
          <div className="row wrap"><Money value={money("48210")} /><Money value={money("-1204.5")} /><Money value={money("0")} /><Money value={money("1500000", "JPY")} withCurrency /><Money value={money("0.0375")} /><Money value={money("99999999999999.99")} tone="bad" /><Money value={money("61440")} whole /><Money value={money("12")} signed /><MoneySums values={[money("1"), money("2", "DKK"), money("3")]} /></div>
          <div className="row wrap"><Quantity value="12.500" unit="kg" /><Percent value="17" /><DateText value={dayFrom(0)} due /><DateText value={dayFrom(-2)} due /><DateText value="2025-11-18" /><DateText value={dayFrom(3)} was={dayFrom(1)} /><Moment value={NOW} /><Moment value={YESTERDAY} weekday /><DocumentNumber number="SO-10482" of="erp" to="/desk" /></div>
        </Sample>
        <Sample title="Strips">
          <Strip stages={STAGES} of={40} reached={[40, 40, 40, 24, 24]} label="Shipped 24 of 40" />
          <Strip stages={STAGES} of={2} reached={[2, 0, 0, 0, 0]} hold={{ at: 1, tone: "warn" }} label="Short 2 of 2" />
          <Strip stages={STAGES} of={2} reached={[0, 0, 0, 0, 0]} hold={{ at: 0, tone: "bad" }} label="Held for credit" />
          <AgeingStrip parts={["Not due", "1–30", "31–60", "61–90", "90+"].map((label, at) => ({ label, value: money(String([35900, 6210, 3820, 2280, 0][at])) }))} />
          <AgeingStrip parts={["Not due", "1–30", "31–60", "61–90", "90+"].map((label, at) => ({ label, value: money(String([0, 0, 0, 0, -1200][at])) }))} />
          <Meter label="25.6 of 40" whole="40" parts={[{ key: "m", value: "25.6", tone: "bad" }]} marks={[{ at: 0.65, label: "floor 26" }, { at: 0.75, label: "target 30" }]} />
          <Meter label="23,800.00 of 25,000.00 applied" whole="25000" parts={[{ key: "1", value: "2280" }, { key: "2", value: "3820" }, { key: "3", value: "6210" }, { key: "4", value: "11490", tone: "focus" }, { key: "5", value: "1200", tone: "open" }]} />
        </Sample>
        <Sample title="Panel, five states and a failure">
          <Panel title="Balance" owned={owned("ready")} to="/desk" count="3 open"><div className="in">Facts.</div></Panel>
          <Panel title="Orders" owned={owned("loading")} />
          <Panel title="Shipments" owned={owned("ready")} isEmpty empty="No open shipments." />
          <Panel title="Papers" owned={owned("silent")} />
          <Panel title="Invoices" owned={owned("denied")} />
          <Panel title="Prices" owned={owned("failed")} />
        </Sample>
        <Sample title="Notices">
          <Notice>Saved at 14:01.</Notice>
          <Notice tone="warn" acts={<button type="button" className="link s">Go to line 3</button>}><b className="m">Needs approval from R. Castellan.</b> Margin 25.6% is under the 26.0% floor; line 3 causes it.</Notice>
          <Notice tone="bad" acts={<><button type="button" className="link s">Put 3,600.00 back</button><button type="button" className="link s">Balance on line 11</button></>}><b className="m">Out by 1,250.00 Dr.</b> Line 10 is the last change.</Notice>
          <Button onClick={() => toast("Posted as INV-20958")}>Good news</Button>
        </Sample>
        <Sample title="Steps, figures in a row, a sum">
          <Steps label="Hand-over" steps={[{ id: "1", title: "Signed", sub: "Marit de Vries, 15:26:04", mark: <Mark of="crm" />, state: "done" }, { id: "2", title: "Handed over", sub: "6 lines", mark: <Mark of="crm" />, state: "done" }, { id: "3", title: "Order created", sub: "waits for ERP", mark: <Mark of="erp" />, state: "now" }, { id: "4", title: "Dates", mark: <Mark of="erp" />, state: "todo" }, { id: "5", title: "Refused", mark: <Mark of="erp" />, state: "bad" }]} />
          <StatRow stats={[{ key: "p", label: "Payment", value: "25,000.00" }, { key: "a", label: "Applied to 4 items", value: "23,800.00" }, { key: "s", label: "Still to place", value: "1,200.00", tone: "warn" }]} />
          <Sum lines={[{ key: "l", label: "Lines", value: "61,442.24" }, { key: "v", label: <span className="row g6"><Mark of="erp" />VAT 21%</span>, value: "13,037.27" }, { key: "t", label: "To pay", value: "75,119.51", total: true }]} />
        </Sample>
        <Sample title="Waiting"><SkeletonRecord /></Sample>
      </div>
    </Page>
  );
}
