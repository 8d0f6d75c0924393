/** The names of all commands, read off the schema so that none can be forgotten. */
import { type CommandType, commandSchema } from './commands.ts';

export const COMMAND_TYPES: readonly CommandType[] = commandSchema.options.map((option) => option.shape.type.value);
