import { useCallback, useSyncExternalStore } from 'react';
import type { LostError } from './key.js';

/** A create whose response was lost. */
export interface LostCreate {
  name: string;
  error: LostError;
}

/** How a create or a rotation ended whose list is gone. */
export interface Message {
  /** Tells messages with the same text apart. */
  number: number;
  text: string;
}

/**
 * What outlives every list, and every manager: a create goes on when its user, or the component, is gone. So it is kept by the module,
 * not by a component. On a server nothing is created, and nothing is kept.
 */
const state = {
  /** The lost create of each list, by the ID of the list. */
  lost: new Map<string, LostCreate>(),
  /** What the user has not read yet, the oldest first. */
  messages: [] as readonly Message[],
  /** How many messages there have been. */
  told: 0,
  /** The components that could show the messages. The first one does. */
  places: [] as object[],
};

/** The same array on every render. */
const noMessages: readonly Message[] = [];

const listeners = new Set<() => void>();

function changed() {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows a message above the lists. */
export function tell(text: string): void {
  state.messages = [...state.messages, { number: ++state.told, text }];
  changed();
}

/** Takes away a message that the user has read. */
export function dismiss(message: Message): void {
  state.messages = state.messages.filter((other) => other !== message);
  changed();
}

export function setLost(listId: string, create: LostCreate | undefined): void {
  if (create) state.lost.set(listId, create);
  else state.lost.delete(listId);
  changed();
}

/** The lost create of a list. */
export function useLost(listId: string): LostCreate | undefined {
  return useSyncExternalStore(
    subscribe,
    () => state.lost.get(listId),
    () => undefined,
  );
}

/** The messages, for the first of the places that are rendered; none for the others. */
export function useMessages(place: object): readonly Message[] {
  const enter = useCallback(
    (listener: () => void) => {
      state.places.push(place);
      const leave = subscribe(listener);
      changed();
      return () => {
        state.places = state.places.filter((other) => other !== place);
        leave();
        changed();
      };
    },
    [place],
  );
  return useSyncExternalStore(
    enter,
    () => (state.places[0] === place ? state.messages : noMessages),
    () => noMessages,
  );
}
