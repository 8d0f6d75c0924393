/** An answer on a form that others read: what is known, or why it is empty. */
export type FormAnswer<T> =
  | { readonly known: true; readonly value: T }
  | {
      readonly known: false;
      /**
       * `not_yet`: its time has not come; `not_recorded`: somebody could have; `by_hand`: this system does not keep it, and
       * a hand fills it in.
       */
      readonly empty: 'not_yet' | 'not_recorded' | 'by_hand';
      readonly because: string;
    };
export type Unanswered = Extract<FormAnswer<never>, { known: false }>;

export const known = <T>(value: T): FormAnswer<T> => ({ known: true, value });
export const notYet = (because: string): Unanswered => ({ known: false, empty: 'not_yet', because });
export const notRecorded = (because: string): Unanswered => ({ known: false, empty: 'not_recorded', because });
export const byHand = (because: string): Unanswered => ({ known: false, empty: 'by_hand', because });
