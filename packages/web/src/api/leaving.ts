/**
 * What is forgotten when somebody signs out, and when somebody signs in where another's sign-in had only ended; told by
 * those who remember it, so that nobody who comes after finds it.
 */
const forgetting = new Set<() => void>();
export const onLeave = (forget: () => void): void => void forgetting.add(forget);
export function leave(): void {
  for (const forget of forgetting) forget();
}
