import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leave } from './leaving.ts';
import { ownBox } from './own-box.ts';

/** As much of a browser as a box stands in: what lies on the device, and whose key the server answers. */
class Device {
  readonly [name: string]: unknown;
  setItem(name: string, text: string) {
    Object.assign(this, { [name]: text });
  }
  getItem(name: string) {
    return this[name] ?? null;
  }
  removeItem(name: string) {
    delete (this as Record<string, unknown>)[name];
  }
}
const keyOf = (fill: number) => btoa(String.fromCharCode(fill).repeat(32));
let signedIn: string | undefined;

beforeEach(() => {
  signedIn = keyOf(1);
  vi.stubGlobal('localStorage', new Device());
  vi.stubGlobal('fetch', () =>
    signedIn === undefined
      ? Promise.reject(new TypeError('no network'))
      : Promise.resolve(Response.json({ key: signedIn })),
  );
});
afterEach(() => {
  leave();
  vi.unstubAllGlobals();
});

test('what is kept is found again by the same person, and forgotten after it was sent', async () => {
  const box = ownBox('holdspace.test.', '/api/key');
  await box.keep('journal text', { words: 'the harbor' });
  expect(JSON.stringify(localStorage)).not.toContain('harbor');
  leave();
  expect(await box.find('journal text')).toEqual({ words: 'the harbor' });
  expect(await box.all()).toEqual([{ words: 'the harbor' }]);
  box.forget('journal text');
  expect(await box.find('journal text')).toBeUndefined();
});

test('who comes after one who has left finds nothing of theirs, in any box, and takes nothing from them', async () => {
  const box = ownBox('holdspace.test.', '/api/key');
  await box.keep('journal text', 'of the first');
  leave();
  signedIn = keyOf(2);
  expect(await box.find('journal text')).toBeUndefined();
  expect(await box.all()).toEqual([]);
  await box.keep('journal text', 'of the second');
  box.forget('journal text');
  expect(await box.find('journal text')).toBeUndefined();
  leave();
  signedIn = keyOf(1);
  expect(await box.find('journal text')).toBe('of the first');
});

test('once a box was looked into, what is written without a network is kept', async () => {
  const box = ownBox('holdspace.test.', '/api/key');
  expect(await box.find('check-in')).toBeUndefined();
  signedIn = undefined;
  await box.keep('check-in', 'not safe');
  expect(await box.find('check-in')).toBe('not safe');
});

test('without the key nothing is said to be there or not there: the look fails, and the next one asks again', async () => {
  const box = ownBox('holdspace.test.', '/api/key');
  signedIn = undefined;
  await expect(box.find('check-in')).rejects.toThrow();
  await expect(box.all()).rejects.toThrow();
  signedIn = keyOf(1);
  expect(await box.find('check-in')).toBeUndefined();
});

test('what was still being kept when somebody left is theirs, whoever comes in before it is kept', async () => {
  const box = ownBox('holdspace.test.', '/api/key');
  let arrive = () => {};
  const late = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const key = keyOf(1);
  vi.stubGlobal('fetch', () => late.then(() => Response.json({ key })));
  const kept = [box.keep('journal text', 'of the first'), box.keep('journal text', 'of the first, and more')];
  leave();
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ key: keyOf(2) })));
  arrive();
  await Promise.all(kept);
  expect(await box.find('journal text')).toBeUndefined();
  leave();
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ key })));
  expect(await box.find('journal text')).toBe('of the first, and more');
});

test('one after another: what was written last is what lies there, and what was sent is gone though it was still being kept', async () => {
  const box = ownBox('holdspace.test.', '/api/key');
  const { encrypt } = crypto.subtle;
  const slow = vi.spyOn(crypto.subtle, 'encrypt').mockImplementationOnce(async (...given) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return encrypt.apply(crypto.subtle, given);
  });
  await Promise.all([box.keep('check-in', 'long'), box.keep('check-in', 'short')]);
  expect(slow).toHaveBeenCalledTimes(2);
  expect(await box.find('check-in')).toBe('short');
  const kept = box.keep('check-in', 'short, and sent');
  box.forget('check-in');
  await kept;
  expect(await box.find('check-in')).toBeUndefined();
});
