import { generateKeyPairSync, sign, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { factsOf, packageFile, typeOf } from "./subject-package.ts";

const fact = (owner: "crm" | "erp", source: string, value: string) => ({ owner, source, value, key: "1", personalData: "IDENTITY", purpose: "Selling", retention: "2 years" });
const document = JSON.stringify({ madeAt: "2026-11-22T09:00:00Z", isComplete: true, items: [fact("erp", "Customer.invoiceEmail", "å@x.example"), fact("crm", "Signature.signerName", "Åse"), fact("crm", "Contact.name", "Åse"), fact("crm", "Signature.signedAt", "2026")] }, undefined, 2);

describe("a package about somebody", () => {
  it("is read with the CRM's facts first and each type in one piece", () => {
    expect(factsOf({ document }).map(({ source }) => source)).toEqual(["Contact.name", "Signature.signerName", "Signature.signedAt", "Customer.invoiceEmail"]);
    expect(typeOf({ source: "PostalAddress.line1" })).toBe("PostalAddress");
  });
  it("can still be checked when it comes out of its file", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const file = packageFile({ document, signature: sign(null, Buffer.from(document), privateKey).toString("base64"), publicKey: "key" });
    const read = JSON.parse(file) as { document: string; signature: string };
    expect(verify(null, Buffer.from(read.document), publicKey, Buffer.from(read.signature, "base64"))).toBe(true);
  });
});
