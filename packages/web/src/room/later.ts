/**
 * Parts of the room beside vital signs, medicine and the emergency stop. They are fetched beside the session, so that all of
 * them are there when the network is gone; its places wait for them a moment, its head and the emergency stop do not.
 */
import { useEffect, useState } from 'react';
import { useWhole, WAITED_FOR } from '../ui/whole.tsx';
import { Fetched } from './fetched.ts';
import { laterPart } from './later-part.tsx';

const ends = new Fetched(() => import('./ends.tsx'));
const eventList = new Fetched(() => import('./event-list.tsx'));
const gates = new Fetched(() => import('./gates.tsx'));
const notForYou = new Fetched(() => import('../patient/not-for-you.tsx'));
const standingGlass = new Fetched(() => import('../break-glass/standing-glass.tsx'));
const quietPage = new Fetched(() => import('./quiet/quiet-page.tsx'));
const touch = new Fetched(() => import('./quiet/touch.tsx'));
const raised = new Fetched(() => import('./quiet/raised.tsx'));
const journey = new Fetched(() => import('./journey.tsx'));
const music = new Fetched(() => import('./music.tsx'));
const notTaken = new Fetched(() => import('./not-taken.tsx'));
const people = new Fetched(() => import('./people.tsx'));
const vitalsTable = new Fetched(() => import('./vitals-table.tsx'));
const acts = new Fetched(() => import('./more-acts.tsx'));
const leaving = new Fetched(() => import('./leaving.tsx'));
const gateForm = new Fetched(() => import('./gate-forms/gate-form.tsx'));
const giveDose = new Fetched(() => import('./give-dose.tsx'));
const orderForm = new Fetched(() => import('./order-form.tsx'));
const standingOrder = new Fetched(() => import('./standing-order.tsx'));
const scalesDue = new Fetched(() => import('./scales-due.tsx'));
const signHere = new Fetched(() => import('./sign-here.tsx'));
const drawUp = new Fetched(() => import('./in-hand/draw-up.tsx'));
const inHand = new Fetched(() => import('./in-hand/in-hand.tsx'));
const scanner = new Fetched(() => import('../scan/scanner.tsx'));

export const Arrival = laterPart(ends, (file) => file.Arrival);
export const Ended = laterPart(ends, (file) => file.Ended);
export const EventList = laterPart(eventList, (file) => file.EventList);
export const Gates = laterPart(gates, (file) => file.Gates);
export const NotForYou = laterPart(notForYou, (file) => file.NotForYou);
export const StandingGlass = laterPart(standingGlass, (file) => file.StandingGlass, WAITED_FOR);
export const QuietPage = laterPart(quietPage, (file) => file.QuietPage);
export const TouchWithdrawn = laterPart(touch, (file) => file.TouchWithdrawn, WAITED_FOR);
export const NurseCalled = laterPart(raised, (file) => file.NurseCalled, WAITED_FOR);
export const PresenceLapsed = laterPart(raised, (file) => file.PresenceLapsed, WAITED_FOR);
export const Journey = laterPart(journey, (file) => file.Journey);
export const NotesAside = laterPart(journey, (file) => file.NotesAside);
export const Music = laterPart(music, (file) => file.Music);
export const NotTaken = laterPart(notTaken, (file) => file.NotTaken, WAITED_FOR);
export const People = laterPart(people, (file) => file.People);
export const VitalsTable = laterPart(vitalsTable, (file) => file.VitalsTable);
export const MoreActs = laterPart(acts, (file) => file.MoreActs);
export const ActForm = laterPart(acts, (file) => file.ActForm);
export const Leaving = laterPart(leaving, (file) => file.Leaving);
export const GateForm = laterPart(gateForm, (file) => file.GateForm);
export const GiveDose = laterPart(giveDose, (file) => file.GiveDose);
export const OrderForm = laterPart(orderForm, (file) => file.OrderForm);
export const ScalesDue = laterPart(scalesDue, (file) => file.ScalesDue);
export const SignHere = laterPart(signHere, (file) => file.SignHere);
export const StandingOrder = laterPart(standingOrder, (file) => file.default);
export const DrawUp = laterPart(drawUp, (file) => file.default);
export const InHand = laterPart(inHand, (file) => file.default);
export const Scanner = laterPart(scanner, (file) => file.default);

/** All that a session may need; why it is not for somebody is asked for by them alone. */
const ALL = [
  ends,
  standingGlass,
  gates,
  eventList,
  quietPage,
  touch,
  raised,
  journey,
  music,
  notTaken,
  people,
  vitalsTable,
  acts,
  leaving,
  gateForm,
  giveDose,
  orderForm,
  standingOrder,
  scalesDue,
  signHere,
  drawUp,
  inHand,
  scanner,
];
const FETCHED_AGAIN_AFTER = 30_000;

/** Whether the places of the room are shown: in one piece, so that nothing moves under a finger that is on its way. */
export function usePlacesWhole(): boolean {
  const [areHere, setHere] = useState(false);
  useEffect(() => {
    void Promise.all(ALL.map((file) => file.fetch())).then(() => setHere(true));
  }, []);
  return useWhole(areHere);
}

/** Fetches all of them, and again those that could not be, until all are there or the room is left. */
export function fetchLater(): () => void {
  let timer: ReturnType<typeof setTimeout>;
  let isLeft = false;
  const fetchAll = async () => {
    clearTimeout(timer);
    const here = await Promise.all(ALL.map((file) => file.fetch()));
    if (!isLeft && here.includes(false)) timer = setTimeout(fetchAll, FETCHED_AGAIN_AFTER);
  };
  void fetchAll();
  window.addEventListener('online', fetchAll);
  return () => {
    isLeft = true;
    clearTimeout(timer);
    window.removeEventListener('online', fetchAll);
  };
}
