// What the person did, and whether the command post has it.
//
// Everything done in the field is an item here before the screen says "saved". An item leaves when
// the server has it, or when a person removes it; nothing else clears it.

import { v7 } from './ids.js';
import { hear, tell } from './channel.js';
import { ofFile, ofOperation } from './priority.js';
import { STRICT, database } from './store.js';
import { flush } from './way.js';

const LISTED_MS = 48 * 3600 * 1000; // so long what was delivered stays in the list
const SECOND = 1000;
// What the person may still change: nothing that may be on its way.
const DRAFT = new Set(['held', 'rejected']);

/**
 * Keep what the person did. Resolves when it is on the disk of the phone, and not before.
 * @param {string} kind of the operation @param {object} payload
 * @param {{needs?: string[], hold?: number, base?: string | null,
 *   files?: {role: string, blob: Blob, sha256?: string, subject?: string}[]}} [more]
 *   `hold`: seconds in which it can be taken back. `needs`: ids of items that go before it.
 */
export async function save(kind, payload, { needs = [], hold = 0, base = null, files = [] } = {}) {
  const db = await database();
  const saving = db.transaction(['items', 'files', 'blobs', 'meta'], 'readwrite', STRICT);
  const meta = saving.objectStore('meta');
  const sequence = ((await meta.get('sequence')) ?? 0) + 1;
  const at = Date.now();
  const person = await meta.get('person');
  const item = {
    id: v7(), sequence, kind, payload, needs, base, priority: ofOperation(kind),
    person: person?.id ?? null, person_name: person?.name ?? '',
    created_at: new Date(at).toISOString(), hold, hold_until: hold ? at + hold * SECOND : 0,
    state: hold ? 'held' : 'waiting', tries: 0, next_at: 0,
    reason: '', reason_en: '', field: '', code: '', delivered_at: null, result: null,
  };
  meta.put(sequence, 'sequence');
  saving.objectStore('items').add(item);
  for (const file of files) {
    saving.objectStore('files').put(kept(item, file));
    saving.objectStore('blobs').put(file.blob, `${item.id}/${file.role}`);
  }
  await saving.done;
  tell({ what: 'items', urgent: true, priority: item.priority });
  if (hold) setTimeout(flush, hold * SECOND + 50);
  flush();
  return { ...item, progress: null };
}

function kept(item, { role, blob, sha256 = '', subject = '' }) {
  return {
    key: `${item.id}/${role}`, item: item.id, sequence: item.sequence, role, priority: ofFile(role),
    size: blob.size, type: blob.type, sha256,
    subject: subject || item.payload.image_id || item.id,
    state: 'waiting', sent: 0, url: '', tries: 0, next_at: 0, reason: '', reason_en: '', kept_at: null,
  };
}

/** All items, the first done first, each with the `progress` of its files. */
export async function items() {
  const db = await database();
  const reading = db.transaction(['items', 'files']);
  const [all, files] = await Promise.all([
    reading.objectStore('items').index('by-sequence').getAll(),
    reading.objectStore('files').getAll(),
  ]);
  const of = Map.groupBy ? Map.groupBy(files, (file) => file.item) : grouped(files);
  return all.map((item) => ({ ...item, progress: progress(of.get(item.id) ?? []) }));
}

function grouped(files) {
  const of = new Map();
  for (const file of files) of.set(file.item, [...(of.get(file.item) ?? []), file]);
  return of;
}

function progress(files) {
  if (!files.length) return null;
  const open = files.filter((file) => file.state !== 'kept');
  const told = open.find((file) => file.reason || file.status);
  return {
    sent: files.reduce((sum, file) => sum + (file.state === 'kept' ? file.size : file.sent), 0),
    size: files.reduce((sum, file) => sum + file.size, 0),
    open: open.length,
    role: open.sort((a, b) => a.priority - b.priority)[0]?.role ?? '',
    state: open.find((file) => file.state === 'refused')?.state ?? open[0]?.state ?? 'kept',
    reason: told?.reason ?? '',
    reason_en: told?.reason_en ?? '',
    status: told?.status ?? 0,
    roles: files.map(({ role, state, sent, size }) => ({ role, state, sent, size })),
  };
}

/** Whether the command post does not have all of it yet. */
export const isOpen = (item) => item.state !== 'delivered' || Boolean(item.progress?.open);

/** How many items the command post does not have yet. */
export const pending = (all) => all.filter(isOpen).length;

/** Call `callback(items)` now and whenever they change; returns the function that ends it. */
export function watch(callback) {
  let asked = false;
  const show = async () => {
    if (asked) return;
    asked = true;
    // Many changes of one moment are one picture.
    await new Promise((resolve) => setTimeout(resolve, 30));
    asked = false;
    callback(await items());
  };
  items().then(callback, () => {});
  return hear((message) => message.what === 'items' && show());
}

/** Give a draft, held or rejected, new content; it is sent again. Says whether it could. */
export async function change(id, payload) {
  const draft = await (await database()).get('items', id);
  // The server keeps nothing of what it refused, but for an id that it knows with other words.
  const now = draft?.field === 'id' ? await (await import('./renew.js')).renew(id) : id;
  const changed = await edit(now, (item) => {
    if (!DRAFT.has(item.state)) return null;
    return { ...item, payload, state: 'waiting', hold_until: 0, next_at: 0, reason: '', reason_en: '', status: 0, field: '' };
  });
  if (changed) flush();
  return changed;
}

/** Take a held item back: the undo of the first seconds. Says whether it still could. */
export const cancel = (id) => drop(id, (item) => item.state === 'held');

/** Forget an item and its files. Only after a person has confirmed it. */
export const remove = (id) => drop(id, (item) => item.state !== 'sending');

/** Clear away what was delivered long ago. */
export async function tidy() {
  const long = Date.now() - LISTED_MS;
  for (const item of await items()) {
    const old = item.delivered_at && Date.parse(item.delivered_at) < long;
    if (old && !isOpen(item)) await drop(item.id, (one) => one.state === 'delivered');
  }
}

async function edit(id, change) {
  const db = await database();
  const editing = db.transaction('items', 'readwrite', STRICT);
  const item = await editing.store.get(id);
  const changed = item ? change(item) : null;
  if (changed) editing.store.put(changed);
  await editing.done;
  if (changed) tell({ what: 'items', urgent: true });
  return Boolean(changed);
}

async function drop(id, may) {
  const db = await database();
  const dropping = db.transaction(['items', 'files', 'blobs'], 'readwrite', STRICT);
  const item = await dropping.objectStore('items').get(id);
  const dropped = Boolean(item && may(item));
  if (dropped) {
    dropping.objectStore('items').delete(id);
    const files = dropping.objectStore('files');
    for (const key of await files.index('by-item').getAllKeys(id)) {
      files.delete(key);
      dropping.objectStore('blobs').delete(key);
    }
  }
  await dropping.done;
  if (dropped) tell({ what: 'items' });
  return dropped;
}

export { flush };
