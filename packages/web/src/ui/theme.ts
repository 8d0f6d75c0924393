/** Mantine dressed in Holdspace's tokens: its parts take every colour from `tokens.css`, in both schemes. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const teal: MantineColorsTuple = [
  '#e6f1f0',
  '#cfe2e1',
  '#a5c8c7',
  '#85b4b2',
  '#66a5a1',
  '#3d8581',
  '#1f6c71',
  '#0e5960',
  '#0a444a',
  '#073338',
];
const vermilion: MantineColorsTuple = [
  '#fae4de',
  '#f4cabf',
  '#eaa494',
  '#e28f7c',
  '#dd7f6c',
  '#c55442',
  '#b43a2b',
  '#a3271b',
  '#841e14',
  '#66160e',
];
const paper: MantineColorsTuple = [
  '#fffdf8',
  '#f5f1e8',
  '#ece6d9',
  '#dcd4c4',
  '#bdb4a2',
  '#857d6d',
  '#6a6355',
  '#586567',
  '#415458',
  '#13282c',
];
const night: MantineColorsTuple = [
  '#b1bdba',
  '#93a19f',
  '#7f8e8c',
  '#5b6d6e',
  '#2b3a3c',
  '#1e2a2c',
  '#0e1516',
  '#080d0e',
  '#060a0b',
  '#030506',
];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  colors: { teal, red: vermilion, gray: paper, dark: night },
  fontFamily: 'var(--hs-font)',
  headings: { fontFamily: 'var(--hs-font-heading)', fontWeight: '560' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.25rem', xl: '1.5rem' },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    FileInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
  },
});

/** Mantine's own variables, taken from the tokens. */
export const cssVariables: CSSVariablesResolver = () => {
  const fromTokens = {
    '--mantine-color-body': 'var(--hs-surface)',
    '--mantine-color-text': 'var(--hs-ink)',
    '--mantine-color-dimmed': 'var(--hs-ink-2)',
    '--mantine-color-placeholder': 'var(--hs-ink-3)',
    '--mantine-color-anchor': 'var(--hs-accent)',
    '--mantine-color-error': 'var(--hs-danger)',
    '--mantine-color-default': 'var(--hs-surface)',
    '--mantine-color-default-hover': 'var(--hs-sunken)',
    '--mantine-color-default-color': 'var(--hs-ink)',
    '--mantine-color-default-border': 'var(--hs-line-strong)',
    '--mantine-color-disabled': 'var(--hs-sunken)',
    '--mantine-color-disabled-color': 'var(--hs-ink-3)',
    '--mantine-color-disabled-border': 'var(--hs-line)',
    '--mantine-color-teal-filled': 'var(--hs-accent-fill)',
    '--mantine-color-teal-filled-hover': 'var(--hs-accent-fill-strong)',
    '--mantine-color-teal-outline': 'var(--hs-accent)',
    '--mantine-color-teal-light': 'var(--hs-accent-wash)',
    '--mantine-color-teal-light-hover': 'var(--hs-accent-wash)',
    '--mantine-color-teal-light-color': 'var(--hs-accent)',
    '--mantine-color-red-filled': 'var(--hs-danger-fill)',
    '--mantine-color-red-light': 'var(--hs-danger-wash)',
    '--mantine-color-red-light-hover': 'var(--hs-danger-wash)',
    '--mantine-color-red-light-color': 'var(--hs-danger)',
    '--mantine-color-white': 'var(--hs-on-accent)',
    '--mantine-color-bright': 'var(--hs-ink)',
  };
  return { variables: {}, light: fromTokens, dark: fromTokens };
};
