/** The worker that makes the project's own sounds out of their recipes, so that the page stays quick meanwhile. */
import { makeSound, SOUND_RECIPES, type Stereo } from '@holdspace/care';

export type Made = { readonly sound: Stereo } | { readonly failed: string };

self.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const recipe = SOUND_RECIPES.find(({ id }) => id === data);
  const made: Made = recipe ? { sound: makeSound(recipe) } : { failed: 'there is no such recipe' };
  self.postMessage(made);
});
