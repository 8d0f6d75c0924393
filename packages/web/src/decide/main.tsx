/** The page's script: it takes the place of what is there for paper, and adds what only a script can. */
import '@fontsource-variable/newsreader/wght.css';
import '@fontsource-variable/source-sans-3/wght.css';
import '../ui/tokens.css';
import './decide.module.css';
import { createRoot } from 'react-dom/client';
import type { Content } from './content.ts';
import { dayOf, markOutOfReview } from './out-of-review.ts';
import { find } from './own/answers-here.ts';
import { Own } from './own/own.tsx';

const [own, crisis, services] = ['own', 'crisis', 'services'].map((id) => document.getElementById(id));
if (!own || !crisis || !services) throw new Error('the page was made without its places');

const content = JSON.parse(own.dataset.content ?? '') as Content;
markOutOfReview(document, dayOf(new Date()), content.words['out-of-review']);
createRoot(own).render(<Own content={content} found={find()} places={{ crisis, services }} />);
