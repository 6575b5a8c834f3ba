import { checkAll, optionalPhone, optionalText, refuse, text } from "@homefield/kit";
import type { AccountUpdateInput, MeetingAddressInput } from "../generated/graphql.ts";
import type { AccountRow } from "./accounts.module.ts";

/** What an account says about itself, as given: absent leaves, null clears. */
export type AccountFacts = Pick<AccountRow, "name" | "segment" | "territory" | "website" | "phone" | "meetingLine1" | "meetingPostalCode" | "meetingCity" | "country" | "tags">;

export function factsOf(input: AccountUpdateInput): Partial<AccountFacts> {
  const facts: Partial<AccountFacts> = {};
  const address = input.meetingAddress === null ? {} : input.meetingAddress;
  checkAll([
    () => { if (input.name !== undefined) facts.name = text(input.name ?? "", ["input", "name"], "The name"); },
    () => { if (input.segment !== undefined) facts.segment = optionalText(input.segment, ["input", "segment"], "The segment", 100); },
    () => { if (input.territory !== undefined) facts.territory = optionalText(input.territory, ["input", "territory"], "The territory", 100); },
    () => { if (input.website !== undefined) facts.website = websiteOf(input.website, ["input", "website"]); },
    () => { if (input.phone !== undefined) facts.phone = optionalPhone(input.phone, ["input", "phone"], "The telephone number"); },
    () => { if (address) Object.assign(facts, addressOf(address)); },
    () => { if (input.tags !== undefined) facts.tags = tagsOf(input.tags ?? [], ["input", "tags"]); },
  ]);
  return facts;
}
function addressOf(address: MeetingAddressInput): Partial<AccountFacts> {
  const path = (field: string): string[] => ["input", "meetingAddress", field];
  return {
    meetingLine1: optionalText(address.line1, path("line1"), "Street and number"),
    meetingPostalCode: optionalText(address.postalCode, path("postalCode"), "The postal code", 20),
    meetingCity: optionalText(address.city, path("city"), "The town", 100),
    country: countryOf(address.country, path("country")),
  };
}
const regions = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
/** ISO 3166 alpha-2 as the platform knows it; groupings such as EU and the unknown ZZ are no countries. */
function countryOf(value: string | null | undefined, path: string[]): string | null {
  const code = optionalText(value, path, "The country", 60)?.toUpperCase() ?? null;
  if (code !== null && (!/^[A-Z]{2}$/.test(code) || ["EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"].includes(code) || regions.of(code) === undefined)) {
    refuse("BAD_COUNTRY", `"${code}" is no country. Give the two letters of ISO 3166, e.g. DK.`, path);
  }
  return code;
}
const HOST = /^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u;
/** It becomes a link: only the web's own schemes, or a bare host name. */
function websiteOf(value: string | null | undefined, path: string[]): string | null {
  const website = optionalText(value, path, "The home page", 300);
  if (website === null) return null;
  const parsed = URL.parse(/^[a-z][a-z0-9+.-]*:/i.test(website) ? website : `https://${website}`);
  if (!parsed || !["http:", "https:"].includes(parsed.protocol) || /\s/.test(website) || parsed.username !== "" || !HOST.test(website.replace(/^https?:\/\//i, "").split(/[/?#:]/)[0] ?? "")) {
    refuse("BAD_WEBSITE", `"${website}" is not the address of a home page. Write it as example.com or https://example.com.`, path);
  }
  return website;
}
const MOST_TAGS = 20;
function tagsOf(given: readonly string[], path: string[]): string[] {
  const tags = [...new Set(given.map((tag, i) => text(tag, [...path, String(i)], "A label", 40)))];
  if (tags.length > MOST_TAGS) refuse("TOO_MANY", `An account may have at most ${MOST_TAGS} labels; these are ${tags.length}. Leave some out.`, path);
  return tags;
}
