/** A request refused with a status, a code for programs and a sentence for people. */
export class Complaint extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.name = "Complaint";
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}
