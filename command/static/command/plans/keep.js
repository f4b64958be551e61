// <jc-keep data-person data-worker data-list data-of data-said>: keeps the plans in force of the
// reader's city, and those read last, on this device: they open when the network is cut.

const MARK = 'plans.'; // whose copies they are follows; worker.js opens them
const AGAIN = 10 * 60 * 1000; // milliseconds until a tab asks for all of them anew
const PLAN = /^\/p\/([0-9a-f-]{36})\/offline\/$/;

/** @param {Request} request */
const pathOf = (request) => new URL(request.url).pathname;

/** Put an answer where the worker finds it; take away what may be read no longer. */
async function renew(cache, address) {
  const answer = await fetch(address, { headers: { Accept: 'text/html, text/css' } }).catch(() => null);
  if (answer?.ok && !answer.redirected) return cache.put(new URL(address, location.origin).pathname, answer);
  if (answer && [403, 404].includes(answer.status)) await cache.delete(address);
}

/** Return the cache of this reader; nobody else's stays on the device. */
async function own(person) {
  const mine = `${MARK}${person}.${document.documentElement.lang}`;
  const others = (await caches.keys()).filter((name) => name.startsWith(MARK) && name !== mine);
  await Promise.all(others.map((name) => caches.delete(name)));
  return caches.open(mine);
}

async function keep(cache, list, plan) {
  const read = (await cache.keys()).map((each) => PLAN.exec(pathOf(each))?.[1]).filter(Boolean);
  const also = [...new Set([plan, ...read.reverse()])].filter(Boolean);
  const answer = await fetch(`${list}?also=${also.join()}`);
  if (!answer.ok || answer.redirected) throw new Error('no list');
  await cache.put(list, answer.clone());
  const told = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const wanted = [...told.querySelectorAll('a[data-plan]')].map((a) => a.getAttribute('href') ?? '');
  for (const each of await cache.keys())
    if (PLAN.test(pathOf(each)) && !wanted.includes(pathOf(each))) await cache.delete(each);
  const styles = [...told.querySelectorAll('link[rel=stylesheet]')].map((a) => a.getAttribute('href') ?? '');
  for (const address of [...styles, ...wanted]) await renew(cache, address);
}

class Keep extends HTMLElement {
  connectedCallback() {
    if ('serviceWorker' in navigator && 'caches' in window) this.#keep().catch(() => this.#say(false));
  }

  async #keep() {
    const { person = '', worker = '', list = '', of: plan = '' } = this.dataset;
    await navigator.serviceWorker.register(worker, { scope: '/p/' });
    const cache = await own(person);
    const there = async () => Boolean(plan && (await cache.match(`/p/${plan}/offline/`)));
    const last = Number(sessionStorage.getItem(MARK) ?? 0);
    if (Date.now() - last > AGAIN || (plan && !(await there()))) {
      await keep(cache, list, plan);
      sessionStorage.setItem(MARK, String(Date.now()));
    }
    this.#say(await there());
  }

  /** @param {boolean} kept */
  #say(kept) {
    this.textContent = kept ? (this.dataset.said ?? '') : '';
    this.toggleAttribute('data-kept', kept);
  }
}

customElements.define('jc-keep', Keep);
