/**
 * For browser tests: a demo clinic of its own on a real server and database, and pages of a real Chromium signed in
 * there. Faults of a page (its errors, and what the security policy blocked) are kept for the test to look at.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CommandInput,
  CREDENTIALED_ROLES,
  type Instant,
  instant,
  ROLE_NAMES,
  ROLES,
  type Role,
  SHIPPED_DOCUMENTS,
} from '@holdspace/care';
import { addUser, createLogger, DEMO_PASSWORD, setDemoPin, startServer } from '@holdspace/server';
import type { CheckpointKeys, Store } from '@holdspace/store';
import { signShipped, testStore } from '@holdspace/store/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { builtWeb } from './built-web.ts';
import { launchChromium } from './chromium.ts';
import { CLINIC_ZONE } from './daytime.ts';

export { axeFindings, demandWellMade, sidewaysScroll } from './well-made.ts';

export const PHONE = { width: 390, height: 844 };
export const TABLET = { width: 820, height: 1180 };
export const DESK = { width: 1440, height: 900 };

/** What Chromium writes into the console where the server answers 400. */
export const BAD_REQUEST = 'Failed to load resource: the server responded with a status of 400 (Bad Request)';

export interface PageOptions {
  readonly size?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  /** A finger instead of a mouse. */
  readonly hasTouch?: boolean;
  /** The device's clock, milliseconds since 1970; it goes on from there. */
  readonly time?: number;
}

/** A page, and what went wrong in it. */
export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly faults: readonly string[];
}

/** Calls as a signed-in person, for what a test needs to be so before it begins. */
export interface Caller {
  get(path: string): Promise<unknown>;
  /** Throws unless the server took it. */
  post(path: string, body: unknown): Promise<unknown>;
}

type Body = CommandInput extends infer C
  ? C extends CommandInput
    ? Omit<C, 'id' | 'at'> & { id?: string; at?: string }
    : never
  : never;

/** What a dosing visit needs around it. */
export interface PlannedVisit {
  readonly patientId: string;
  readonly patientName: string;
  readonly courseId: string;
  readonly visitId: string;
}

export interface OpenClinic {
  readonly url: string;
  readonly store: Store;
  readonly clinicId: string;
  readonly slug: string;
  readonly people: Readonly<Record<Role, { readonly id: string; readonly name: string; readonly email: string }>>;
  /** A page of somebody who is signed in; of nobody with `null`. */
  open(role: Role | null, path: string, options?: PageOptions): Promise<OpenPage>;
  as(role: Role): Promise<Caller>;
  /** Everybody signs in anew when next asked for: days have passed on the clinic's clock. */
  signInAnew(): void;
  /** Sends commands to a session as somebody; each gets an id and the present time unless it says one. */
  send(role: Role, sessionId: string, commands: readonly Body[]): Promise<void>;
  /** A new patient with a course and a dosing visit now. */
  planVisit(protocolId: string, at?: Instant): Promise<PlannedVisit>;
  /** The same with its session begun. */
  beginSession(protocolId: string): Promise<PlannedVisit & { readonly sessionId: string }>;
  close(): Promise<void>;
}

const FIRST_NAMES = ['Ines', 'Jonah', 'Mirela', 'Tobias', 'Awa', 'Leonor', 'Kofi', 'Saoirse'];

/** `switches`: of the browser. */
export async function openClinic(
  options: {
    readonly clock?: () => number;
    readonly switches?: readonly string[];
    readonly checkpointKeys?: CheckpointKeys;
  } = {},
): Promise<OpenClinic> {
  const { clock, switches, checkpointKeys } = options;
  const now = (): Instant => instant(clock?.() ?? Date.now());
  const [database, browser] = await Promise.all([testStore(), launchChromium(switches)]);
  const { store } = database;
  const slug = `quay-${randomUUID().slice(0, 8)}.test`;
  const clinicId = randomUUID();
  const people = await makeClinic(store, clinicId, slug);
  const dataFolder = mkdtempSync(join(tmpdir(), 'holdspace-clinic-'));
  const server = await startServer({
    store,
    secret: 'a secret for tests, of no use anywhere',
    port: 0,
    demo: true,
    webFolder: builtWeb(),
    dataFolder,
    logger: createLogger('silent'),
    signInsAMinute: 1000,
    clock,
    checkpointKeys,
    // A clock that is moved along would lock every screen that nobody touches meanwhile.
    ...(clock && { lockAfterMinutes: 24 * 60 }),
  });
  const known = new Map<Role, Promise<Cookies>>();
  const signedIn = signIns(browser, server.url, people, known);
  let patients = 0;

  const as = async (role: Role): Promise<Caller> => {
    const { request } = await browser.newContext({ storageState: await signedIn(role) });
    const answered = async (path: string, response: Awaited<ReturnType<typeof request.get>>) => {
      if (!response.ok()) throw new Error(`${role}: ${path} answered ${response.status()}: ${await response.text()}`);
      return response.json() as Promise<unknown>;
    };
    return {
      get: async (path) => answered(path, await request.get(server.url + path)),
      post: async (path, data) =>
        answered(path, await request.post(server.url + path, { data, headers: { origin: server.url } })),
    };
  };

  const planVisit = async (protocolId: string, at: Instant = now()): Promise<PlannedVisit> => {
    const [patientId, courseId, visitId] = [randomUUID(), randomUUID(), randomUUID()];
    const patientName = `${FIRST_NAMES[patients % FIRST_NAMES.length]} Invented-${patients + 1}`;
    patients += 1;
    const director = await as('medical_director');
    await director.post('/api/patients', {
      id: patientId,
      name: patientName,
      dateOfBirth: '1979-08-09',
      recordNumber: `Q-${1000 + patients}`,
    });
    const protocol = { id: protocolId, version: '1.0.0' };
    await director.post(`/api/patients/${patientId}/courses`, { id: courseId, protocol });
    const visit = { id: visitId, kind: 'dosing', scheduledFor: at, room: 'Willow' };
    await director.post(`/api/courses/${courseId}/visits`, visit);
    // A guide is in the team of those whom they accompany; the others have the visit of the day.
    const member = { id: randomUUID(), personId: people.guide.id, why: 'Accompanies this patient.' };
    await director.post(`/api/patients/${patientId}/care-team`, member);
    return { patientId, patientName, courseId, visitId };
  };

  return {
    url: server.url,
    store,
    clinicId,
    slug,
    people,
    as,
    signInAnew: () => known.clear(),
    planVisit,
    async open(role, path, options = {}) {
      const context = await browser.newContext({
        viewport: options.size ?? DESK,
        colorScheme: options.colorScheme ?? 'light',
        reducedMotion: options.reducedMotion ?? 'reduce',
        hasTouch: options.hasTouch ?? false,
        ...(role && { storageState: await signedIn(role) }),
      });
      if (options.time !== undefined) await context.clock.install({ time: options.time });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      untilTheTestEnds(page, faults);
      await page.goto(server.url + path);
      return { page, context, faults };
    },
    async send(role, sessionId, commands) {
      const caller = await as(role);
      const at = now();
      const batch = commands.map((body) => ({ id: randomUUID(), at, ...body }));
      await caller.post(`/api/sessions/${sessionId}/commands`, batch);
    },
    async beginSession(protocolId) {
      const visit = await planVisit(protocolId);
      const sessionId = randomUUID();
      await (await as('nurse')).post(`/api/visits/${visit.visitId}/session`, { id: sessionId });
      return { ...visit, sessionId };
    },
    async close() {
      await browser.close();
      await server.close();
      await database.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** The page's own letters have taken the place of the device's: from now on nothing moves under a finger because of them. */
export const lettersHere = (page: Page): Promise<unknown> => page.evaluate(() => document.fonts.ready.then(() => true));

async function makeClinic(store: Store, clinicId: string, slug: string): Promise<OpenClinic['people']> {
  const opened = instant(Date.UTC(2026, 0, 5));
  await store.clinics.create({ id: clinicId, slug, name: 'Quay Clinic', zone: CLINIC_ZONE, isDemo: true }, opened);
  for (const document of SHIPPED_DOCUMENTS)
    await store.protocols.install(clinicId, {
      id: document.id,
      version: document.version,
      document,
      installedAt: opened,
    });
  const people: Record<string, { id: string; name: string; email: string }> = {};
  for (const role of ROLES) {
    const person = { id: randomUUID(), name: `Robin ${ROLE_NAMES[role]}`, email: `${role}@${slug}` };
    const user = await addUser(store, { email: person.email, name: person.name, password: DEMO_PASSWORD });
    await store.practitioners.create(clinicId, { ...person, userId: user.id, roles: [role] });
    await setDemoPin(store, clinicId, person.id, opened);
    people[role] = person;
    if (CREDENTIALED_ROLES.includes(role))
      await store.credentials.add(
        clinicId,
        person.id,
        randomUUID(),
        { kind: role === 'guide' ? 'Guide training' : 'Licence', expiresOn: '2099-12-31' },
        { by: person.id, at: opened },
      );
  }
  if (people.medical_director) await signShipped(store, clinicId, people.medical_director, opened);
  return people as OpenClinic['people'];
}

type Cookies = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Signs each person in once; the cookies serve every page and call of theirs. */
function signIns(
  browser: Browser,
  url: string,
  people: OpenClinic['people'],
  known: Map<Role, Promise<Cookies>>,
): (role: Role) => Promise<Cookies> {
  const signIn = async (role: Role): Promise<Cookies> => {
    const context = await browser.newContext();
    const response = await context.request.post(`${url}/api/auth/sign-in/email`, {
      data: { email: people[role].email, password: DEMO_PASSWORD },
      headers: { origin: url },
    });
    if (!response.ok()) throw new Error(`${role} could not sign in: ${await response.text()}`);
    const cookies = await context.storageState();
    await context.close();
    return cookies;
  };
  return (role) => {
    const cookies = known.get(role) ?? signIn(role);
    known.set(role, cookies);
    return cookies;
  };
}

/**
 * A page that a test opened is closed with it: left open it would go on drawing beside all the tests that follow. Of a test
 * that failed it is said where the page stood. What was opened before the tests stays, for all of them.
 */
function untilTheTestEnds(page: Page, faults: readonly string[]): void {
  try {
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await sayWhereItStood(page, faults);
      await closeQuietly(page);
    });
  } catch {
    // Opened before the tests.
  }
}
/** What a test answers in the server's place may be under way still: a page that closes has no use for it. */
async function closeQuietly(page: Page): Promise<void> {
  const context = page.context();
  if (page.isClosed()) return context.close();
  await Promise.all([page, context].map((one) => one.unrouteAll({ behavior: 'ignoreErrors' })));
  await context.close();
}
async function sayWhereItStood(page: Page, faults: readonly string[]): Promise<void> {
  const shown = await page
    .locator('body')
    .ariaSnapshot({ timeout: 5_000 })
    .catch((error: unknown) => `nothing to be read: ${String(error)}`);
  console.error(`The page stood at ${page.url()}\n${shown.slice(0, 3_000)}\n${faults.join('\n')}`);
}
