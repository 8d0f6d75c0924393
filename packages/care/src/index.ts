/** The clinical core: pure, without I/O, clock or randomness of its own. */
export * from './instant.ts';
export * from './protocol/schema.ts';
export * from './quantity.ts';
export * from './roles.ts';
export * from './session/commands.ts';
export * from './session/events.ts';
export * from './session/rule.ts';
export * from './session/session.ts';
export * from './session/vital-signs.ts';
