import { rule } from '../rule.ts';
import { SENIOR_CLINICIANS } from './answers.ts';

export const strikeByAuthorOrSenior = rule({
  id: 'strike-by-author-or-senior',
  title: 'An entry is struck out by its author or by a senior clinician',
  source: 'design: safety rule 3 (fails closed on authority)',
  stop: 'hard',
  overrideBy: [],
  commands: ['StrikeOut'],
  check(state, command, { author }) {
    const entry = state.log.find((event) => event.seq === command.seq);
    if (!entry || entry.author.id === author.id || author.roles.some((role) => SENIOR_CLINICIANS.includes(role)))
      return null;
    return {
      message: `${entry.author.name} made this entry.`,
      satisfy: `Ask ${entry.author.name} or a senior clinician to strike it out.`,
    };
  },
});
