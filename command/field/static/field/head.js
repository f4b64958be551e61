// The head of every screen: who, whether the network is, how much waits; and the news of messages.

import { hear } from './lib/channel.js';
import { isOpen } from './lib/outbox.js';
import { signedOut } from './lib/session.js';
import { toldAt } from './lib/state.js';
import { follow, isNew } from './now.js';
import { part, put, say, span, worded } from './ui.js';

const NO_WAY = new Set(['no_network', 'server']);

let isOut = false;
let isCut = !navigator.onLine;
let lostAt = isCut ? Date.now() : 0;
let shown = { state: null, items: [] };

/** Whether nothing reaches the server now, whatever the browser thinks of its network. */
export const isAlone = () => isCut;

function cut(is) {
  if (is && !isCut) lostAt = Date.now();
  isCut = is;
  draw();
}

// What was refused, or lies before the liaison, goes nowhere by itself: it is counted, not "being sent".
const goes = ({ state, progress }) => (state === 'delivered' ? progress?.state !== 'refused' : state !== 'rejected' && state !== 'conflict');

function net(open) {
  if (isOut) return 'signed_out';
  if (isCut) return 'offline';
  return open.some(goes) ? 'sending' : 'live';
}

function draw() {
  const { state, items } = shown;
  const open = items.filter(isOpen);
  const waiting = open.length;
  const how = net(open);
  const chip = document.querySelector('.f-net');
  chip.dataset.net = how;
  put(part(chip, 'net-says'), say(`net_${how}`));
  put(part(chip, 'net-count'), waiting || '', true);
  chip.setAttribute('aria-label', [say(`net_${how}`), waiting && say('net_waiting', { n: waiting })].filter(Boolean).join(', '));
  strip(how, waiting);
  if (!state) return;
  const { person } = state;
  const team = person.team ? worded(person.team, 'name') : '';
  put(part(document, 'me="mark"'), mark(team || worded(person, 'name')));
  put(part(document, 'me="team"'), team || worded(person, 'name'));
  put(part(document, 'me="person"'), [team && worded(person, 'name'), person.post && say(`post_${person.post}`)].filter(Boolean).join(' · '));
  const unread = [...(state.orders ?? []), ...(state.messages ?? [])].filter(isNew).length;
  put(part(document, 'unread'), unread || '', true);
}

// The number of the team, if it has one: that is what is called over the radio.
const mark = (name) => /\d+$/.exec(name)?.[0].slice(-2) ?? name.slice(0, 1);

function strip(how, waiting) {
  const line = part(document, 'strip');
  line.hidden = !['offline', 'signed_out'].includes(how);
  part(line, 'strip-act').hidden = how !== 'signed_out';
  if (line.hidden) return;
  const stored = waiting ? say('strip_stored', { n: waiting }) : say('strip_nothing');
  const what = how === 'offline' ? say('strip_offline', { time: span((Date.now() - lostAt) / 1000) }) : say('strip_signed_out');
  put(part(line, 'strip-says'), `${what} · ${stored}`);
}

/** Begin to show how things stand; once a page. */
export async function begin() {
  follow((now) => {
    shown = now;
    draw();
  });
  addEventListener('offline', () => cut(true));
  addEventListener('online', () => cut(false));
  hear((message) => {
    if (message.what === 'session') isOut = message.signed_out;
    // A round that had nothing to send says nothing of the network.
    if (message.what === 'sender' && NO_WAY.has(message.trouble)) cut(true);
    else if (message.what === 'delivered') cut(false);
    else if (message.what === 'unreached') cut(message.status !== 401);
    else if (message.what === 'state') cut(!navigator.onLine);
    else if (message.what === 'session') draw();
  });
  setInterval(() => part(document, 'strip').hidden || draw(), 1000);
  isOut = await signedOut();
  // Begun without a network: it is lost since the server was last heard.
  if (isCut) lostAt = (await toldAt()) ?? lostAt;
  draw();
}
