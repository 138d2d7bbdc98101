import { useState } from 'react';

/** How the last action ended. */
export interface Notice {
  /** Tells notices with the same text apart. */
  number: number;
  text: string;
}

/** The notice, and a function that shows another one, or none where the text is empty. */
export function useNotice() {
  const [notice, setNotice] = useState<Notice>({ number: 0, text: '' });
  const show = (text: string) => setNotice(({ number }) => ({ number: number + 1, text }));
  return [notice, show] as const;
}
