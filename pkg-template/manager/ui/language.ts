import { createContext, useContext } from 'react';
import { type Labels, labelsOf } from '../labels.js';
import { type Formats, formatsOf } from './format.js';

/** The texts of the manager, and how it writes dates and numbers. */
export interface Language {
  labels: Labels;
  formats: Formats;
}

export const LanguageContext = createContext<Language | undefined>(undefined);

/** Not made when the module is imported: a server that renders nothing of it does not need it. */
let english: Language | undefined;

export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language) return language;
  english ??= languageOf(undefined, undefined);
  return english;
}

export const useLabels = (): Labels => useLanguage().labels;

export const useFormats = (): Formats => useLanguage().formats;

export function languageOf(
  locale: string | undefined,
  labels: Parameters<typeof labelsOf>[0],
): Language {
  const formats = formatsOf(locale);
  return { formats, labels: labelsOf(labels, formats.number) };
}
