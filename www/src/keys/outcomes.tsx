import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { texts } from '../texts';
import { Button } from '../ui/Button';
import type { LostError } from './key';

/** A create whose response was lost. */
export interface LostCreate {
  name: string;
  error: LostError;
}

/** What outlives the list of an owner. */
interface Outcomes {
  /** The lost create of each list, by the ID of the list. */
  lost: ReadonlyMap<string, LostCreate>;
  setLost: (listId: string, lost: LostCreate | undefined) => void;
  /** Shows a message above any list. */
  tell: (message: string) => void;
}

const Context = createContext<Outcomes | undefined>(undefined);

/** Keeps the outcomes of creates that end after the user or the organization has changed. */
export function OutcomesProvider({ children }: { children: ReactNode }) {
  const [lost, setAllLost] = useState<ReadonlyMap<string, LostCreate>>(new Map());
  const [message, tell] = useState('');

  const setLost = useCallback((listId: string, create: LostCreate | undefined) => {
    setAllLost((all) => {
      const others = [...all].filter(([id]) => id !== listId);
      return new Map(create ? [...others, [listId, create]] : others);
    });
  }, []);
  const outcomes = useMemo(() => ({ lost, setLost, tell }), [lost, setLost]);

  return (
    <Context value={outcomes}>
      {message && (
        <div className="banner" role="alert">
          <div>
            <p>{message}</p>
          </div>
          <Button onClick={() => tell('')}>{texts.page.close}</Button>
        </div>
      )}
      {children}
    </Context>
  );
}

export function useOutcomes(): Outcomes {
  const outcomes = useContext(Context);
  if (!outcomes) throw new Error('useOutcomes needs an OutcomesProvider.');
  return outcomes;
}
