/** The project's own sounds in this browser: made once, in a worker, and kept in the browser's own database. */
import type { Stereo } from '@holdspace/care';
import type { Made } from './sound-worker.ts';

/** Counted up when a recipe changes, so that what was kept is made anew. */
const VERSION = 1;
const STORE = 'sounds';
/** As they are kept: half the space, and no ear tells. */
interface Kept {
  readonly left: Int16Array;
  readonly right: Int16Array;
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('holdspace-sounds', VERSION);
    asked.onupgradeneeded = () => {
      const { result } = asked;
      if (result.objectStoreNames.contains(STORE)) result.deleteObjectStore(STORE);
      result.createObjectStore(STORE);
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error('another tab keeps an old version of the sounds open'));
  });
}
async function within<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const asked = ask(database.transaction(STORE, mode).objectStore(STORE));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  } finally {
    database.close();
  }
}

const toKept = (side: Float32Array) => Int16Array.from(side, (sample) => Math.round(sample * 32_767));
const fromKept = (side: Int16Array) => Float32Array.from(side, (sample) => sample / 32_767);

function make(id: string): Promise<Stereo> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./sound-worker.ts', import.meta.url), { type: 'module' });
    const end = (settle: () => void) => {
      worker.terminate();
      settle();
    };
    worker.onmessage = ({ data }: MessageEvent<Made>) =>
      end(() => ('sound' in data ? resolve(data.sound) : reject(new Error(data.failed))));
    worker.onerror = () => end(() => reject(new Error('the sound could not be made')));
    worker.postMessage(id);
  });
}

/** Made one after the other: two at once would take the whole machine from whoever else works on it. */
let making: Promise<unknown> = Promise.resolve();

export async function madeSound(id: string): Promise<Stereo> {
  try {
    const kept = await within<Kept | undefined>('readonly', (store) => store.get(id));
    if (kept) return { left: fromKept(kept.left), right: fromKept(kept.right) };
  } catch (fault) {
    console.warn('this browser keeps no sounds; they are made anew each time', fault);
  }
  const turn = making.then(() => make(id));
  making = turn.catch(() => undefined);
  const sound = await turn;
  const kept: Kept = { left: toKept(sound.left), right: toKept(sound.right) };
  await within('readwrite', (store) => store.put(kept, id)).catch(() => undefined);
  return sound;
}
