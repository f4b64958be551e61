// The papers of one's orders, kept on the phone as soon as an order is accepted, as far as they are
// small enough: they open without a network then. Whoever signs out leaves none behind.

import { tell } from './channel.js';
import { STRICT, database } from './store.js';

const PREFIX = 'paper.';
const KB = 1024;
const HELD_MS = 60_000; // so long a viewer may take to read what it was given

const keyOf = ({ url }) => PREFIX + url;

/** What is kept of a paper; null if nothing is. @param {{url: string}} paper @returns {Promise<Blob | null>} */
export async function paperOf(paper) {
  return (await (await database()).get('state', keyOf(paper))) ?? null;
}

/** Keep the papers of accepted orders, none larger than `most` KB, and forget those of past ones. */
export async function keepPapers(accepted, all, most) {
  const db = await database();
  const wanted = new Set(all.flatMap((task) => task.papers ?? []).map(keyOf));
  for (const key of await db.getAllKeys('state')) {
    if (String(key).startsWith(PREFIX) && !wanted.has(key)) await db.delete('state', key);
  }
  for (const paper of accepted.flatMap((task) => task.papers ?? [])) {
    if (paper.size > most * KB || !navigator.onLine || (await paperOf(paper))) continue;
    const answer = await fetch(paper.url).catch(() => null);
    if (!answer?.ok) continue;
    const blob = await answer.blob();
    // A page to sign in, or a portal's, comes with 200 as well.
    if (blob.size !== paper.size) continue;
    const keeping = db.transaction('state', 'readwrite', STRICT);
    if (await keeping.store.get('now')) keeping.store.put(blob, keyOf(paper));
    await keeping.done;
    tell({ what: 'papers' });
  }
}

/** Hand a paper to the phone's own viewer; says whether it could be had. */
export async function openPaper(paper) {
  const kept = await paperOf(paper);
  if (!kept && !navigator.onLine) return false;
  const href = kept ? URL.createObjectURL(kept) : paper.url;
  const download = paper.name.toLowerCase().endsWith('.pdf') ? paper.name : `${paper.name}.pdf`;
  Object.assign(document.createElement('a'), { href, download }).click();
  if (kept) setTimeout(() => URL.revokeObjectURL(href), HELD_MS);
  return true;
}
