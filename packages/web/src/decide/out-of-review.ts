/** Marks what is past its review date; the page was made when it was built, and the day of reading is known here alone. */
import { isOutOfReview } from '@holdspace/care';

/** The day where the reader is, "2027-11-27". */
export const dayOf = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

export function markOutOfReview(page: ParentNode, today: string, says: string): void {
  for (const grounds of page.querySelectorAll<HTMLElement>('[data-review-by]')) {
    const by = grounds.dataset.reviewBy as `${number}-${number}-${number}`;
    if (!isOutOfReview({ on: by, by }, today)) continue;
    const mark = document.createElement('strong');
    mark.textContent = says;
    mark.dataset.outOfReview = '';
    grounds.append(' ', mark);
  }
}
