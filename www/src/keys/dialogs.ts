import type { Key, LostError } from './key';

/** What every dialog that creates a key calls back. */
export interface CreateDialogProps<K extends Key> {
  onCreated: (key: K) => void;
  /** The response was lost: the server may have created the key, but nobody has its secret. */
  onLost: (name: string, error: LostError) => void;
  /** The create failed for another reason, which the dialog shows. */
  onFailed: (name: string, error: unknown) => void;
  onCancel: () => void;
}

/** What every dialog that rotates a key receives. */
export interface RotateDialogProps<K extends Key> {
  apiKey: K;
  /** The rotation ended and the list has changed. `notice` describes the result. */
  onEnd: (notice: string) => void;
  /** The rotation failed, and the dialog shows why. It may still have changed the list. */
  onFailed: (error: unknown) => void;
  onCancel: () => void;
}
