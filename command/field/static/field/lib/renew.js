// A new id for an act whose id the server knows with other words: under the old one it would be
// refused for ever. What belongs to the act goes with it, and it keeps its place in the order.

import { v7 } from './ids.js';
import { STRICT, database } from './store.js';

/** Give a refused item a new id; returns the id that it has then. @param {string} old */
export async function renew(old) {
  const db = await database();
  const renewing = db.transaction(['items', 'files', 'blobs'], 'readwrite', STRICT);
  const items = renewing.objectStore('items');
  const id = v7();
  const all = await items.getAll();
  const item = all.find((one) => one.id === old);
  const isRefused = item?.state === 'rejected' && item.field === 'id';
  if (isRefused) {
    items.delete(old);
    items.put({ ...item, id });
    for (const one of all.filter(({ needs }) => needs.includes(old))) {
      items.put({ ...one, needs: one.needs.map((need) => (need === old ? id : need)) });
    }
    await move(renewing, old, id);
  }
  await renewing.done;
  return isRefused ? id : old;
}

async function move(renewing, old, id) {
  const [files, blobs] = [renewing.objectStore('files'), renewing.objectStore('blobs')];
  for (const file of await files.index('by-item').getAll(old)) {
    const key = `${id}/${file.role}`;
    const subject = file.subject === old ? id : file.subject;
    const blob = await blobs.get(file.key);
    files.delete(file.key);
    blobs.delete(file.key);
    files.put({ ...file, key, item: id, subject });
    if (blob) blobs.put(blob, key);
  }
}
