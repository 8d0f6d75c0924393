/** What of an order is not given yet. */
import { type DrugAmount, type Order, quantity } from '@holdspace/care';

export function leftOf(order: Order, doses: readonly { order?: string; amount: DrugAmount }[]): DrugAmount {
  const given = doses.filter((dose) => dose.order === order.id).reduce((sum, dose) => sum + dose.amount.value, 0);
  return quantity(Math.max(0, order.dose.amount.value - given), 'ug');
}
