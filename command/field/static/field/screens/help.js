// The call for help: what has become of it, who can be reached otherwise, and taking it back.

import { signedOut } from '../lib/session.js';
import { refresh } from '../lib/state.js';
import { now } from '../lib/clock.js';
import { save } from '../lib/outbox.js';
import { isAlone } from '../head.js';
import { follow, known } from '../now.js';
import { tell } from '../said.js';
import { holdable, notKept } from '../sos.js';
import { followPlace, here, leavePlace } from '../sos_place.js';
import { part, put, say, span } from '../ui.js';

const CANCEL_MS = 3000;
const ASK_MS = 3000; // how often it is asked who has answered
const DAY_MS = 24 * 3600 * 1000;
const EMERGENCY = '110'; // in all of China, when the phone knows no other number
// A number of a call, a coordinate and seconds stay whole at the end of a line.
const whole = (words) => words.replaceAll(/-(?=\d)/g, '-\u2060').replaceAll(/(\d) (?=[ENs]\b)/g, '$1\u00a0');
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' });

let screen = null;
let end = () => {};
let timer = 0;
let askedAt = 0;
let lock = null;
let isOut = false;

/** The person's call as the phone and the server know it; null when there is none. */
function standing() {
  const { state, items } = known();
  const item = items.filter((one) => one.kind === 'help').at(-1) ?? null;
  const told = state?.help ?? null;
  const id = item ? (item.result?.help ?? item.id) : told?.id;
  if (!id) return null;
  const server = told?.id === id ? told : null;
  if (!server && Date.now() - Date.parse(item.created_at) > DAY_MS) return null;
  const undo = items.find((one) => one.kind === 'help_cancel' && one.payload.help_id === id);
  const number = server?.number ?? item?.result?.number ?? '';
  return { id, item, server, undo, number, isOver: server?.state === 'closed' };
}

const needs = (call) => (call.item && call.item.state !== 'delivered' ? [call.item.id] : []);

/** @param {HTMLElement} section */
export function show(section) {
  section.hidden = false;
  screen = section;
  wire();
  document.body.dataset.sos = '';
  import('../lib/voice.js').then(draw, () => {});
  signedOut().then((is) => {
    isOut = is;
  });
  end = follow(draw);
  timer = setInterval(tick, 1000);
  draw();
}

/** Leave the screen; the call goes on. */
export function hide() {
  end();
  clearInterval(timer);
  leavePlace();
  lock?.release();
  lock = null;
  delete document.body.dataset.sos;
}

function wire() {
  if (screen.dataset.wired !== undefined) return;
  screen.dataset.wired = '';
  holdable(part(screen, 'help-cancel'), CANCEL_MS, takeBack);
  part(screen, 'help-say').addEventListener('click', speak);
}

async function takeBack() {
  const call = standing();
  if (!call || call.undo) return;
  await save('help_cancel', { help_id: call.id }, { needs: needs(call) }).catch(() => tell(say('not_saved')));
}

// What is said goes before pictures; whoever answers the call hears it, wherever the caller works.
async function speak() {
  const call = standing();
  const voice = await part(screen, 'help-voice').take?.();
  if (!call || !voice) return;
  try {
    await save('help_voice', { help_id: call.id, voice: voice.sha256 }, { needs: needs(call), files: [{ ...voice, role: 'call_voice' }] });
  } catch {
    return tell(say('not_saved'));
  }
  part(screen, 'help-voice').clear?.();
  return tell(say('saved'));
}

function tick() {
  const call = standing();
  draw();
  if (!call || call.isOver || Date.now() - askedAt < ASK_MS) return;
  askedAt = Date.now();
  signedOut().then((is) => {
    isOut = is;
  });
  if (call.item?.state === 'delivered' || !call.item) refresh();
}

function draw() {
  if (!screen) return;
  const call = standing();
  const isOpen = Boolean(call && !call.isOver);
  part(screen, 'help-none').hidden = isOpen;
  part(screen, 'help-open').hidden = !isOpen;
  put(part(screen, 'help-ended'), call?.isOver ? say('help_ended', { number: whole(call.number), words: call.server.words }) : '', true);
  drawUnkept(isOpen);
  if (!isOpen) return leavePlace();
  followPlace(() => ({ help: standing()?.id, needs: needs(standing() ?? {}) }), draw);
  if (!lock) keepAwake();
  drawCall(call);
  drawPlace();
  drawWays(call);
}

function drawCall(call) {
  const { item, server, undo } = call;
  const cancelled = undo || server?.cancelled_at;
  const drill = server?.exercise ?? false;
  put(part(screen, 'help-number'), call.number ? say('help_number', { number: whole(call.number) }) : say('help_no_number'));
  put(part(screen, 'help-title'), say(cancelled ? 'help_cancelled' : 'help_sent'));
  put(part(screen, 'help-lead'), whole(say(cancelled ? 'help_cancelled_lead' : 'help_lead')));
  part(screen, 'help-drill').hidden = !drill;
  part(screen, 'help-real').hidden = !drill;
  receipt('saved', item?.created_at ?? server?.raised_at, say('help_saved'));
  const arrived = item?.delivered_at ?? server?.received_at;
  receipt('server', arrived, say(arrived ? 'help_server' : waits(item)), item?.created_at);
  const by = server?.acknowledged_by;
  receipt('commander', by ? server.acknowledged_at : null, by ? say('help_by', { name: by }) : say('help_commander'), item?.created_at ?? server?.raised_at);
  part(screen, 'help-cancel').hidden = Boolean(cancelled);
  part(screen, 'help-done').hidden = !cancelled && !by;
}

// This phone is full or broken: what then counts is the telephone.
function drawUnkept(isOpen) {
  const how = notKept();
  const box = part(screen, 'help-unkept');
  box.hidden = isOpen || !how;
  if (box.hidden) return;
  put(box.firstElementChild, say(`help_unkept_${how}`));
  box.lastElementChild.href = `tel:${telephone()}`;
  put(box.lastElementChild.lastElementChild, telephone());
}

function telephone() {
  const first = known().state?.hotline?.find((one) => one.phone);
  return (first?.phone ?? EMERGENCY).replaceAll(/[^\d+]/g, '');
}

function waits(item) {
  if (item?.state === 'rejected') return 'help_refused';
  if (isOut) return 'help_signed_out';
  return isAlone() ? 'help_offline' : 'help_waiting';
}

function receipt(name, at, words, since) {
  const row = part(screen, `help-${name}`);
  row.toggleAttribute('data-done', Boolean(at));
  put(row.querySelector('b'), words);
  const time = at ? clock.format(new Date(at)) : since ? span((now() - Date.parse(since)) / 1000) : '';
  put(row.querySelector('time'), time);
}

function coordinates() {
  const { lat, lon } = here();
  return lat === null ? '' : `${lon.toFixed(4)} E  ${lat.toFixed(4)} N`;
}

function drawPlace() {
  const spot = here();
  put(part(screen, 'help-where'), whole(coordinates()) || say('help_no_place'));
  const age = spot.fixed_at ? span((Date.now() - Date.parse(spot.fixed_at)) / 1000) : '';
  put(part(screen, 'help-sure'), spot.lat === null ? say('help_place_hint') : say('help_sure', { n: spot.accuracy_m, age }));
}

function drawWays(call) {
  const { state } = known();
  const team = state?.person?.team;
  const number = telephone();
  const cut = isOut || isAlone() || call.item?.state === 'rejected';
  const tel = part(screen, 'help-tel');
  tel.href = `tel:${number}`;
  put(part(screen, 'help-tel-number'), number);
  tel.toggleAttribute('data-first', cut && !call.server?.acknowledged_by);
  const who = [state?.person?.name, team?.name].filter(Boolean).join(' ');
  const place = coordinates();
  const told = { who, place, near: here().accuracy_m ?? '?', time: clock.format(now()), number: call.number };
  const words = say(place ? 'help_sms' : 'help_sms_nowhere', told).trim();
  part(screen, 'help-sms').href = `sms:${number}?&body=${encodeURIComponent(words)}`;
  part(screen, 'help-sign-in').hidden = !isOut;
  part(screen, 'help-speak').hidden = !customElements.get('jc-voice');
}

async function keepAwake() {
  lock = { release() {} };
  try {
    lock = (await navigator.wakeLock?.request('screen')) ?? lock;
  } catch {
    // Low on battery: the browser says no, and the call goes on all the same.
  }
}
