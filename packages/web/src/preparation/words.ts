/** The words of writing in a section, for the patient at home and for the clinic beside them. */
import { defineWords } from '../language/words.ts';

export const SECTION_WORDS = defineWords('a section of preparation', {
  en: {
    asMade: 'As we make it:',
    tooLong: '{{over}} characters too many: shorten it a little. Until then it is kept on this device.',
    left: '{{left}} of {{most}} characters left',
    both: 'Somebody else wrote here meanwhile.',
    bothSays: 'Yours stands above and is kept. This is theirs:',
    leftEmpty: '(left empty)',
    keepMine: 'Keep mine',
    takeTheirs: 'Take theirs',
    together: 'Put both together',
    signedOut:
      'You are signed out here. What you wrote is kept on this device: sign in once more, come back to this part, and it is sent.',
    still: 'Saved as you write.',
    writing: 'Writing …',
    saved: 'Saved.',
    waiting: 'No connection just now. It is kept on this device, and sent when there is one.',
    choose: 'Not saved yet: choose between the two texts.',
    refused: 'Not saved at the clinic. What you wrote is kept on this device.',
  },
  es: {
    asMade: 'Como lo preparamos:',
    tooLong: 'Sobran {{over}} caracteres: acórtelo un poco. Mientras tanto se guarda en este aparato.',
    left: 'Quedan {{left}} de {{most}} caracteres',
    both: 'Otra persona escribió aquí mientras tanto.',
    bothSays: 'Lo suyo está arriba y se guarda. Esto es lo de la otra persona:',
    leftEmpty: '(en blanco)',
    keepMine: 'Quedarme con lo mío',
    takeTheirs: 'Tomar lo de la otra persona',
    together: 'Juntar los dos',
    signedOut:
      'Aquí ya no está dentro. Lo que escribió se guarda en este aparato: entre otra vez, vuelva a esta parte y se envía.',
    still: 'Se guarda mientras escribe.',
    writing: 'Escribiendo …',
    saved: 'Guardado.',
    waiting: 'Ahora no hay conexión. Se guarda en este aparato y se envía cuando la haya.',
    choose: 'Todavía sin guardar: elija entre los dos textos.',
    refused: 'No se guardó en la clínica. Lo que escribió se guarda en este aparato.',
  },
});
