import { useState } from "react";
import { Bar, Button, EmptyState, ErrorPage, Page, SkeletonRecord, Views } from "../src/index.ts";

function Throws(): never {
  throw new Error("lines is undefined");
}

export function StatesScreen() {
  const [view, setView] = useState("empty");
  return (
    <Page title="States" crumbs={[{ label: "Places", to: "/places" }]}>
      <Bar><Views views={["empty", "error", "waiting", "broken"].map((id) => ({ id, label: id }))} current={view} onView={setView} /></Bar>
      {view === "empty" && (
        <EmptyState title="No quotes yet" act={<><Button variant="filled">New quote</Button><Button>Pick an account</Button></>} elsewhere={<>Looking for an order? Orders live in ERP. <a className="link" href="/erp/desk">Search orders</a></>}>
          A quote starts from an account. Prices, stock and dates come from ERP while you write; nothing is promised until it is signed.
        </EmptyState>
      )}
      {view === "error" && (
        <ErrorPage title="This entry did not load" failure={{ code: "INTERNAL", message: "x", path: "journalEntry.lines", requestId: "7f3c-19ab-e204" }} onRetry={() => undefined} back={<Button>Back</Button>}>
          The answer broke off half-way. Your draft is safe: it was saved at 14:01 and nothing was posted.
        </ErrorPage>
      )}
      {view === "waiting" && <SkeletonRecord />}
      {view === "broken" && <Throws />}
    </Page>
  );
}
