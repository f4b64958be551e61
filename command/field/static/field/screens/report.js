// A report from the scene: figures, road, hazards, words, voice. What is not said stays unsaid.

import { change, items, save } from '../lib/outbox.js';
import { here } from '../lib/position.js';
import '../lib/position_line.js';
import '../lib/voice.js';
import { follow, known, taskOf } from '../now.js';
import { tell } from '../said.js';
import { go } from '../app.js';
import { part, put, say, tap, whyNot } from '../ui.js';

const DRAFT = 'jc-field-report';
const MOST = 999_999;

let box = null;
let form = null;
let draft = null; // the item that is being corrected
let ends = [];

/** @param {HTMLElement} section @param {{hash?: string, item?: string}} asked */
export async function show(section, { hash, item } = {}) {
  if (!box) listen(section);
  box = section;
  ends = [follow(about)];
  await fill(item);
  const wanted = hash && section.querySelector(hash);
  if (wanted) wanted.scrollIntoView({ block: 'center' });
}

/** What was typed is kept for the next look. */
export function hide() {
  for (const end of ends) end();
  ends = [];
  if (!draft) keep();
}

function about({ state }) {
  const task = taskOf(state);
  const incident = incidentOf(state);
  put(part(box, 'about'), [incident?.title, task?.number].filter(Boolean).join(' · '));
}

const incidentOf = (state) => state?.incidents?.[taskOf(state)?.incident] ?? Object.values(state?.incidents ?? {})[0];

async function fill(id) {
  draft = id ? ((await items()).find((one) => one.id === id && one.state === 'rejected') ?? null) : null;
  const given = draft?.payload ?? JSON.parse(sessionStorage.getItem(DRAFT) ?? 'null');
  form.reset();
  refuse(draft ? say('correcting', { reason: whyNot(draft) }) : '');
  if (!given) return;
  for (const [key, n] of Object.entries(given.counts ?? {})) form.elements[key].value = n;
  if (given.road) form.elements.road.value = given.road;
  const kinds = new Set((given.hazards ?? []).map((one) => one.kind));
  for (const one of form.querySelectorAll('[name=hazard]')) one.checked = kinds.has(one.value);
  form.elements.text.value = given.text ?? '';
}

function said() {
  const counts = {};
  for (const input of form.querySelectorAll('.f-count input')) {
    const n = Number.parseInt(input.value, 10);
    if (n >= 0) counts[input.name] = Math.min(n, MOST);
  }
  const at = here();
  const spot = at ? { lat: at.lat, lon: at.lon } : { lat: null, lon: null };
  const hazards = [...form.querySelectorAll('[name=hazard]:checked')].map(({ value }) => ({ kind: value, note: '', ...spot }));
  return {
    counts, road: form.elements.road.value, hazards, text: form.elements.text.value.trim(),
    ...spot, accuracy_m: at?.accuracy_m ?? null,
  };
}

const isEmpty = ({ counts, road, hazards, text }, voice) =>
  !Object.keys(counts).length && !road && !hazards.length && !text && !voice;

function keep() {
  const given = said();
  if (isEmpty(given, null)) sessionStorage.removeItem(DRAFT);
  else sessionStorage.setItem(DRAFT, JSON.stringify(given));
}

function refuse(words) {
  const problem = part(box ?? document, 'problem');
  put(problem, words, true);
  if (words) problem.focus();
}

async function send(event) {
  event.preventDefault();
  const { state } = known();
  const incident = incidentOf(state);
  const voice = (await form.querySelector('jc-voice').take?.()) ?? null;
  const given = { ...said(), incident_id: incident?.id, task_id: taskOf(state)?.incident === incident?.id ? taskOf(state).id : null };
  if (!incident) return refuse(say('no_incident'));
  if (isEmpty(given, voice)) return refuse(say('nothing_said'));
  tap();
  try {
    if (draft) await change(draft.id, { ...draft.payload, ...given });
    else await save('report', voice ? { ...given, voice: voice.sha256 } : given, { files: voice ? [voice] : [] });
  } catch {
    return refuse(say('not_saved'));
  }
  draft = null;
  sessionStorage.removeItem(DRAFT);
  form.reset();
  form.querySelector('jc-voice').clear?.();
  go('/m0/');
  return tell(say('saved'));
}

function listen(section) {
  form = section.querySelector('form');
  form.addEventListener('submit', send);
  form.addEventListener('input', () => refuseNothing(section));
  part(section, 'counts').addEventListener('click', ({ target }) => {
    const by = Number(target.closest('[data-by]')?.dataset.by);
    if (!by) return;
    const input = target.closest('.f-count').querySelector('input');
    const before = Number.parseInt(input.value, 10);
    // Below nought is "not said": a slip of the thumb can be taken back.
    const after = Number.isNaN(before) ? Math.max(by, 0) : before + by;
    input.value = after < 0 ? '' : Math.min(after, MOST);
    refuseNothing(section);
  });
  // A second tap on the road takes it back.
  part(section, 'road').addEventListener('click', ({ target }) => {
    if (target.name !== 'road') return;
    if ('was' in target.dataset) target.checked = false;
    for (const one of form.querySelectorAll('[name=road]')) one.toggleAttribute('data-was', one === target && target.checked);
  });
}

function refuseNothing(section) {
  if (!draft) part(section, 'problem').hidden = true;
}
