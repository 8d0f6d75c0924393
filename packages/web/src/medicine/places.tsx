/** The places of medicine: one part of the app, whose pages are each loaded when they are first gone to. */
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { NotFound } from '../shell/not-found.tsx';
import { LoadingState } from '../ui/states.tsx';

const Stock = lazy(() => import('./stock.tsx'));
const ContainerPage = lazy(() => import('./container-page.tsx'));
const Receive = lazy(() => import('./receive.tsx'));
const ReceiptPage = lazy(() => import('./receipt-page.tsx'));
const Formulary = lazy(() => import('./formulary.tsx'));
const ProductPage = lazy(() => import('./product-page.tsx'));
const Recalls = lazy(() => import('./recalls.tsx'));
const RecordsPage = lazy(() => import('./records-page.tsx'));
const RecallPage = lazy(() => import('./recall-page.tsx'));
const Counts = lazy(() => import('./counts-page.tsx'));
const CountPage = lazy(() => import('./count-page.tsx'));
const Discrepancies = lazy(() => import('./discrepancies-page.tsx'));
const DiscrepancyPage = lazy(() => import('./discrepancy-page.tsx'));
const MonthPage = lazy(() => import('./month-page.tsx'));
const PatternsPage = lazy(() => import('./patterns-page.tsx'));

export default function MedicinePlaces() {
  return (
    <Suspense fallback={<LoadingState />}>
      <Switch>
        <Route path="/medicine" component={Stock} />
        <Route path="/medicine/containers/:id">{({ id }) => <ContainerPage key={id} containerId={id} />}</Route>
        <Route path="/medicine/receive" component={Receive} />
        <Route path="/medicine/receipts/:id">{({ id }) => <ReceiptPage key={id} receiptId={id} />}</Route>
        <Route path="/medicine/formulary" component={Formulary} />
        <Route path="/medicine/formulary/:id">{({ id }) => <ProductPage key={id} productId={id} />}</Route>
        <Route path="/medicine/recalls" component={Recalls} />
        <Route path="/medicine/recalls/:id">{({ id }) => <RecallPage key={id} recallId={id} />}</Route>
        <Route path="/medicine/counts" component={Counts} />
        <Route path="/medicine/counts/:id">{({ id }) => <CountPage key={id} countId={id} />}</Route>
        <Route path="/medicine/discrepancies" component={Discrepancies} />
        <Route path="/medicine/discrepancies/:id">{({ id }) => <DiscrepancyPage key={id} discrepancyId={id} />}</Route>
        <Route path="/medicine/month" component={MonthPage} />
        <Route path="/medicine/records" component={RecordsPage} />
        <Route path="/medicine/patterns" component={PatternsPage} />
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  );
}
