// `<jc-help>`: a button that must be held. Two seconds call for help; there is no countdown and no
// question afterwards, because whoever presses may not be able to answer.

import { go } from './app.js';
import { v7 } from './lib/ids.js';
import { save } from './lib/outbox.js';
import { ask, version } from './lib/session.js';
import { refresh } from './lib/state.js';
import { known, taskOf } from './now.js';
import { here, look } from './sos_place.js';

const HOLD_MS = 2000;
const TAP_MS = 400;
const BUZZ_MS = 150;

let unkept = '';

/** Let `button` be held for `ms`, by finger, mouse or key; `done` when it was, `tapped` when not. */
export function holdable(button, ms, done, tapped = () => {}) {
  let began = 0;
  let timer = 0;
  let buzz = 0;
  const end = (isTap) => {
    if (!began) return;
    const held = Date.now() - began;
    began = 0;
    clearTimeout(timer);
    clearInterval(buzz);
    button.removeAttribute('data-holding');
    if (isTap && held < TAP_MS) tapped();
  };
  const begin = () => {
    if (began) return;
    began = Date.now();
    button.style.setProperty('--hold', `${ms}ms`);
    button.setAttribute('data-holding', '');
    navigator.vibrate?.(40);
    buzz = setInterval(() => navigator.vibrate?.(40), BUZZ_MS * 2);
    timer = setTimeout(() => {
      end(false);
      navigator.vibrate?.([200, 100, 200]);
      done();
    }, ms);
  };
  button.addEventListener('pointerdown', (event) => {
    if (event.button) return;
    // A finger that slides a little still holds.
    button.setPointerCapture?.(event.pointerId);
    begin();
  });
  button.addEventListener('pointerup', () => end(true));
  button.addEventListener('pointercancel', () => end(false));
  button.addEventListener('contextmenu', (event) => event.preventDefault());
  button.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    begin();
  });
  button.addEventListener('keyup', () => end(true));
  button.addEventListener('blur', () => end(false));
}

/** How a call stands that this phone could not keep: `sending`, `received`, `unheard`, or nothing. */
export const notKept = () => unkept;

// A full phone is no reason to be silent: said once, without the outbox; the screen leads to the telephone.
async function tellAtOnce(payload) {
  const made = new Date().toISOString();
  const operation = { id: v7(), sequence: 0, kind: 'help', payload, created_at: made, base_version: null, needs: [] };
  const body = JSON.stringify({ device: v7(), person: null, version: await version(), sent_at: made, waiting: 0, operations: [operation] });
  const answer = await ask('/m0/operations/', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  const isHeard = ['applied', 'duplicate'].includes(answer?.body?.results?.[0]?.outcome);
  unkept = isHeard ? 'received' : 'unheard';
  if (isHeard) refresh();
}

/** Call for help now: kept on the phone first, then sent before all else. */
export async function call({ real = false } = {}) {
  const { state } = known();
  const task = real ? null : taskOf(state);
  const spot = here();
  const payload = { ...spot, task_id: task?.id ?? null, note: '' };
  try {
    await save('help', payload);
    unkept = '';
  } catch {
    unkept = 'sending';
    tellAtOnce(payload);
  } finally {
    go('/m0/help/');
  }
}

class Help extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector('button');
    if (!button || this.dataset.ready !== undefined) return;
    this.dataset.ready = '';
    button.addEventListener('pointerdown', look);
    const real = this.dataset.real !== undefined;
    holdable(button, HOLD_MS, () => call({ real }), () => real || go('/m0/help/'));
  }
}
customElements.define('jc-help', Help);
