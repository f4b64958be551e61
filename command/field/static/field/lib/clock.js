// The true time. Phones go wrong by minutes; the server's answers say by how much.

import { hear, tell } from './channel.js';
import { recall, remember } from './store.js';

const FRESH_MS = 12 * 3600 * 1000;
// A longer round trip says little about the clock.
const USEFUL_MS = 20_000;

let known = { ahead: 0, at: 0, doubt: Infinity };

recall('clock').then(
  (kept) => {
    if (kept && known.at === 0) known = kept;
  },
  () => {},
);
hear((message) => {
  if (message.what === 'clock') known = message.clock;
});

/**
 * Learn from an answer: what the server's clock said, and when this phone asked and heard.
 * @param {string} told ISO 8601 @param {number} asked ms @param {number} heard ms
 */
export async function learn(told, asked, heard) {
  const server = Date.parse(told);
  const trip = heard - asked;
  if (Number.isNaN(server) || trip < 0 || trip > USEFUL_MS) return;
  const ahead = Math.round(asked + trip / 2 - server);
  // A surer measurement is kept for a while, unless the phone's clock was set meanwhile.
  const same = Math.abs(ahead - known.ahead) <= trip / 2 + known.doubt;
  if (same && known.doubt < trip / 2 && heard - known.at < FRESH_MS / 12) return;
  known = { ahead, at: heard, doubt: trip / 2 };
  tell({ what: 'clock', clock: known });
  await remember('clock', known);
}

/** How many milliseconds this phone's clock is ahead of the server's; negative: behind. */
export const ahead = () => known.ahead;

/** The time by the server's clock, as well as this phone knows it. @returns {Date} */
export const now = () => new Date(Date.now() - known.ahead);

/** Whether the difference was measured lately. */
export const fresh = () => known.at > 0 && Math.abs(Date.now() - known.at) < FRESH_MS;
