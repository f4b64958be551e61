// What goes first: a call for help before a status, words before pictures, small before large.

const OPERATIONS = {
  help: 0, help_cancel: 0,
  help_position: 1, help_voice: 1, step: 1, tick: 1, check_in: 1, read_back: 1,
  report: 2, message: 2, image: 2, read: 2,
};
const FILES = { call_voice: 3, voice: 3, preview: 4, original: 5 };
const LATEST = 9;

export const ofOperation = (kind) => OPERATIONS[kind] ?? 2;
export const ofFile = (role) => FILES[role] ?? LATEST;

/** Compare two things that have `priority` and `sequence`. */
export const byTurn = (one, other) => one.priority - other.priority || one.sequence - other.sequence;
