import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./explorer.css";
import { GraphiQL } from "graphiql";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { answered } from "./answered.ts";
import { firstDocument } from "./first-document.ts";

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <GraphiQL fetcher={answered} initialQuery={firstDocument} shouldPersistHeaders={false} isHeadersEditorEnabled={false}>
        <GraphiQL.Logo>Homefield</GraphiQL.Logo>
      </GraphiQL>
    </StrictMode>,
  );
}
