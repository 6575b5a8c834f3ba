const names = new Intl.DisplayNames("en", { type: "currency" });
/** Every currency, to choose from. */
export const currencies = Intl.supportedValuesOf("currency").map((value) => ({ value, label: value, hint: names.of(value) }));
