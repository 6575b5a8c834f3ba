import { type CodegenContext, generate } from "@graphql-codegen/cli";
import { Complaint, reasonOf } from "../complaint.ts";
import type { DerivedFile } from "./files.ts";

type Configuration = Exclude<Parameters<typeof generate>[0], CodegenContext>;

/** Runs the code generator without writing anything; what it refuses (a document the schema doesn't know) is a complaint. */
export async function generated(configuration: Configuration): Promise<DerivedFile[]> {
  try {
    const files = (await generate({ ...configuration, silent: true, errorsOnly: true }, false)) as { filename: string; content: string }[];
    return files.map(({ filename, content }) => ({ file: filename, content }));
  } catch (error) {
    const reasons = error instanceof AggregateError ? error.errors : [error];
    throw new Complaint(`No types can be generated:\n${reasons.map((reason) => `  ${reasonOf(reason)}`).join("\n")}`);
  }
}
