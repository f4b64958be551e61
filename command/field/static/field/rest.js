// The screens and the words that the first look does without: out of the whole page, which the
// worker keeps for the time without a network.

import { later } from './app.js';
import { add, language } from './ui.js';

let coming = null;

/** Bring the page what it lacks; resolves when it is there, however long the line is cut. */
export function rest() {
  coming ??= later(whole).then(adopt);
  return coming;
}

async function whole() {
  const answer = await fetch(`/m0/shell/${language}/`);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  // A portal's page comes with 200 as well.
  if (!answer.ok || !page.getElementById('words')) throw new Error(String(answer.status));
  return page;
}

function adopt(page) {
  add(JSON.parse(page.getElementById('words').textContent));
  const room = document.getElementById('content');
  for (const one of page.querySelectorAll('[data-screen]')) {
    if (!room.querySelector(`[data-screen="${one.dataset.screen}"]`)) {
      one.hidden = true;
      room.append(document.adoptNode(one));
    }
  }
}
