import { useQuery, usePreference } from "@homefield/web-kit";
import { graphql } from "../gql/index.ts";

const LegalEntities = graphql(`
  query LegalEntities {
    legalEntities { code name baseCurrency today }
  }
`);

/** The company whose books one looks at: remembered, and the first one may see until chosen. */
export function useEntity() {
  const result = useQuery(LegalEntities);
  const [wanted, choose] = usePreference<string>("legal-entity", "");
  const entities = result.data?.legalEntities ?? [];
  return { result, entities, entity: entities.find((entity) => entity.code === wanted) ?? entities[0], choose };
}
