// Who I am, how it looks, what this phone holds, what it cannot do, and the way out.

import { charge } from '../lib/position.js';
import '../lib/position_line.js';
import { ahead, fresh } from '../lib/clock.js';
import { speak } from '../lib/begin.js';
import { isOpen } from '../lib/outbox.js';
import { ask, isRefusal, token } from '../lib/session.js';
import { room } from '../lib/space.js';
import { forget } from '../lib/state.js';
import { open as openCalls } from '../calls.js';
import * as look from '../look.js';
import { follow } from '../now.js';
import { tell } from '../said.js';
import { part, put, say, span, time, worded } from '../ui.js';

const RIGHT_MS = 2000;
const MEGABYTE = 1024 * 1024;
const YEAR_S = 31_536_000;

let box = null;
let end = null;

/** @param {HTMLElement} section */
export function show(section) {
  if (!box) listen(section);
  box = section;
  end = follow(draw);
  drawPhone();
}

/** Stop drawing what nobody sees. */
export function hide() {
  end?.();
}

function draw({ state, items }) {
  const person = state?.person;
  if (person) {
    put(part(box, 'name'), worded(person, 'name'));
    put(part(box, 'post'), [person.post && say(`post_${person.post}`), say(`city_${person.city}`)].filter(Boolean).join(' · '));
    put(part(box, 'team'), person.team ? worded(person.team, 'name') : '', true);
  }
  put(part(box, 'session'), state?.session_until ? say('session_until', { time: time(state.session_until) }) : '', true);
  const waiting = items.filter(isOpen).length;
  put(part(box, 'unsent'), waiting ? say('unsent_stay', { n: waiting }) : say('nothing_unsent'));
  for (const what of ['large', 'night']) part(box, what).setAttribute('aria-checked', String(look.is(what)));
}

async function drawPhone() {
  put(part(box, 'clock'), clock());
  const power = await charge();
  put(part(box, 'battery'), power ? say(power.charging ? 'battery_charging' : 'battery', { n: power.percent }) : say('battery_unknown'));
  put(part(box, 'version'), document.documentElement.dataset.version);
  const { free, little, held } = await room();
  const size = free === null ? '' : say('storage', { free: `${Math.round(free / MEGABYTE)} MB` });
  put(part(box, 'storage'), [size, little && say('storage_low')].filter(Boolean).join(' '));
  put(part(box, 'kept'), say(held ? 'storage_kept' : 'storage_loose'));
  const allow = box.querySelector('jc-allow');
  if (customElements.get('jc-allow')) return;
  const meta = Object.assign(document.createElement('meta'), { name: 'csrf-token', content: await token() });
  document.head.append(meta);
  import('../../command/push/allow.js').catch(() => allow.remove());
}

function clock() {
  if (!fresh()) return say('clock_unknown');
  const away = ahead();
  if (Math.abs(away) <= RIGHT_MS) return say('clock_right');
  return say(away > 0 ? 'clock_ahead' : 'clock_behind', { time: span(Math.abs(away) / 1000) });
}

// The worker keeps a shell in each language, so this needs no network.
async function language(wanted) {
  document.cookie = `django_language=${wanted}; path=/; max-age=${YEAR_S}; samesite=lax`;
  await speak(wanted);
  location.reload();
}

// Without a network nobody can be signed out: the server would not know.
async function signOut() {
  await ask('/sign-out/', { method: 'POST', redirect: 'follow' });
  // What came back may be a portal's page: only the server's own word that nobody is here counts.
  const answer = await ask('/m0/state/');
  if (answer?.status !== 401 || !isRefusal(answer)) return tell(say('no_network_now'));
  await forget();
  sessionStorage.clear();
  return location.assign('/sign-in/?next=/m0/');
}

function listen(section) {
  part(section, 'call-open').addEventListener('click', openCalls);
  part(section, 'sign-out').addEventListener('click', signOut);
  section.addEventListener('click', ({ target }) => {
    const wanted = target.closest('[data-language]')?.dataset.language;
    if (wanted) language(wanted);
    const toggle = target.closest('[role="switch"]');
    if (!toggle) return;
    const on = toggle.getAttribute('aria-checked') !== 'true';
    toggle.setAttribute('aria-checked', String(on));
    look.set('night' in toggle.dataset ? 'night' : 'large', on);
  });
}
