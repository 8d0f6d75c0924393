/** Loaded only for forms that have expressions: see use-shown.ts. */
export { shownItems } from '@holdspace/care';
