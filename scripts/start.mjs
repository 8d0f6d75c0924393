// `npm start`: from a fresh clone to a running clinic. Installs and builds what is missing, then becomes `holdspace start`.
import { continueOnOwnNode, demandNode, ensureBuilt, ensureInstalled } from './prepare.mjs';

demandNode();
ensureInstalled();
await continueOnOwnNode();
await ensureBuilt();
const { run } = await import('../packages/cli/dist/holdspace.mjs');
// An empty data folder becomes the demo; one that holds a real clinic is started as that.
await run(['start', '--demo-if-empty', ...process.argv.slice(2)]);
