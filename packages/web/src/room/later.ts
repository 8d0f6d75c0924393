/**
 * Parts of the room beside vital signs, medicine and the emergency stop. They are not waited for when it is entered, and
 * fetched as soon as it stands, so that all of them are there when the network is gone.
 */
import { lazy } from 'react';

const ends = () => import('./ends.tsx');
const eventList = () => import('./event-list.tsx');
const notForYou = () => import('../patient/not-for-you.tsx');
const standingGlass = () => import('../break-glass/standing-glass.tsx');
const journey = () => import('./journey.tsx');
const music = () => import('./music.tsx');
const notTaken = () => import('./not-taken.tsx');
const people = () => import('./people.tsx');
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

export const Arrival = lazy(async () => ({ default: (await ends()).Arrival }));
export const Ended = lazy(async () => ({ default: (await ends()).Ended }));
export const EventList = lazy(async () => ({ default: (await eventList()).EventList }));
export const NotForYou = lazy(async () => ({ default: (await notForYou()).NotForYou }));
export const StandingGlass = lazy(async () => ({ default: (await standingGlass()).StandingGlass }));
export const Journey = lazy(async () => ({ default: (await journey()).Journey }));
export const NotesAside = lazy(async () => ({ default: (await journey()).NotesAside }));
export const Music = lazy(async () => ({ default: (await music()).Music }));
export const NotTaken = lazy(async () => ({ default: (await notTaken()).NotTaken }));
export const People = lazy(async () => ({ default: (await people()).People }));
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
    [
      ends,
      standingGlass,
      eventList,
      journey,
      music,
      notTaken,
      people,
      vitalsEntry,
      vitalsTable,
      acts,
      leaving,
      gateForm,
      orderForm,
      standingOrder,
      signHere,
      drawUp,
      inHand,
    ].map((part) => part()),
  );
