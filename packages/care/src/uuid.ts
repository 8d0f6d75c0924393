import { z } from 'zod';

/** An id as it is kept: some make them in capitals, and what is hashed must read as what is stored. */
export const uuid = z.uuid({ error: 'must be a UUID' }).toLowerCase();
