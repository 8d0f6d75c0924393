/** The demo, for tests that want a clinic full of people. */
export { DEMO_CLINICS } from './clinics.ts';
export { seedDemo } from './seed.ts';
