// What the screens share: words into places, rows from templates, times, sheets.

import { add, language, say } from '../command/words.js';
import { now } from './lib/clock.js';

export { add, language, say };

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const TOO_LARGE = 413;
const ZONE = { timeZone: 'Asia/Shanghai' };
const clockTime = new Intl.DateTimeFormat('en-GB', { ...ZONE, hour: '2-digit', minute: '2-digit' });
const dayOf = new Intl.DateTimeFormat('en-CA', { ...ZONE, month: '2-digit', day: '2-digit' });

/** The part of a screen that bears `data-<name>`. @param {ParentNode} root @returns {any} */
export const part = (root, name) => root.querySelector(`[data-${name}]`);

/** Write words; an element without any goes away if `vanish`. */
export function put(element, words, vanish = false) {
  const text = String(words ?? '');
  if (element.textContent !== text) element.textContent = text;
  if (vanish) element.hidden = !text;
}

/** Fill a list with rows of a template; `draw(row, one)` writes into each. */
export function rows(list, template, all, draw) {
  const made = all.map((one) => {
    const row = document.getElementById(template).content.firstElementChild.cloneNode(true);
    draw(row, one);
    return row;
  });
  // What has not changed stays, with the finger that is on it.
  const same = made.length === list.children.length && made.every((row, at) => row.isEqualNode(list.children[at]));
  if (!same) list.replaceChildren(...made);
}

/** The word of the two that the page's language has. */
export const worded = (one, key) => (language === 'en' && one[`${key}_en`]) || one[key] || '';

/** Why the server said no, in the page's language: its own words, or those for a bare status. */
export function whyNot(one) {
  const told = worded(one, 'reason');
  return told || !one.status ? told : say(one.status === TOO_LARGE ? 'status_large' : 'status_other', { n: one.status });
}

/** The time of day; with the date when that is another day. @param {string | number | Date} at */
export function time(at) {
  if (!at) return '';
  const when = new Date(at);
  const day = dayOf.format(when);
  const short = clockTime.format(when);
  return day === dayOf.format(now()) ? short : `${day} ${short}`;
}

/** A span of seconds as people say it. */
export function span(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < MINUTE) return say('seconds', { n: s });
  if (s < HOUR) return say('minutes_seconds', { n: Math.floor(s / MINUTE), s: s % MINUTE });
  if (s < 2 * DAY) return say('hours_minutes', { n: Math.floor(s / HOUR), m: Math.floor((s % HOUR) / MINUTE) });
  return say('days', { n: Math.floor(s / DAY) });
}

/** A countdown that keeps its width: 36:39, 2:05:10. */
export function countdown(seconds) {
  const s = Math.floor(Math.abs(seconds));
  const two = (n) => String(n).padStart(2, '0');
  const minutes = `${two(Math.floor((s % HOUR) / MINUTE))}:${two(s % MINUTE)}`;
  if (s >= 2 * DAY) return say('days', { n: Math.floor(s / DAY) });
  return s >= HOUR ? `${Math.floor(s / HOUR)}:${minutes}` : minutes;
}

/** Open a sheet; focus goes to its first act. */
export function sheet(name) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById(`sheet-${name}`));
  if (!dialog.open) dialog.showModal();
  return dialog;
}

document.addEventListener('click', (event) => {
  const dialog = event.target.closest('dialog');
  if (dialog && (event.target === dialog || event.target.closest('[data-close]'))) dialog.close();
});

/** A short tick in the hand, where the phone can. */
export const tap = () => navigator.vibrate?.(30);
