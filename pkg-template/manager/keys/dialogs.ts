import type { Key, LostError } from './key.js';

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
  /** The old key is revoked, and `fresh` has taken its place. */
  onRotated: (fresh: K) => void;
  /** The rotation ended and the list has changed. `notice` describes the result. */
  onEnd: (notice: string) => void;
  /** The rotation failed, and the dialog shows why. It may still have changed the list. */
  onFailed: (error: unknown) => void;
  onCancel: () => void;
}

/** What every dialog that edits a key receives. */
export interface EditDialogProps<K extends Key> {
  apiKey: K;
  onChanged: (key: K) => void;
  /** The change failed, and the dialog shows why. */
  onFailed: (error: unknown) => void;
  onCancel: () => void;
}
