import { listAndCreate } from './keys.js';

chrome.runtime.onMessage.addListener((_message, _sender, sendResponse) => {
  listAndCreate('Made in the background').then(sendResponse);
  // Keeps the message channel open for the asynchronous response.
  return true;
});
