/**
 * Listens for scanners that type, anywhere in a part of the page. Every key goes where it was meant to go; only once a
 * whole scan is heard is it taken back out of the field it fell into, and its Enter sends nothing.
 */
import { type RefObject, useEffect, useRef } from 'react';
import { Once } from './once.ts';
import { Wedge } from './wedge.ts';

interface WedgeOptions {
  /** The part of the page; the whole page where it is absent. What is typed while nothing has the focus is heard too. */
  readonly scope?: RefObject<HTMLElement | null>;
  readonly isOff?: boolean;
}

type Field = HTMLInputElement | HTMLTextAreaElement;
const isField = (target: unknown): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
/** A PIN is never taken for a scan, nor kept. */
const isSecret = (target: unknown): boolean => target instanceof HTMLInputElement && target.type === 'password';

/** Puts a value into a field as typing it would, so that whoever keeps the field's state hears of it. */
function fill(field: Field, value: string): void {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

interface Listener {
  readonly hears: (target: EventTarget | null) => boolean;
  readonly scanned: (text: string) => void;
}
/** The innermost part is mounted last, and alone hears a scan. */
const listeners: Listener[] = [];
const wedge = new Wedge();
let before: { readonly field: Field; readonly value: string } | undefined;

function onKey(event: KeyboardEvent): void {
  const { target } = event;
  const listener = listeners.findLast(({ hears }) => hears(target));
  if (!listener || event.isComposing || isSecret(target)) return;
  const altGr = event.getModifierState('AltGraph');
  const heard = wedge.hear({
    key: event.key,
    control: event.ctrlKey && !altGr,
    command: (event.altKey && !altGr) || event.metaKey,
    at: event.timeStamp,
  });
  if (heard.kind === 'begins') before = isField(target) ? { field: target, value: target.value } : undefined;
  // Control and "]" would be a command of the browser's or of a page's.
  if (heard.kind === 'goes_on' && heard.isSeparator) event.preventDefault();
  if (heard.kind !== 'scan') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (before?.field.isConnected) fill(before.field, before.value);
  before = undefined;
  listener.scanned(heard.text);
}

function listen(listener: Listener): () => void {
  if (listeners.length === 0) document.addEventListener('keydown', onKey, { capture: true });
  listeners.push(listener);
  return () => {
    listeners.splice(listeners.indexOf(listener), 1);
    if (listeners.length === 0) document.removeEventListener('keydown', onKey, { capture: true });
  };
}

export function useWedge(onScan: (text: string) => void, { scope, isOff = false }: WedgeOptions = {}): void {
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    if (isOff) return;
    const once = new Once();
    return listen({
      hears: (target) =>
        scope === undefined ||
        target === document.body ||
        (target instanceof Node && !!scope.current?.contains(target)),
      scanned: (text) => {
        if (once.isNew(text, performance.now())) latest.current(text);
      },
    });
  }, [scope, isOff]);
}
