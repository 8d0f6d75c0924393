/** Before any schema is made: zod would try to compile them, which the page's policy forbids and reports each time. */
import { z } from 'zod';

z.config({ jitless: true });
