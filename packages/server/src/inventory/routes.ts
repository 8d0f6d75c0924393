/** Medicine in the clinic's safes. */
import type { App, Context } from '../context.ts';
import { movementRoutes } from './movement-routes.ts';
import { recallRoutes } from './recall-routes.ts';
import { receiptRoutes } from './receipt-routes.ts';
import { reversalRoutes } from './reversal-routes.ts';
import { stockRoutes } from './stock-routes.ts';
import { witnessRoutes } from './witness-routes.ts';

export function inventoryRoutes(app: App, context: Context): void {
  stockRoutes(app, context);
  receiptRoutes(app, context);
  reversalRoutes(app, context);
  movementRoutes(app, context);
  witnessRoutes(app, context);
  recallRoutes(app, context);
}
