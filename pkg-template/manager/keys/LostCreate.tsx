import { useLabels } from '../ui/language.js';
import { useAction } from '../ui/useAction.js';
import type { Key } from './key.js';
import { LostResponse } from './LostResponse.js';
import type { LostCreate as Lost } from './outcomes.js';

interface Props<K extends Key> {
  lost: Lost;
  onCreated: (key: K) => void;
  /** Something failed, and the dialog shows why. */
  onFailed: (error: unknown) => void;
  /** The user leaves things as they are. */
  onLeave: () => void;
}

/** The dialog for a create whose response was lost. */
export function LostCreate<K extends Key>(props: Props<K>) {
  const { lost, onCreated, onFailed, onLeave } = props;
  const { name, error } = lost;
  const text = useLabels().lost;
  const recreation = useAction();

  const recreate = () =>
    recreation.run(async () => {
      try {
        // Without a signal: no unmount aborts a create.
        // `recreate` returns a key of the same kind as the `create` that failed.
        onCreated((await error.recreate()) as unknown as K);
      } catch (failure) {
        onFailed(failure);
        throw failure;
      }
    });

  return (
    <LostResponse
      body={text.body(name)}
      error={error}
      recreation={recreation}
      onRecreate={recreate}
      onFailed={onFailed}
      onLeave={onLeave}
    />
  );
}
