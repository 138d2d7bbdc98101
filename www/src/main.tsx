import { ClerkProvider } from '@clerk/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { clerk, instance } from './clerk';
import './styles/base.css';
import './styles/controls.css';
import './styles/page.css';
import './styles/keys.css';
import './styles/faults.css';
import './styles/narrow.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root.');

createRoot(root).render(
  <StrictMode>
    <ClerkProvider {...instance} Clerk={clerk} telemetry={false}>
      <App />
    </ClerkProvider>
  </StrictMode>,
);
