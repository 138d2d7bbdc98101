import { type ReactElement, type ReactNode, useMemo } from 'react';
import type { APIKeyManagerProps } from './props.js';
import { LanguageContext, languageOf } from './ui/language.js';

/** How the manager looks and reads. */
export type RootProps = Pick<APIKeyManagerProps, 'className' | 'theme' | 'labels' | 'locale'>;

interface Props extends RootProps {
  children: ReactNode;
}

/** The element with the class that all styles are scoped to. */
export function Root({ className, theme, labels, locale, children }: Props): ReactElement {
  const language = useMemo(() => languageOf(locale, labels), [locale, labels]);
  return (
    <LanguageContext.Provider value={language}>
      <div className={['apikeys-manager', className].filter(Boolean).join(' ')} data-theme={theme}>
        {children}
      </div>
    </LanguageContext.Provider>
  );
}
