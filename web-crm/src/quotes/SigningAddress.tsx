import { FieldRow, SelectField, TextField } from "@homefield/web-kit";
import type { SigningAddressInput } from "../gql/graphql.ts";

// Those the server takes: all of ISO 3166, less what the browser names beside them.
const NO_COUNTRIES = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);
const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const COUNTRIES = letters
  .flatMap((first) => letters.map((second) => first + second))
  .flatMap((value) => { const label = NO_COUNTRIES.has(value) ? undefined : names.of(value); return label ? [{ value, label }] : []; })
  .toSorted((one, other) => one.label.localeCompare(other.label, "en"));

export const blankAddress = { name: "", line1: "", line2: "", postalCode: "", city: "", country: "" };
export type Address = typeof blankAddress;

/** An address as the ERP gets it; nothing while nothing was written. */
export function addressOf(address: Address): SigningAddressInput | undefined {
  if (!address.line1.trim() && !address.city.trim()) return undefined;
  return { name: address.name.trim() || null, line1: address.line1.trim(), line2: address.line2.trim() || null, postalCode: address.postalCode.trim(), city: address.city.trim(), country: address.country };
}

/** An address for the ERP alone. Refusals find its fields by `path`. */
export function AddressFields({ legend, path, value, onChange, required }: { legend: string; path: string; value: Address; onChange: (value: Address) => void; required?: boolean }) {
  const bind = (field: keyof Address) => ({ path: `${path}.${field}`, value: value[field], onChange: (next: string) => onChange({ ...value, [field]: next }) });
  return (
    <>
      <FieldRow>
        <TextField label={`${legend}: name`} {...bind("name")} placeholder="The account’s name" />
        <TextField label="Street and number" {...bind("line1")} required={required} />
      </FieldRow>
      <FieldRow columns="110px minmax(0,1fr) minmax(0,1fr)">
        <TextField label="Postal code" {...bind("postalCode")} required={required} />
        <TextField label="Town" {...bind("city")} required={required} />
        <SelectField label="Country" {...bind("country")} options={COUNTRIES} required={required} />
      </FieldRow>
    </>
  );
}
