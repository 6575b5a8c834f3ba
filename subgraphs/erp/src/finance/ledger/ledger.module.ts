/** The only door to the general ledger: subledgers record and reverse journals here, and nobody writes its tables otherwise. */
export { recordJournal, recordJournals, reverseJournal, postingAccounts, type JournalDraft, type JournalSourceKind, type RecordedJournal } from "./journal-record.action.ts";
export { booksOf, openPeriod } from "./books-of.ts";
export { assertBalanced, type JournalLineDraft, type PostingPurpose } from "./ledger.rules.ts";
export { createStandardChart } from "./standard-chart.ts";
export { journalEntryById, type JournalEntryRow } from "./ledger.loaders.ts";
