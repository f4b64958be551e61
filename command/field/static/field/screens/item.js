// How one item of the outbox is called, and how it stands, in words.

import { ahead } from '../lib/clock.js';
import { isOpen } from '../lib/outbox.js';
import { language, say, whyNot } from '../ui.js';

const KB = 1024;
const CORRECTED_MS = 2000;
const FIGURES = ['evacuated', 'remaining', 'injured', 'dead', 'missing'];
const WORDS = { message: 'text', read_back: 'text', step: 'reason', image: 'caption' };
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The time of day to the second. */
export const exact = (at) => (at ? clock.format(new Date(at)) : '');

/** What was done. */
export function called({ kind, payload, progress }) {
  switch (kind) {
    case 'step':
      return payload.verb in NAMED ? say(NAMED[payload.verb], { what: payload.reason ?? '' }) : say('box_step', { what: say(`verb_${payload.verb}`) });
    case 'tick':
      return say(payload.done ? 'box_tick_done' : 'box_tick_open');
    case 'message':
      return say('box_message', { what: payload.text });
    case 'image':
      return [say(payload.kind === 'video' ? 'box_video' : 'box_photo'), payload.caption].filter(Boolean).join(': ');
    case 'report':
      return reported(payload, progress);
    default:
      return say(`box_${kind}`);
  }
}

const NAMED = { block: 'box_step_block', reject: 'box_step_reject', report: 'box_step_report', suspend: 'box_step_suspend' };

function reported({ counts = {}, road, hazards = [], text }, progress) {
  const people = FIGURES.filter((key) => counts[key] !== undefined && counts[key] !== null);
  const said = [
    people.length && say('box_people', { what: people.map((key) => say(`box_${key}`, { n: counts[key] })).join(language === 'en' ? ', ' : '，') }),
    road && say(`box_road_${road}`),
    hazards.length && say('box_hazards', { n: hazards.length }),
    text,
    progress && say('box_voice'),
  ].filter(Boolean);
  return said.join(' · ') || say('box_report');
}

/** Where it stands, in a word or two; `person` is who is signed in. */
export function stands(item, person, isCut) {
  if (isOpen(item) && item.person && person && item.person !== person.id) return say('box_state_other', { name: item.person_name });
  const { progress } = item;
  if (item.state !== 'delivered' || !progress?.open) return say(`box_state_${item.state}`);
  if (progress.state === 'refused' || progress.state === 'examining') return say(`box_state_${progress.state}`);
  return say(isCut ? 'box_state_paused' : 'box_state_part', { percent: percent(progress) });
}

/** How much of its files is sent. */
export const percent = ({ sent, size }) => (size ? Math.min(100, Math.floor((100 * sent) / size)) : 0);

/** When, how much, how exact. */
export function about(item) {
  const { progress, payload } = item;
  const true_ms = Date.parse(item.created_at) - ahead();
  return [
    say('box_made', { time: exact(true_ms) }),
    item.delivered_at && say('box_received', { time: exact(item.delivered_at) }),
    Math.abs(ahead()) > CORRECTED_MS && say('box_offset'),
    payload.accuracy_m && say('box_accuracy', { n: Math.round(payload.accuracy_m) }),
    progress?.open && say('box_bytes', { sent: bytes(progress.sent), size: bytes(progress.size) }),
    progress?.open && progress.sent > 0 && progress.state !== 'refused' && say('box_resumes'),
    item.state === 'waiting' && item.tries > 1 && say('box_tries', { n: item.tries }),
  ].filter(Boolean).join(' · ');
}

function bytes(n) {
  return n < KB * KB ? `${Math.ceil(n / KB)} KB` : `${(n / KB / KB).toFixed(1)} MB`;
}

/** Why it stands as it does; empty when nobody has to know. */
export function reason(item) {
  // In the language of the screen, whichever was read when it was sent.
  const told = whyNot(item);
  if (item.state === 'conflict') return [told, say('box_conflict_why')].filter(Boolean).join(' ');
  if (item.state === 'rejected') return told;
  // Something on the way does not let it through.
  if (item.state === 'waiting' && item.status) return told;
  // Settled by the liaison: their words.
  if (item.state === 'delivered' && told) return told;
  return item.progress?.open ? whyNot(item.progress) : '';
}

/** Which field of the payload holds the words that a person can correct; empty: there are none. */
export const wordsOf = ({ kind, payload }) => (payload[WORDS[kind]] === undefined || payload[WORDS[kind]] === '' ? '' : WORDS[kind]);

/** The order of the list: what needs a person, what waits in its turn, what was delivered. */
export function inOrder(items) {
  const rank = (item) => {
    if (item.state === 'rejected' || item.progress?.state === 'refused') return 0;
    if (item.state === 'conflict') return 1;
    return isOpen(item) ? 2 : 3;
  };
  const turn = (one, other) =>
    rank(one) === 3 ? other.sequence - one.sequence : one.priority - other.priority || one.sequence - other.sequence;
  return [...items].sort((one, other) => rank(one) - rank(other) || turn(one, other));
}
