import { createHash } from 'node:crypto';
import { analyticalEngines } from '../standin/people.ts';
import { type Difference, oneSlash } from './differences.ts';
import type { Settings } from './site/main.tsx';

export interface Case {
  name: string;
  /** The origin of the host page, where it is not `https://app.example.test`. */
  page?: string;
  settings: Settings;
  /** Cookies of the host page before Clerk loads. */
  cookies?: Record<string, string>;
  /** Cookies that another app sets after Clerk has loaded. */
  laterCookies?: Record<string, string>;
  /** The active organization. */
  organization?: string;
  /** The address of the Frontend API. */
  frontendApi: string;
  /** What each request says besides its params, the versions and the session. */
  says?: Record<string, string>;
  /** Intended differences. */
  differs?: Difference[];
}

const app = 'https://app.example.test';
const key = (type: 'live' | 'test', host: string) => `pk_${type}_${btoa(`${host}$`)}`;

const live = key('live', 'clerk.example.test');
const production = 'https://clerk.example.test';
const test = key('test', 'happy-cat-1.clerk.accounts.dev');
const development = 'https://happy-cat-1.clerk.accounts.dev';

const plainCookie = '__clerk_db_jwt';
/** The cookie of the app with this key. Its suffix is from Clerk's `getCookieSuffix`. */
function ownCookie(publishableKey: string): string {
  const digest = createHash('sha1').update(publishableKey).digest('base64url');
  return `${plainCookie}_${digest.slice(0, 8)}`;
}
const otherCookie = ownCookie(key('test', 'other-dog-2.clerk.accounts.dev'));

const productions: Case[] = [
  { name: 'a production instance', settings: { publishableKey: live }, frontendApi: production },
  {
    name: 'an active organization',
    settings: { publishableKey: live },
    organization: analyticalEngines.id,
    frontendApi: production,
  },
  {
    name: 'a production instance, and the cookie of a development instance on the same host',
    settings: { publishableKey: live },
    laterCookies: { [plainCookie]: 'dvb_other', [ownCookie(live)]: 'dvb_own' },
    frontendApi: production,
  },
];

const satellite = { isSatellite: true, signInUrl: 'https://example.test/sign-in' };

const satellites: Case[] = [
  ...['satellite.test', 'https://satellite.test', 'clerk.satellite.test', 'www.satellite.test'].map(
    (domain) => ({
      name: `a production satellite, domain ${domain}`,
      page: 'https://app.satellite.test',
      settings: { publishableKey: live, domain, ...satellite },
      frontendApi: domain.startsWith('www')
        ? 'https://clerk.www.satellite.test'
        : 'https://clerk.satellite.test',
    }),
  ),
  {
    name: 'a production satellite with a proxy',
    page: 'https://app.satellite.test',
    settings: {
      publishableKey: live,
      domain: 'satellite.test',
      proxyUrl: 'https://proxy.satellite.test/clerk',
      ...satellite,
    },
    frontendApi: 'https://proxy.satellite.test/clerk',
    differs: [oneSlash],
  },
  // clerk-js has code that adds __domain, but reads isSatellite before load() sets it.
  {
    name: 'a development satellite',
    page: 'https://app.satellite.test',
    settings: { publishableKey: test, domain: 'app.satellite.test', ...satellite },
    cookies: { [plainCookie]: 'dvb_1' },
    frontendApi: development,
    says: { __clerk_db_jwt: 'dvb_1' },
  },
];

const developments: Case[] = [
  {
    name: 'a development instance with the plain cookie',
    settings: { publishableKey: test },
    cookies: { [plainCookie]: 'dvb_1' },
    frontendApi: development,
    says: { __clerk_db_jwt: 'dvb_1' },
  },
  {
    name: 'a development instance and the cookies of several apps',
    settings: { publishableKey: test },
    cookies: {
      [plainCookie]: 'dvb_last',
      [otherCookie]: 'dvb_other',
      [ownCookie(test)]: 'dvb_own',
    },
    frontendApi: development,
    says: { __clerk_db_jwt: 'dvb_own' },
  },
  {
    name: 'a development instance whose cookies another app replaces',
    settings: { publishableKey: test },
    cookies: { [plainCookie]: 'dvb_1' },
    laterCookies: { [plainCookie]: 'dvb_last', [ownCookie(test)]: 'dvb_2' },
    frontendApi: development,
    says: { __clerk_db_jwt: 'dvb_1' },
  },
  {
    name: 'a pk_test key of another host, and the cookie of a development instance',
    settings: { publishableKey: key('test', 'clerk.example.test') },
    cookies: { [plainCookie]: 'dvb_other' },
    frontendApi: production,
  },
];

const proxies: Case[] = [
  ...['https://proxy.example.test/clerk', 'https://proxy.example.test/clerk/'].map((proxyUrl) => ({
    name: `a proxy of another origin, ${proxyUrl}`,
    settings: { publishableKey: live, proxyUrl },
    frontendApi: 'https://proxy.example.test/clerk',
    differs: [oneSlash],
  })),
  {
    name: 'a proxy of another origin and a development instance',
    settings: { publishableKey: test, proxyUrl: 'https://proxy.example.test/clerk' },
    cookies: { [plainCookie]: 'dvb_1' },
    frontendApi: 'https://proxy.example.test/clerk',
    says: { __clerk_db_jwt: 'dvb_1' },
    differs: [oneSlash],
  },
  {
    name: 'a path of the page’s origin',
    settings: { publishableKey: live, proxyUrl: '/__clerk' },
    frontendApi: `${app}/__clerk`,
    differs: [oneSlash],
  },
  {
    name: 'a path of the page’s origin and a development instance',
    settings: { publishableKey: test, proxyUrl: '/__clerk' },
    cookies: {
      [plainCookie]: 'dvb_last',
      [otherCookie]: 'dvb_other',
      [ownCookie(test)]: 'dvb_own',
    },
    frontendApi: `${app}/__clerk`,
    says: { __clerk_db_jwt: 'dvb_own' },
    differs: [oneSlash],
  },
  {
    name: 'the proxy of a Vercel deployment, which Clerk finds by itself',
    page: 'https://app-git-main.vercel.app',
    settings: { publishableKey: live },
    frontendApi: 'https://app-git-main.vercel.app/__clerk',
    differs: [oneSlash],
  },
];

export const defaultPage = app;
export const cases = [...productions, ...satellites, ...developments, ...proxies];
