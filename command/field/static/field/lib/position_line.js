// `<jc-position>`: where the phone is, how sure that is and how old; or why it is not known.
// `<jc-action>`: action mode, with its limits in words.

import { say, span } from '../ui.js';
import { here, trouble, watchHere } from './position.js';
import * as action from './wakelock.js';

const OLD_MS = 120_000;

class PositionLine extends HTMLElement {
  #ends = [];

  connectedCallback() {
    this.setAttribute('role', 'status');
    const timer = setInterval(() => this.#draw(), 1000);
    this.#ends = [watchHere(() => this.#draw()), () => clearInterval(timer)];
    this.#draw();
  }

  disconnectedCallback() {
    for (const end of this.#ends) end();
  }

  #draw() {
    const words = said();
    if (this.textContent !== words) this.textContent = words;
    this.dataset.state = stands();
  }
}

function stands() {
  const spot = here();
  if (!spot) return trouble() ? 'none' : 'wanted';
  return Date.now() - spot.at > OLD_MS ? 'old' : 'known';
}

/** The position in one line. */
export function said() {
  const spot = here();
  if (!spot) return say(`position_${trouble() || 'wanted'}`);
  const age = (Date.now() - spot.at) / 1000;
  const told = { n: Math.round(spot.accuracy_m), age: span(age) };
  return say(age < 5 ? 'position_now' : age * 1000 > OLD_MS ? 'position_old' : 'position_known', told);
}

class ActionMode extends HTMLElement {
  #button = document.createElement('button');
  #words = document.createElement('small');
  #end = () => {};

  connectedCallback() {
    this.#button.type = 'button';
    this.#button.className = 'f-btn f-switch';
    this.#button.setAttribute('role', 'switch');
    const name = document.createElement('span');
    name.textContent = say('action_mode');
    this.#button.replaceChildren(name, document.createElement('i'));
    this.#button.onclick = () => action.set(!action.isWanted());
    this.replaceChildren(this.#button, this.#words);
    this.#end = action.watch(() => this.#draw());
    this.#draw();
  }

  disconnectedCallback() {
    this.#end();
  }

  #draw() {
    this.#button.setAttribute('aria-checked', String(action.isWanted()));
    this.#button.disabled = !action.isAble();
    const state = !action.isAble() ? 'unable' : action.isOn() ? 'on' : action.isWanted() ? 'lost' : 'off';
    this.dataset.state = state;
    this.#words.textContent = say(`action_${state}`);
  }
}

customElements.define('jc-position', PositionLine);
customElements.define('jc-action', ActionMode);
