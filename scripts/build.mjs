// `npm run build`: the server and the web app, where their sources have changed.
import { demandNode, ensureBuilt, ensureInstalled } from './prepare.mjs';

demandNode();
ensureInstalled();
await ensureBuilt();
