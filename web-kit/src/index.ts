// Format
export * from "./format/decimal.ts";
export * from "./format/money.ts";
export * from "./format/dates.ts";
export { csvOf, downloadText, type CsvCell } from "./format/csv.ts";
// Owners: whose fact, how fresh, why not there
export { ownerName, otherOwner, pageOf, useSide, type Owner } from "./owner/owner.ts";
export { useSource, useSources, type SourceState } from "./owner/sources.ts";
export { useOwned, useAnswer, type QueryLike } from "./owner/use-owned.ts";
export type { Owned, OwnedState } from "./owner/owned.ts";
// Client
export { createClient, type ClientOptions } from "./client/client.ts";
export { useAct, failureSentence, type ActResult, type ActState, type UserError } from "./client/act.ts";
export type { Failure } from "./client/failure.ts";
export { useMe, type Me } from "./client/session.ts";
// Where facts come from: called by what the build writes into the screens
export { factOf } from "./provenance/facts.ts";
// Shell
export { startHomefield } from "./shell/start.tsx";
export { defineUi, type AppDescriptor, type NavGroup, type NavItem, type ScreenRoute, type Ui } from "./shell/navigation.ts";
export { Page, type Crumb, type PageProps } from "./shell/Page.tsx";
export { useParam } from "./shell/params.ts";
export { usePreference } from "./shell/preferences.ts";
export { createHomefieldTheme, homefieldVariables } from "./theme.ts";
// Parts
export { Mark, Who, Tile, Tag, Kbd, initials, type Tone } from "./parts/marks.tsx";
export { Go, GoButton, DocumentNumber } from "./parts/link.tsx";
export {
  Money, MoneySums, Quantity, Percent, DateText, Moment, Strip, AgeingStrip, Meter, type StripProps, type AgeingPart,
} from "./parts/figures.tsx";
export { Notice, ActErrors, EmptyState, ErrorPage, Steps, errorAt, type StepProps } from "./parts/say.tsx";
export {
  Bar, Views, Seg, Split, Pane, SidePanel, Section, Sum, StatRow, PathBar, MiniTable, type MiniColumn, type PathStep, type Stat, type ViewTab,
} from "./parts/layout.tsx";
export { Timeline, type TimelineEvent } from "./parts/timeline.tsx";
export { SkeletonRecord, SkeletonRows, useSlow } from "./parts/skeleton.tsx";
export { toast } from "./parts/toast.tsx";
// Panels
export { Panel, PanelGroup, Denied, type PanelProps } from "./panel/Panel.tsx";
export { Ready, type ReadyProps } from "./panel/Ready.tsx";
// Lists
export { readList, useListState, type ListGroup, type ListSpec, type ListState, type ListView, type Sort } from "./filter/list-state.ts";
export { clausesOf, filterInput, nodesOf, type FilterClause, type FilterField, type FilterNode, type FilterOp, type FilterOption } from "./filter/filters.ts";
export { nodeWords } from "./table/NoRows.tsx";
export { FilterBar, type FilterBarProps } from "./filter/FilterBar.tsx";
export { column, type CellEdit, type Column } from "./table/columns.tsx";
export { downloadTable } from "./table/export.ts";
export { DataTable } from "./table/DataTable.tsx";
export type { Bulk, BulkAct, DataTableProps, TableSection } from "./table/table-props.ts";
export { Explanation, type ListFound } from "./table/Explanation.tsx";
export { TableTools, type TableToolsProps } from "./table/TableTools.tsx";
export { useAlongside, usePages, type Pages } from "./table/pages.ts";
// Read audit
export { ReadAudit, type ReadAuditRow } from "./audit/ReadAudit.tsx";
export { useReadAuditFilter } from "./audit/read-audit-filter.ts";
// Board
export { Board, type BoardColumn, type BoardProps } from "./board/Board.tsx";
// Forms
export {
  TextField, TextAreaField, FigureField, DateField, SelectField, CheckField, SwitchField, SearchField, Labelled, useFields, useFieldError, type Fields,
} from "./form/fields.tsx";
export { Form, FieldRow, Dialog, AskDialog } from "./form/Form.tsx";
export { InlineEdit, Facts, Fact } from "./form/InlineEdit.tsx";
// Keys and palette
export { useKeys } from "./keys/keys.tsx";
export { useCommands, type Command, type SearchAnswer, type SearchProvider } from "./palette/commands.ts";
// What screens need from the libraries, so that every screen takes the same
export { Button, ActionIcon, Menu, Tooltip, Tabs, SegmentedControl } from "@mantine/core";
export { useQuery, useLazyQuery, useApolloClient } from "@apollo/client/react";
export { useNavigate } from "@tanstack/react-router";
