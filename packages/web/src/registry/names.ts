/** What clinics are called on the page: by the name that they chose, or by a number that says nothing. */
export function nameOfOther(
  others: readonly { readonly giver: string; readonly name: string | null }[],
): (giver: string) => string {
  const unnamed = others
    .filter(({ name }) => name === null)
    .map(({ giver }) => giver)
    .toSorted();
  const names = new Map(
    others.map(({ giver, name }) => [giver, name ?? `Unnamed clinic ${unnamed.indexOf(giver) + 1}`]),
  );
  return (giver) => names.get(giver) ?? 'Another clinic';
}
