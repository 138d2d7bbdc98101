import { useState } from 'react';
import { Button } from '../ui/Button.js';
import { useLabels } from '../ui/language.js';
import { tell, useMessage } from './outcomes.js';

/** How a create or a rotation ended whose list is gone. */
export function Messages() {
  const [place] = useState(() => ({}));
  const message = useMessage(place);
  const text = useLabels().page;
  if (!message) return null;
  return (
    <div className="apikeys-banner" role="alert">
      <div>
        <p>{message}</p>
      </div>
      <Button onClick={() => tell('')}>{text.close}</Button>
    </div>
  );
}
