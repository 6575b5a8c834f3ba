interface PostalAddress {
  name?: string | null;
  line1: string;
  line2?: string | null;
  postalCode: string;
  city: string;
  region?: string | null;
  country: string;
}

/** An address as it stands on a letter. */
export function Address({ of }: { of: PostalAddress | null | undefined }) {
  if (!of) return <span className="t3">Not given</span>;
  const lines = [of.name, of.line1, of.line2, [of.postalCode, of.city].filter(Boolean).join(" "), [of.region, of.country].filter(Boolean).join(", ")].filter(Boolean);
  return (
    <address className="address">
      {lines.map((line, at) => (
        // Two lines of an address may read the same.
        <span key={`${at} ${line}`}>{line}</span>
      ))}
    </address>
  );
}
