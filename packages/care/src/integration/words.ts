/** Texts as integration takes them: a line, or as much as somebody writes at one sitting. */
import { z } from 'zod';

export const line = z.string().trim().min(1, 'must not be empty').max(300);
export const text = z.string().trim().min(1, 'must not be empty').max(4000);
