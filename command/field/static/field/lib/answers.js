// What the server said of each item, kept in one transaction.

import { now } from './clock.js';
import { tell } from './channel.js';
import { STRICT, database } from './store.js';

// A conflict lies before the liaison; so often the phone asks whether it is settled.
const ASK_AGAIN_MS = 60_000;

/** Keep the answers to a batch; an item without an answer goes on waiting. */
export async function settle(batch, results) {
  const said = new Map(results.map((one) => [one.id, one]));
  const db = await database();
  const settling = db.transaction('items', 'readwrite', STRICT);
  let delivered = 0;
  for (const { id } of batch) {
    const item = await settling.store.get(id);
    if (!item || item.state === 'delivered') continue;
    const settled = { ...item, ...after(item, said.get(id)) };
    if (settled.state === 'delivered') delivered += 1;
    settling.store.put(settled);
  }
  await settling.done;
  tell({ what: 'items' });
  if (delivered) tell({ what: 'delivered', count: delivered });
}

function after(item, answer) {
  const told = answer && {
    reason: answer.reason ?? '', reason_en: answer.reason_en ?? '', field: answer.field ?? '',
    status: answer.status ?? 0, code: answer.code || item.code, result: answer.result ?? null,
  };
  switch (answer?.outcome) {
    case 'applied':
    case 'duplicate':
      return { ...told, state: 'delivered', delivered_at: now().toISOString(), settled_at: Date.now() };
    case 'conflict':
      return { ...told, state: 'conflict', next_at: Date.now() + ASK_AGAIN_MS };
    case 'rejected':
      return { ...told, state: 'rejected' };
    default:
      return { state: 'waiting' };
  }
}

/** Why the server said no, in both languages; of a bare status (a proxy's, a limit's) the screen has the words. */
export function why(answer) {
  const { reason = '', reason_en = '', error } = answer?.body ?? {};
  return { reason: String(reason || error?.message || ''), reason_en: String(reason_en), status: answer?.status ?? 0 };
}
