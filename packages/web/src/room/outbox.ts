/**
 * Entries that the server has not confirmed, kept in the browser's own database so that neither a lost network
 * nor a closed tab loses them. They are sent in the order in which they were made, under the ids they were made with.
 */
import type { Command, Practitioner, Refusal } from '@holdspace/care';
import type { FieldError } from '../api/problem.ts';

/** What somebody gave to sign one command: the server's proof of it, and whose it is. */
export interface Signature {
  readonly proof: string;
  readonly signer: Practitioner;
}

export interface Entry {
  /** Its place in the order of this browser; given by the outbox. */
  readonly place: number;
  readonly sessionId: string;
  /** Only the person who made an entry sends it: the server takes the author from the sign-in. */
  readonly authorId: string;
  readonly authorName: string;
  readonly command: Command;
  readonly signature?: Signature;
  /** The server understood and did not take it; a person decides what becomes of it. */
  readonly refused?: {
    readonly refusals: readonly Refusal[];
    readonly errors: readonly FieldError[];
    readonly title: string;
    /** It stands but for a signature of its own. */
    readonly needsSignature?: boolean;
  };
}
export type NewEntry = Omit<Entry, 'place'>;

export interface Outbox {
  /** Every entry of a session, in order. */
  load(sessionId: string): Promise<Entry[]>;
  /** Every entry of every session, in order. */
  all(): Promise<Entry[]>;
  add(entry: NewEntry): Promise<Entry>;
  change(entry: Entry): Promise<void>;
  remove(place: number): Promise<void>;
}

const STORE = 'entries';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('holdspace-outbox', 1);
    asked.onupgradeneeded = () => {
      const entries = asked.result.createObjectStore(STORE, { keyPath: 'place', autoIncrement: true });
      entries.createIndex('sessionId', 'sessionId');
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error('another tab keeps an old version of the outbox open'));
  });
}

/** The outbox of this browser, shared by its tabs. */
export function browserOutbox(): Outbox {
  let opened: Promise<IDBDatabase> | undefined;
  /** Resolves when the change is on disk, not merely accepted. */
  async function within<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    opened ??= open();
    const database = await opened;
    return new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode, { durability: 'strict' });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
  }
  return {
    load: (sessionId) => within<Entry[]>('readonly', (store) => store.index('sessionId').getAll(sessionId)),
    all: () => within<Entry[]>('readonly', (store) => store.getAll()),
    async add(entry) {
      const place = (await within('readwrite', (store) => store.add(entry))) as number;
      return { ...entry, place };
    },
    async change(entry) {
      await within('readwrite', (store) => store.put(entry));
    },
    async remove(place) {
      await within('readwrite', (store) => store.delete(place));
    },
  };
}

/** An outbox in memory: for browsers that keep nothing (private windows), and for tests. */
export function memoryOutbox(): Outbox {
  const entries = new Map<number, Entry>();
  let last = 0;
  return {
    load: async (sessionId) => [...entries.values()].filter((one) => one.sessionId === sessionId),
    all: async () => [...entries.values()],
    async add(entry) {
      const kept = { ...entry, place: ++last };
      entries.set(kept.place, kept);
      return kept;
    },
    async change(entry) {
      entries.set(entry.place, entry);
    },
    async remove(place) {
      entries.delete(place);
    },
  };
}
