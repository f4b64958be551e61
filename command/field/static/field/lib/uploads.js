// The files of items: voices, then small pictures, then originals, one after the other.
//
// A small picture goes in one request. Voices and originals go in resumable pieces (tus); where the
// server has them up to is found again after the application was killed, because the address of the
// upload is kept beside the file. A file is forgotten only when the server has examined and kept it.

import { why } from './answers.js';
import { byTurn } from './priority.js';
import { hear, tell } from './channel.js';
import { TOO_LARGE, ask, isRefusal } from './session.js';
import { STRICT, database, recall } from './store.js';
import { sha256Of } from './sha256.js';
import { resumed } from './pieces.js';

const LOOK_AGAIN_MS = 3000;
const PAUSE_MS = 60_000;
// The server is not ready for it yet, or still has hold of the piece before.
const SOON = new Set([409, 423, 429]);
const GONE = new Set([404, 410]);
const NEVER = new Set([400, 413, 415, 422]);

/**
 * Send the files whose items are delivered, in their turn, until `halted()` says that something
 * more urgent waits; `signal` then cuts a request off. Returns what stopped it, or null.
 * @param {() => boolean} halted @param {AbortSignal} signal
 */
export async function sendFiles(halted, signal) {
  const tried = new Set();
  for (;;) {
    if (halted()) return null;
    const file = await next(tried);
    if (!file) return null;
    tried.add(file.key);
    const trouble = await send(file, halted, signal);
    if (trouble && !halted()) return trouble;
  }
}

async function next(tried) {
  const db = await database();
  const reading = db.transaction(['items', 'files']);
  const [items, files] = await Promise.all([reading.objectStore('items').getAll(), reading.objectStore('files').getAll()]);
  const person = await recall('person');
  const ready = new Set(
    items
      .filter((item) => item.state === 'delivered' && (!item.person || !person || item.person === person.id))
      .map((item) => item.id),
  );
  return files
    .filter((file) => ready.has(file.item) && !tried.has(file.key) && isDue(file))
    .sort(byTurn)[0];
}

const isDue = ({ state, next_at }) =>
  state !== 'kept' && state !== 'refused' && (next_at <= Date.now() || next_at - Date.now() > 2 * PAUSE_MS);

function send(file, halted, signal) {
  if (file.role === 'preview') return sendPreview(file, signal);
  if (file.state === 'examining') return look(file);
  return sendPieces(file, halted);
}

const bytesOf = async (file) => (await database()).get('blobs', file.key);

async function sendPreview(file, signal) {
  await keep(file, { state: 'sending', tries: file.tries + 1 });
  const answer = await ask(`/m0/images/${file.subject}/preview/`, {
    method: 'PUT', body: await bytesOf(file), size: file.size, signal, headers: { 'Content-Type': file.type || 'image/jpeg' },
  });
  // A portal's page comes with 200 as well.
  if (answer?.ok && answer.body?.id) return forget(file);
  return refusedOr(file, answer);
}

async function sendPieces(file, halted) {
  const blob = await bytesOf(file);
  const sha256 = file.sha256 || (await sha256Of(blob));
  await keep(file, { state: 'sending', sha256, tries: file.tries + 1 });
  const ended = await resumed({ ...file, blob, sha256 }, {
    halted,
    hear,
    url: (url) => keep(file, { url }, STRICT),
    progress: (sent) => keep(file, { sent }),
  });
  if (ended.done) return look({ ...file, url: ended.url }, { sent: file.size, state: 'examining' });
  if (ended.halted) return keep(file, { state: 'waiting' });
  return refusedOr(file, ended.answer);
}

/** Ask what became of a file that is all there; only "kept" lets the phone forget it. */
async function look(file, more = {}) {
  if (Object.keys(more).length) await keep(file, more);
  const known = { ...file, ...more };
  const answer = await ask(file.url);
  if (GONE.has(answer?.status) && isRefusal(answer)) return keep(file, { state: 'waiting', url: '', sent: 0 });
  const { state, reason = '', reason_en = '' } = answer?.body ?? {};
  if (state === 'kept') return forget(file);
  if (state === 'refused') return keep(file, { state: 'refused', reason, reason_en });
  if (state === 'receiving') return keep(file, { state: 'waiting' });
  if (state === 'examining') return keep(file, { next_at: Date.now() + LOOK_AGAIN_MS });
  return refusedOr(known, answer);
}

/** Keep a refusal for the person to see; anything else is tried again. */
async function refusedOr(file, answer) {
  const isOurs = isRefusal(answer);
  if (isOurs && NEVER.has(answer.status)) {
    return keep(file, { state: 'refused', ...why(answer) });
  }
  await keep(file, file.state === 'examining' ? {} : { state: 'waiting' });
  const isOfIt = isOurs ? answer.status !== 401 && answer.status < 500 : answer?.status === TOO_LARGE;
  if (isOfIt) {
    // Something about this file alone: the others need not wait for it.
    return keep(file, { ...why(answer), next_at: Date.now() + (SOON.has(answer.status) ? LOOK_AGAIN_MS : PAUSE_MS) });
  }
  return { why: !answer ? 'no_network' : isOurs && answer.status === 401 ? 'signed_out' : 'server' };
}

/** The server has examined and kept it: its bytes leave the phone. */
async function forget(file) {
  const db = await database();
  const forgetting = db.transaction(['files', 'blobs'], 'readwrite', STRICT);
  const stands = await forgetting.objectStore('files').get(file.key);
  if (stands) forgetting.objectStore('files').put({ ...stands, state: 'kept', sent: file.size, reason: '', reason_en: '', status: 0, kept_at: Date.now() });
  forgetting.objectStore('blobs').delete(file.key);
  await forgetting.done;
  tell({ what: 'items' });
  return null;
}

/** Write what is known of a file now. */
async function keep(file, known, options = undefined) {
  const db = await database();
  const keeping = db.transaction('files', 'readwrite', options);
  const stands = await keeping.store.get(file.key);
  if (stands) keeping.store.put({ ...stands, next_at: 0, ...known });
  await keeping.done;
  tell({ what: 'items' });
  return null;
}

/** Try a refused file once more, because a person asks for it. */
export async function again(item) {
  const db = await database();
  const files = await db.getAllFromIndex('files', 'by-item', item);
  for (const file of files.filter((one) => one.state === 'refused')) {
    await keep(file, { state: 'waiting', reason: '', reason_en: '', status: 0, url: '', sent: 0 });
  }
}
