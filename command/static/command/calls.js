// The call for help of a person in danger, on every page: over dialogs, over the past, until a
// named person has taken it. `<jc-calls>` asks the server what rings and listens for news itself,
// because most pages follow other rooms or none.

import { bar } from './alarm.js';
import { toast } from './dialogs.js';
import { touch } from './panels.js';
import { everySecond, tickAges } from './time.js';

const ADDRESS = '/sos/bar/';
const BEGIN_AFTER = 1200; // milliseconds in which the page may open a live line of its own
const LOOK_EVERY = 5_000; // milliseconds, while the line is down
const SEEN_EVERY = 60_000; // milliseconds, in any case: a minute is how long it is said who took it
const SOON = 60; // milliseconds in which several news are one
const KEYS = { a: 'acknowledge', m: 'silence', l: 'locate' };

const language = new URLSearchParams(location.search).get('lang');

class Calls extends HTMLElement {
  #begun = false;
  #asking = false;
  #again = false;
  #due = 0;
  #askedAt = 0;
  #live = null;
  #ringing = '';
  #layers = [];
  #home = document.createComment('calls');

  connectedCallback() {
    if (this.#begun) return;
    this.#begun = true;
    this.after(this.#home);
    this.refresh();
    setTimeout(() => this.#listen(), BEGIN_AFTER);
    everySecond(() => this.#look());
    document.addEventListener('visibilitychange', () => document.hidden || this.refresh());
    document.addEventListener('jc:answered', () => this.refresh());
    document.addEventListener('jc:drawn', ({ detail }) => detail === 'alarm' && this.#title());
    document.addEventListener('fullscreenchange', () => this.#place());
    new MutationObserver(() => this.#place()).observe(document.body, { attributeFilter: ['open'], subtree: true });
    // Before any key of the page: somebody may die while a dialog is open.
    window.addEventListener('keydown', (event) => this.#key(event), true);
  }

  /** Ask what rings now. */
  async refresh() {
    if (this.#asking) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    this.#askedAt = Date.now();
    try {
      const answer = await fetch(language ? `${ADDRESS}?lang=${language}` : ADDRESS);
      if (answer.status === 200 && !answer.redirected) this.#draw(await answer.text());
      else if (answer.status === 204) this.#draw('');
    } catch {
      // What rang goes on ringing; it is asked again.
    }
    this.#asking = false;
    if (this.#again) {
      this.#again = false;
      this.refresh();
    }
  }

  #draw(html) {
    window.Idiomorph.morph(this, html, { morphStyle: 'innerHTML' });
    tickAges(this);
    const rang = this.#ringing;
    this.#ringing = bar()?.closest('jc-calls') ? bar().dataset.id : '';
    if (rang && rang !== this.#ringing) {
      const taken = this.querySelector(`[data-taken="${rang}"]`);
      if (taken) toast(taken.textContent);
    }
    document.documentElement.toggleAttribute('data-sos', Boolean(this.#ringing));
    this.#place();
    bar()?.tick();
    // The flag on the map and the number in the title belong to the bar.
    document.dispatchEvent(new CustomEvent('jc:drawn', { detail: 'alarm' }));
  }

  #title() {
    if (document.querySelector('[data-cop]')) return;
    const waiting = bar() ? 1 + Number(bar().dataset.more) : 0;
    const title = document.title.replace(/^\(\d+\) /, '');
    document.title = waiting ? `(${waiting}) ${title}` : title;
  }

  // News ----------------------------------------------------------------------------------

  async #listen() {
    const start = document.getElementById('calls-start');
    if (!start) return; // no call rings for this person
    const page = document.querySelector('[data-cop]') ? window.jc?.live : null;
    if (page) this.#live = page;
    else {
      const { Live } = await import('./live.js');
      const { url, rooms } = JSON.parse(start.textContent);
      this.#live = new Live(url);
      for (const { room, since } of rooms) this.#live.join(room, since);
      this.#live.connect();
    }
    this.#live.addEventListener('changed', ({ detail }) => {
      if (!page && detail.ref.startsWith('alarm.')) return touch(detail.ref);
      if (!detail.ref.startsWith('help_call.')) return;
      clearTimeout(this.#due);
      this.#due = setTimeout(() => this.refresh(), SOON);
    });
    this.#live.addEventListener('status', ({ detail }) => detail.state === 'live' && this.refresh());
    if (page) this.refresh();
  }

  // Once a second: ask by oneself when the line is down, and come back if the page threw it out.
  #look() {
    const lives = this.#live?.status.state === 'live';
    const quiet = Date.now() - this.#askedAt;
    if (this.#askedAt && quiet > (lives ? SEEN_EVERY : LOOK_EVERY)) this.refresh();
    if (this.#begun && !this.isConnected) this.#place();
  }

  // The top layer -------------------------------------------------------------------------

  // Everything outside a modal dialog is dead to clicks and hidden under it: the bar goes in.
  #place() {
    const open = [...document.querySelectorAll('dialog:modal')];
    this.#layers = this.#layers.filter((one) => open.includes(one));
    for (const one of open) if (!this.#layers.includes(one)) this.#layers.push(one);
    const top = this.#layers.at(-1);
    const full = document.fullscreenElement;
    const filled = this.querySelector('.c-alarm') !== null;
    if (filled && top) {
      if (this.parentElement !== top) top.append(this);
    } else if (!this.isConnected || this.parentElement !== this.#home.parentElement) {
      this.#home.before(this);
    }
    const above = filled && Boolean(top || (full && full !== document.documentElement));
    if (above && !this.matches(':popover-open')) {
      this.popover = 'manual';
      this.showPopover();
    }
    if (!above && this.popover) {
      if (this.matches(':popover-open')) this.hidePopover();
      this.removeAttribute('popover');
    }
  }

  #key(event) {
    if (!this.#ringing || event.isComposing || event.keyCode === 229 || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const { target } = event;
    if (target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))) return;
    const act = KEYS[event.key.toLowerCase()];
    if (!act) return;
    if (bar().key(act) === false) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
customElements.define('jc-calls', Calls);
