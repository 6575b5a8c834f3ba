import { graphql } from "../gql/index.ts";

export const StockReceiveDocument = graphql(`
  mutation StockReceive($input: StockReceiveInput!, $idempotencyKey: String!) {
    stockReceive(input: $input, idempotencyKey: $idempotencyKey) { stock { onHand available warehouse { code } item { number onHand available } } userErrors { code message path } }
  }
`);

export const StockCountDocument = graphql(`
  mutation StockCount($input: StockCountInput!, $idempotencyKey: String!) {
    stockCount(input: $input, idempotencyKey: $idempotencyKey) { stock { onHand available warehouse { code } item { number onHand available } } userErrors { code message path } }
  }
`);

export const StockTransferDocument = graphql(`
  mutation StockTransfer($input: StockTransferInput!, $idempotencyKey: String!) {
    stockTransfer(input: $input, idempotencyKey: $idempotencyKey) { stock { onHand available warehouse { code } item { number onHand available } } userErrors { code message path } }
  }
`);
