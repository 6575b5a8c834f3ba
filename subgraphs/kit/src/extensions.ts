/** What the migrations may rely on. Created by a superuser in every database before the first migration. */
export const databaseExtensions: readonly string[] = ["pg_trgm", "pgcrypto", "btree_gist"];
