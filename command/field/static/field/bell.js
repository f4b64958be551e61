// The doorbell: the feed's socket says that something new is there, and the state is asked for.

import { Live } from '../command/live.js';
import { ask } from './lib/session.js';
import { refresh } from './lib/state.js';

const AGAIN_MS = 15_000;
const BURST_MS = 300;
let asked = 0;

/** Listen for as long as the page is there; tries again until the server says which rooms. */
export async function begin() {
  const answer = await ask('/m0/feed/');
  if (!answer?.ok || !answer.body?.rooms) return setTimeout(begin, AGAIN_MS);
  const live = new Live(answer.body.url);
  window.jc = { live }; // for whoever looks from outside: the console, the browser tests
  live.addEventListener('entry', ring);
  live.addEventListener('caughtup', ring);
  live.addEventListener('status', ({ detail }) => {
    document.documentElement.dataset.feed = detail.state;
    if (detail.state === 'live') document.dispatchEvent(new Event('jc-live'));
  });
  for (const { room, since } of answer.body.rooms) live.join(room, since);
  live.connect();
  return ring();
}

// Many entries of one moment are one question; a stream of them must not put it off.
function ring() {
  asked ||= setTimeout(() => {
    asked = 0;
    refresh();
  }, BURST_MS);
}
