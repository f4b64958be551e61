// The phone's memory: one IndexedDB database for all tabs and the worker.
//   items   what the person did, by id; `by-sequence` is the order in which it was done
//   files   what is known of the pictures and voices of items, by "<item>/<role>"
//   blobs   their bytes, by the same key: apart, because they are large and never change
//   state   the last state the server told, under "now"
//   meta    device, sequence, person, clock, language, version
// A later version of the database only adds: an old tab must be able to empty its outbox.

import '/static/vendor/idb/umd.js';
import { v7 } from './ids.js';
import { note } from './channel.js';

// The same library as one small file: it lays itself beside the window.
const { openDB } = globalThis.idb;
const NAME = 'jc-field';
const VERSION = 1;
/** A transaction that is on the disk when it is said to be complete. */
export const STRICT = { durability: 'strict' };

let opening = null;

function upgrade(db, _from, _to, transaction) {
  const items = db.createObjectStore('items', { keyPath: 'id' });
  items.createIndex('by-sequence', 'sequence');
  db.createObjectStore('files', { keyPath: 'key' }).createIndex('by-item', 'item');
  db.createObjectStore('blobs');
  db.createObjectStore('state');
  db.createObjectStore('meta');
  transaction.objectStore('meta').put(v7(), 'device');
}

/** The open database; opened again if the browser closed it. */
export function database() {
  opening ??= openDB(NAME, VERSION, {
    upgrade,
    blocking(_current, _wanted, event) {
      // A newer application wants to change the database: let it, and say so.
      event.target.close();
      opening = null;
      note({ what: 'outdated' });
    },
    terminated() {
      opening = null;
    },
  }).catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

/** Read one fact about this installation. */
export async function recall(key) {
  return (await database()).get('meta', key);
}

/** Keep one fact about this installation. */
export async function remember(key, value) {
  await (await database()).put('meta', value, key);
}

/** How many items the command post does not have yet: the server shows it beside the phone. */
export async function unsent() {
  const all = await (await database()).getAll('items');
  return all.filter((item) => item.state !== 'delivered').length;
}
