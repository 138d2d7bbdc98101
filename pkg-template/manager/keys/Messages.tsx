import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../ui/Button.js';
import { useLabels } from '../ui/language.js';
import { dismiss, type Message, useMessages } from './outcomes.js';

/** How creates and rotations ended whose list is gone. */
export function Messages() {
  const [place] = useState(() => ({}));
  const messages = useMessages(place);
  const text = useLabels().page;
  const list = useRef<HTMLDivElement>(null);

  /** Closes a message. The focus moves to the button of another one, or to the heading of a manager. */
  function close(message: Message, button: HTMLElement) {
    const heading = headingFor(button);
    flushSync(() => dismiss(message));
    const next = list.current?.querySelector('button') ?? heading;
    next?.focus();
  }

  if (messages.length === 0) return null;
  return (
    <div ref={list} className="apikeys-messages">
      {messages.map((message) => (
        <div key={message.number} className="apikeys-banner" role="alert">
          <div>
            <p>{message.text}</p>
          </div>
          <Button onClick={(event) => close(message, event.currentTarget)}>{text.close}</Button>
        </div>
      ))}
    </div>
  );
}

/** The heading of the manager around an element, else of the first manager on the page. */
function headingFor(element: HTMLElement): HTMLElement | null {
  const selector = '.apikeys-heading';
  const manager = element.closest('.apikeys-manager');
  return manager?.querySelector<HTMLElement>(selector) ?? document.querySelector(selector);
}
