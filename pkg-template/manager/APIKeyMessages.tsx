import type { ReactElement } from 'react';
import { Messages } from './keys/Messages.js';
import { Root, type RootProps } from './Root.js';

/**
 * How creates and rotations ended whose list is gone: the user or the organization had changed, or the manager was unmounted. A manager
 * shows this itself. Render it where such a message should be seen while no manager is there; the first one on the page shows it.
 */
export function APIKeyMessages(props: RootProps): ReactElement {
  return (
    <Root {...props}>
      <Messages />
    </Root>
  );
}
