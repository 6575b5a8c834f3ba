/** What a newcomer finds in the editor. */
export const firstDocument = `# One graph over two owners. The book on the left
# describes every type and field.
# Ctrl-Space completes, Ctrl-Enter asks.
#
# At "customer" the CRM's account points into the ERP:
# what stands behind it lives there, nowhere else.

query FirstLook {
  accounts(first: 5) {
    nodes {
      name
      owner {
        name
      }
      customer {
        number
        openBalance {
          amount
          currency
        }
      }
    }
  }
}
`;
