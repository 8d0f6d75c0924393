/** The decision aid's content and rules: one door for the page, the build and the server. */
export * from './about.ts';
export * from './all-statements.ts';
export * from './answers.ts';
export * from './chances.ts';
export * from './ids.ts';
export * from './knowledge.ts';
export * from './points.ts';
export * from './read-answers.ts';
export * from './reading-answers.ts';
export * from './result.ts';
export * from './services.ts';
export * from './sources.ts';
export * from './statement.ts';
export * from './statement-schema.ts';
export * from './sure.ts';
export * from './talk.ts';
export * from './values.ts';
