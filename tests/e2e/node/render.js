// Renders a component with the hooks on the server, and prints the HTML and the number of requests.

import { APIKeys } from 'apikeys-wasm';
import { APIKeysProvider, useAPIKeys } from 'apikeys-wasm/react';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';

let fetched = 0;
globalThis.fetch = async () => {
  fetched += 1;
  throw new Error('A server has no session.');
};

const apiKeys = new APIKeys({ frontendApi: 'https://clerk.example.com', getToken: () => null });

function Keys() {
  const { isLoading, data } = useAPIKeys({ pageSize: 5 });
  return createElement('p', null, isLoading ? 'Loading' : `${data.length} keys`);
}

const html = renderToString(createElement(APIKeysProvider, { apiKeys }, createElement(Keys)));
await new Promise((resolve) => setTimeout(resolve, 50));
console.log(JSON.stringify({ html, fetched }));
