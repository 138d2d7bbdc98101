// Renders the manager on the server, and prints the HTML and the number of requests.

import { APIKeys } from 'apikeys-wasm';
import { APIKeyManager } from 'apikeys-wasm/manager';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';

let fetched = 0;
globalThis.fetch = async () => {
  fetched += 1;
  throw new Error('A server has no session.');
};

const apiKeys = new APIKeys({ frontendApi: 'https://clerk.example.com', getToken: () => null });
const html = renderToString(createElement(APIKeyManager, { apiKeys, ownerName: 'Ada' }));
await new Promise((resolve) => setTimeout(resolve, 50));
console.log(JSON.stringify({ html, fetched }));
