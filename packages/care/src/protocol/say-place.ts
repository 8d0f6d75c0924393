/** A place in a protocol document, in words. */

/** "dose.basis.allowed.high" -> "Dose, basis, allowed, high" */
export function sayPlace(path: string): string {
  const words = path
    .split('.')
    .map((part) =>
      part
        .replaceAll(/[_-]/g, ' ')
        .replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`),
    )
    .join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
