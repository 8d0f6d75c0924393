/** Fields that more than one resource takes in: ids made by the client, lines of text, days. */
import { LANGUAGES, uuid } from '@holdspace/care';
import { z } from 'zod';

/** Of something that there is already. */
export const anyId = uuid;
/** Made by the client, so that sending twice makes one. */
export const newId = uuid;
export const line = z.string().trim().min(1, 'must not be empty').max(300);
export const words = z.string().trim().min(1, 'must not be empty').max(4000);
/** In which language a patient wants what is written for them. */
export const inLanguage = z.strictObject({ language: z.enum(LANGUAGES).default('en') });
/** The address of one thing. */
export const oneId = z.strictObject({ id: uuid });
