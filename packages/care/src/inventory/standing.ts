/** Containers as they stand in the clinic: where their medicine is, how much is left, and whether it may still be used. */
import { contentOf, type Product } from '../formulary/product.ts';
import { DAY, type Instant } from '../instant.ts';
import { type DrugAmount, quantity } from '../quantity.ts';
import { dayAt } from '../session/site-day.ts';
import { type Account, accountKey } from './account.ts';
import { type Container, useUntil } from './container.ts';

/** As much of a container in stock as tells how it stands: what each keeping account holds of it. */
export interface InStock extends Pick<Container, 'expiresOn' | 'openedAt'> {
  readonly product: Product;
  readonly places: readonly { readonly account: Account; readonly amount: DrugAmount }[];
  readonly recalled?: { readonly reason: string; readonly at: Instant } | undefined;
}

/** How many days ahead of its last day a container is said to run out. Background: a quarter of a year to use it up. */
export const EXPIRES_SOON_DAYS = 90;

const sum = (places: InStock['places']): DrugAmount =>
  quantity(
    places.reduce((all, { amount }) => all + amount.value, 0),
    'ug',
  );
export const inSafes = ({ places }: Pick<InStock, 'places'>): DrugAmount =>
  sum(places.filter(({ account }) => account.kind === 'safe'));
/** As much of it as lies in this safe. */
export const inSafe = ({ places }: Pick<InStock, 'places'>, safe: string): DrugAmount =>
  sum(places.filter(({ account }) => account.kind === 'safe' && account.safe === safe));
export const inHand = ({ places }: Pick<InStock, 'places'>): DrugAmount =>
  sum(places.filter(({ account }) => account.kind === 'in_hand'));
/** The safe in which it stands, as long as anything of it stands in one. */
export function standsIn({ places }: Pick<InStock, 'places'>): string | undefined {
  for (const { account, amount } of places) if (account.kind === 'safe' && amount.value > 0) return account.safe;
  return undefined;
}

/** Whether it is as it came: unopened, full, and in the safe that it came into. */
export function isAsReceived(
  { places, product, openedAt }: Pick<InStock, 'places' | 'product' | 'openedAt'>,
  { safe }: { readonly safe: string },
): boolean {
  const [only, ...others] = places;
  return (
    openedAt === undefined &&
    only !== undefined &&
    others.length === 0 &&
    accountKey(only.account) === accountKey({ kind: 'safe', safe }) &&
    only.amount.value === contentOf(product).value
  );
}

/** How a container stands, the gravest first; `usable` where nothing speaks against drawing from it. */
export interface StockState {
  readonly state: 'recalled' | 'expired' | 'opened_too_long' | 'empty' | 'expires_soon' | 'in_hand' | 'open';
  readonly says: string;
  readonly isBlocked: boolean;
}

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
const count = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** Everything that is to be said of a container now, at the clinic's own day. Its last day is a day of use. */
export function stockStates(
  container: InStock,
  { now, zone }: { readonly now: Instant; readonly zone: string },
): readonly StockState[] {
  const states: StockState[] = [];
  const day = dayAt(now, zone);
  const left = inSafes(container);
  const daysLeft = daysBetween(day, container.expiresOn);
  const until = useUntil(container, container.product);
  const held = inHand(container).value > 0;
  if (container.recalled) states.push({ state: 'recalled', says: 'Recalled: not to be used', isBlocked: true });
  // Of what is gone, nothing runs out.
  if (left.value === 0 && !held) return [...states, { state: 'empty', says: 'Empty', isBlocked: true }];
  if (daysLeft < 0) states.push({ state: 'expired', says: `Expired ${count(-daysLeft)} ago`, isBlocked: true });
  if (until !== undefined && until.localeCompare(now) < 0)
    states.push({ state: 'opened_too_long', says: 'Open too long', isBlocked: true });
  if (held)
    states.push({ state: 'in_hand', says: left.value === 0 ? 'All in hand' : 'Part in hand', isBlocked: false });
  if (daysLeft >= 0 && daysLeft <= EXPIRES_SOON_DAYS)
    states.push({
      state: 'expires_soon',
      says: daysLeft === 0 ? 'Last day' : `${count(daysLeft)} left`,
      isBlocked: false,
    });
  if (container.openedAt && until !== undefined && until.localeCompare(now) >= 0)
    states.push({ state: 'open', says: 'Open', isBlocked: false });
  return states;
}

/** What there is of one product, derived and never typed. */
export interface ProductTotal {
  readonly product: Product;
  readonly containers: number;
  readonly inSafes: DrugAmount;
  readonly inHand: DrugAmount;
  /** Of what is in safes, what may not be used: recalled, expired, open too long. */
  readonly blocked: DrugAmount;
}

export function totalsOf<C extends InStock>(
  containers: readonly C[],
  isBlocked: (container: C) => boolean,
): readonly ProductTotal[] {
  const totals = new Map<string, ProductTotal>();
  for (const container of containers) {
    const before = totals.get(container.product.id) ?? {
      product: container.product,
      containers: 0,
      inSafes: quantity(0, 'ug'),
      inHand: quantity(0, 'ug'),
      blocked: quantity(0, 'ug'),
    };
    const add = (one: DrugAmount, other: DrugAmount) => quantity(one.value + other.value, 'ug');
    const left = inSafes(container);
    totals.set(container.product.id, {
      product: container.product,
      containers: before.containers + 1,
      inSafes: add(before.inSafes, left),
      inHand: add(before.inHand, inHand(container)),
      blocked: isBlocked(container) ? add(before.blocked, left) : before.blocked,
    });
  }
  return [...totals.values()];
}
