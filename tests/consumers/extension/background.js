import { listAndCreate } from './keys.js';

chrome.runtime.onMessage.addListener((_message, _sender, answer) => {
  listAndCreate('Made in the background').then(answer);
  // The answer comes later.
  return true;
});
