/** Where the rules of the screening come from, each said once. `background` ones await the clinic's own check. */
import type { ScreeningSource } from './item.ts';

const CHECKED_ON = '2026-11-26';
const background = (citation: string): ScreeningSource => ({
  citation,
  checked: { how: 'background', on: CHECKED_ON },
});

export const CLINICAL = background('Project clinical reference §3, screening.');
export const ESKETAMINE_LABEL = background('US prescribing information of esketamine nasal spray, contraindications.');
/** Read by whoever wrote the project's clinical reference; what it excludes is said there. */
export const TRIALS: ScreeningSource = {
  citation: 'Criteria by which trials of ketamine exclude (PMC10812090, table 1).',
  url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC10812090/',
  checked: {
    how: 'verified',
    on: '2026-11-24',
    note: 'as read for the project’s clinical reference',
  },
};
export const PROJECT = background('A default of this project, for the medical director to confirm or change.');
