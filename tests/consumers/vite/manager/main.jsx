import { APIKeys } from 'apikeys-wasm';
import { APIKeyManager } from 'apikeys-wasm/manager';
import 'apikeys-wasm/manager.css';
import { createRoot } from 'react-dom/client';

const apiKeys = new APIKeys({ frontendApi: `${location.origin}/__clerk`, getToken });

createRoot(document.getElementById('root')).render(<APIKeyManager apiKeys={apiKeys} owner="ada" />);

/** What `clerk.session.getToken()` does in an app. */
async function getToken() {
  const response = await fetch('/__clerk/v1/client');
  const { response: client } = await response.json();
  return client.sessions[0].last_active_token.jwt;
}
