#!/usr/bin/env node
// `npx holdspace`: builds the command where its sources have changed, and runs it.
import { demandNode, ensureCommandBuilt, ensureWebBuilt } from '../../../scripts/prepare.mjs';

demandNode();
const args = process.argv.slice(2);
// What is built is told on the error stream's side of things only, so that --json answers stay clean.
const say = console.log;
console.log = console.error;
await ensureCommandBuilt();
if (args[0] === 'start') await ensureWebBuilt();
console.log = say;
const { run } = await import('../dist/holdspace.mjs');
await run(args);
