/**
 * Parts of the room that a touch opens. They are not waited for when it is entered, and fetched as soon as it stands, so
 * that all of them are there when the network is gone.
 */
import { lazy } from 'react';

const vitalsEntry = () => import('./vitals-entry.tsx');
const vitalsTable = () => import('./vitals-table.tsx');
const acts = () => import('./more-acts.tsx');
const leaving = () => import('./leaving.tsx');
const gateForm = () => import('./gate-forms/gate-form.tsx');
const orderForm = () => import('./order-form.tsx');
const standingOrder = () => import('./standing-order.tsx');
const signHere = () => import('./sign-here.tsx');
const drawUp = () => import('./in-hand/draw-up.tsx');
const inHand = () => import('./in-hand/in-hand.tsx');

export const VitalsEntry = lazy(async () => ({ default: (await vitalsEntry()).VitalsEntry }));
export const VitalsTable = lazy(async () => ({ default: (await vitalsTable()).VitalsTable }));
export const MoreActs = lazy(async () => ({ default: (await acts()).MoreActs }));
export const ActForm = lazy(async () => ({ default: (await acts()).ActForm }));
export const Leaving = lazy(async () => ({ default: (await leaving()).Leaving }));
export const GateForm = lazy(async () => ({ default: (await gateForm()).GateForm }));
export const OrderForm = lazy(async () => ({ default: (await orderForm()).OrderForm }));
export const SignHere = lazy(async () => ({ default: (await signHere()).SignHere }));
export const StandingOrder = lazy(standingOrder);
export const DrawUp = lazy(drawUp);
export const InHand = lazy(inHand);

/** Fetches all of them. What cannot be fetched now is asked for again when it is opened. */
export const fetchLater = (): Promise<unknown> =>
  Promise.allSettled(
    [vitalsEntry, vitalsTable, acts, leaving, gateForm, orderForm, standingOrder, signHere, drawUp, inHand].map(
      (part) => part(),
    ),
  );
