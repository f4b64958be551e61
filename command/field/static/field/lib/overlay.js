// The state with one's own acts applied that the server has not told back yet.

const STEPS = {
  acknowledge: { state: 'acknowledged', next: 'start', otherwise: 'block' },
  start: { state: 'in_progress', next: 'complete', otherwise: 'block' },
  complete: { state: 'completed', next: '', otherwise: '' },
  reject: { state: 'rejected', next: '', otherwise: '' },
  suspend: { state: 'suspended', next: '', otherwise: '' },
};
const NOT_SHOWN = new Set(['rejected', 'conflict']);

/**
 * Return the state as the person left it. What was changed bears `unsent: true` until the server
 * has it, and `own: true` as long as the state is older than the act.
 * @param {object | null} state @param {object[]} items
 */
export function overlaid(state, items) {
  if (!state) return state;
  const shown = structuredClone(state);
  for (const item of items) {
    const isSent = item.state === 'delivered';
    if (NOT_SHOWN.has(item.state) || (isSent && (item.settled_at ?? 0) < (state.received_at ?? 0))) continue;
    if (item.person && item.person !== state.person.id) continue;
    ACTS[item.kind]?.(shown, item.payload, { own: true, unsent: !isSent, item: item.id, at: item.created_at });
  }
  return shown;
}

const ACTS = {
  step(shown, { task_id, verb, reason }, mark) {
    const task = shown.tasks.find((one) => one.id === task_id);
    if (!task) return;
    Object.assign(task, STEPS[verb] ?? {}, mark, { reason: reason ?? task.reason });
    if (verb === 'block') task.obstacle = reason;
  },
  tick(shown, { task_id, item, done }, mark) {
    const task = shown.tasks.find((one) => one.id === task_id);
    const line = task?.checklist.find((one) => one.key === item);
    if (line) Object.assign(line, { done }, mark);
  },
  check_in(shown, { task_id }, mark) {
    const task = shown.tasks.find((one) => one.id === task_id);
    if (task) Object.assign(task, { check_in_at: null, checked_in: mark });
  },
  read_back(shown, { message_id }, mark) {
    for (const list of [shown.orders ?? [], shown.messages ?? []]) {
      const one = list.find((message) => message.id === message_id);
      if (one) Object.assign(one, { state: 'read_back', must_read_back: false }, mark);
    }
  },
  read(shown, { message_id }, mark) {
    for (const list of [shown.orders ?? [], shown.messages ?? []]) {
      const one = list.find((message) => message.id === message_id);
      // Whoever said it back has read it.
      if (one && ['queued', 'delivered'].includes(one.state)) Object.assign(one, { state: 'read' }, mark);
    }
  },
  message(shown, { incident_id, text }, mark) {
    shown.messages = [
      ...(shown.messages ?? []),
      { id: mark.item, kind: 'message', text, from: shown.person.name, incident: incident_id, state: 'own', ...mark },
    ];
  },
  help(shown, _payload, mark) {
    if (!shown.help || shown.help.own) {
      shown.help = { id: '', number: '', state: 'saved', raised_at: mark.at, acknowledged_by: '', acknowledged_at: null, ...mark };
    }
  },
};
