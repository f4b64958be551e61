// Who is signed in, and how requests of this phone are made.

import { learn } from './clock.js';
import { tell } from './channel.js';
import { recall, remember } from './store.js';

// A cold phone at 50 kbit/s needs a while; a dead line must not hold the rest up for ever.
const PATIENCE_MS = 20_000;
const SLOWEST = 2; // bytes a millisecond

const HOME = '/m0/';

let out = null;

/** Whether the server said that nobody is signed in. */
export async function signedOut() {
  out ??= Boolean(await recall('signed_out'));
  return out;
}

/** Keep what an answer said about being signed in, and tell the tabs when it has changed. */
export async function notice(isOut) {
  if ((await signedOut()) === isOut) return;
  out = isOut;
  await remember('signed_out', isOut);
  tell({ what: 'session', signed_out: isOut });
}

/** The token that shows the server a request is the page's own. */
export async function token() {
  if (globalThis.document) return /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? '';
  const cookie = await globalThis.cookieStore?.get('csrftoken');
  return cookie?.value ?? (await recall('csrf')) ?? '';
}

/** The version of the application that is running; a worker says that of the last page. */
export const version = async () => globalThis.document?.documentElement.dataset.version || (await recall('version')) || '?';

/** What a limit on the way says of what it finds too large, as the server does. */
export const TOO_LARGE = 413;

/**
 * Whether it is the server that says no. A proxy, a portal or a limit on the way has bare statuses
 * and pages of its own: they say nothing of what was sent, and nothing of who is signed in.
 */
export const isRefusal = (answer) => Boolean(answer?.body?.error?.code);

/**
 * Ask the server; returns the answer, or null when none came.
 * @param {string} url @param {RequestInit & {size?: number}} [asked]
 */
export async function ask(url, asked = {}) {
  const answer = await once(url, asked);
  if (answer?.status !== 403 || answer.body?.error?.code !== 'csrf') return answer;
  // The cookie is gone or another: any page of the application brings one.
  await fetch(HOME, { cache: 'no-store' }).catch(() => null);
  return once(url, asked);
}

// A phone that can store nothing hears the server all the same.
const noted = (isOut) => notice(isOut).catch(() => {});

async function once(url, { size = 0, ...asked }) {
  const ending = new AbortController();
  const timer = setTimeout(() => ending.abort(), PATIENCE_MS + size / SLOWEST);
  asked.signal?.addEventListener('abort', () => ending.abort());
  const begun = Date.now();
  try {
    const headers = { Accept: 'application/json', ...asked.headers };
    if (asked.method && asked.method !== 'GET') headers['X-CSRFToken'] = await token();
    const answer = await fetch(url, {
      credentials: 'same-origin', cache: 'no-store', redirect: 'error', ...asked, headers, signal: ending.signal,
    });
    const body = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
    if (answer.status === 401 && body?.error) await noted(true);
    // A page of a hotel's network is no answer: only what speaks as the server does counts.
    else if (answer.status === 304 || (answer.ok && body)) await noted(false);
    if (body?.server_time) await learn(body.server_time, begun, Date.now()).catch(() => {});
    return { status: answer.status, ok: answer.ok, body, headers: answer.headers };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
