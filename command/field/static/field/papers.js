// The papers of an order on the screen of the task: by name and size, and whether they are here.

import { hear } from './lib/channel.js';
import { openPaper, paperOf } from './lib/papers.js';
import { tell } from './said.js';
import { part, put, rows, say } from './ui.js';

const KB = 1024;

let shown = [];

const sized = (bytes) => (bytes < KB * KB ? `${Math.ceil(bytes / KB)} KB` : `${(bytes / KB / KB).toFixed(1)} MB`);

/** Show the papers of an order. @param {HTMLElement} box @param {{papers?: object[]}} task */
export async function draw(box, task) {
  const section = part(box, 'papers');
  if (section.dataset.wired === undefined) listen(section);
  shown = task.papers ?? [];
  await list(section);
}

async function list(section) {
  const mine = shown;
  const kept = await Promise.all(mine.map(paperOf));
  if (mine !== shown) return;
  section.hidden = !mine.length;
  rows(section.querySelector('ul'), 'row-paper', mine, (row, paper) => {
    const at = mine.indexOf(paper);
    const button = row.firstElementChild;
    button.dataset.at = at;
    put(button.querySelector('span'), paper.name);
    put(button.querySelector('small'), [sized(paper.size ?? 0), kept[at] && say('paper_kept')].filter(Boolean).join(' · '));
  });
}

function listen(section) {
  section.dataset.wired = '';
  hear((message) => message.what === 'papers' && list(section));
  section.addEventListener('click', async ({ target }) => {
    const paper = shown[target.closest('[data-at]')?.dataset.at];
    if (paper && !(await openPaper(paper))) tell(say('paper_away'));
  });
}
