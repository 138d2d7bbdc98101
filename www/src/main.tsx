import { ClerkProvider } from '@clerk/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { clerk, instance } from './clerk';
import 'apikeys-wasm/manager.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/page.css';
import './styles/faults.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

createRoot(root).render(
  <StrictMode>
    <ClerkProvider {...instance} Clerk={clerk} telemetry={false}>
      <App />
    </ClerkProvider>
  </StrictMode>,
);
