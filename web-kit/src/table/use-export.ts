import { useEffect, useRef, useState } from "react";
import type { Owned } from "../owner/owned.ts";
import type { Owner } from "../owner/owner.ts";
import type { Column } from "./columns.tsx";
import { downloadTable } from "./export.ts";
import type { Pages } from "./pages.ts";

/** What a spreadsheet still opens at once, and a browser fetches within half a minute. */
export const MOST_EXPORTED = 10_000;

export interface ExportSource<Row> {
  /** The columns of the view, in its order. */
  columns: readonly Column<Row>[];
  rows: readonly Row[] | undefined;
  /** Without pages the rows are all there are. */
  pages: Pages<Row> | undefined;
  owned: Partial<Record<Owner, Owned>> | undefined;
  /** The file's name, without date and `.csv`. */
  file: string;
}

export interface Export {
  /** How far it is, while pages are being fetched. */
  running?: { rows: number; of: number | undefined };
  /** Why nothing was written. */
  refused?: string;
  start: () => void;
  stop: () => void;
}

const count = (rows: number): string => rows.toLocaleString("en-GB");
const tooMany = (rows: string) => `${rows} rows are more than a file takes (${count(MOST_EXPORTED)}). Narrow the list with filters, then export again.`;

/** The whole list as a file: fetches the pages that are still missing, one after the other, and writes nothing unless it has them all. */
export function useExport<Row>({ columns, rows, pages, owned, file }: ExportSource<Row>): Export {
  const [running, setRunning] = useState(false);
  const [refused, setRefused] = useState<string>();
  const loaded = rows?.length ?? 0;
  const of = pages?.totalCount;
  const hasMore = pages?.hasMore === true;
  const loadingMore = pages?.loadingMore === true;
  const failed = pages?.failed === true;
  const latest = useRef({ columns, rows, pages, owned, file });
  latest.current = { columns, rows, pages, owned, file };
  const tried = useRef(false);

  useEffect(() => {
    if (!running || loadingMore) return;
    const { columns: written, rows: all, pages: more, owned: whose, file: name } = latest.current;
    const end = (why?: string) => {
      setRunning(false);
      setRefused(why);
    };
    if (all === undefined) end("The list changed meanwhile. Nothing was written; export again.");
    else if (hasMore && all.length >= MOST_EXPORTED) end(tooMany(`More than ${count(MOST_EXPORTED)}`));
    else if (failed && tried.current) end(`The export stopped after ${count(all.length)} rows: the next ones did not load. Nothing was written; try again.`);
    else if (hasMore) {
      tried.current = true;
      more?.more();
    } else if (more?.totalCount !== undefined && all.length < more.totalCount) end(`The list changed meanwhile: ${count(all.length)} of ${count(more.totalCount)} rows came. Nothing was written; export again.`);
    else {
      downloadTable(name, written, all, whose);
      end();
    }
  }, [running, loaded, hasMore, loadingMore, failed]);

  return {
    running: running ? { rows: loaded, of } : undefined,
    refused,
    start: () => {
      tried.current = false;
      if (of !== undefined && of > MOST_EXPORTED) setRefused(tooMany(count(of)));
      else {
        setRefused(undefined);
        setRunning(true);
      }
    },
    stop: () => setRunning(false),
  };
}
