import { useMemo } from "react";
import { useQuery, type FilterOption } from "@homefield/web-kit";
import { AccountChoicesDocument } from "./account-documents.ts";
import { noChoices, type AccountChoices } from "./account-filters.ts";

const options = (values: readonly string[] | undefined): FilterOption[] => (values ?? []).map((value) => ({ value, label: value }));

const countryNames = new Intl.DisplayNames("en", { type: "region" });

export function countryName(code: string): string {
  try {
    return countryNames.of(code) ?? code;
  } catch {
    // What is no code of a country is shown as it stands.
    return code;
  }
}

/** Who may own an account, what segments and territories are in use, and who asks. Read once; `known` when answered, either way. */
export function useAccountChoices(): { choices: AccountChoices; known: boolean } {
  const { data, loading } = useQuery(AccountChoicesDocument, { fetchPolicy: "cache-first" });
  return useMemo(() => {
    if (!data) return { choices: noChoices, known: !loading };
    const facets = data.accountFacets;
    return {
      known: true,
      choices: {
        viewerId: data.viewer?.id,
        owners: (data.users ?? []).map((user) => ({ value: user.id, label: user.name, hint: user.team?.name })),
        segments: options(facets?.segments),
        territories: options(facets?.territories),
        tags: options(facets?.tags),
        teams: [...new Map((data.users ?? []).flatMap(({ team }) => (team ? [[team.code, { value: team.code, label: team.name }] as const] : []))).values()],
        countries: (facets?.countries ?? []).map((code) => ({ value: code, label: countryName(code) })),
      },
    };
  }, [data, loading]);
}
