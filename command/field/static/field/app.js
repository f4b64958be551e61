// The addresses of the phone's screens, and the way from one to another. It imports nothing, so
// that every screen may import it.

const PATH = /^\/m0\/(?:(?<id>[0-9a-f-]{36})\/)?(?:(?<name>[a-z]+)\/)?$/;
const NAMES = new Set(['task', 'tasks', 'map', 'report', 'photo', 'messages', 'outbox', 'profile', 'help']);

const AGAIN_MS = 1500;

let open = () => {};

/** @param {string} path below /m0/ @returns {{name: string, id: string | undefined}} */
export function read(path) {
  const { id, name = 'task' } = PATH.exec(path)?.groups ?? {};
  return { name: NAMES.has(name) ? name : 'task', id };
}

/** Go to a screen, as a link does. @param {string} path */
export function go(path) {
  history.pushState(null, '', path);
  open(path);
}

/** What `load` imports or fetches; a line that breaks is tried again until it is there. */
export async function later(load) {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

/** Let `show(path)` open what is gone to. */
export function onGo(show) {
  open = show;
}
