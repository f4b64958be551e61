// <jc-allow data-key data-worker data-to>: lets this browser take notifications.
// It asks only when somebody presses the button, and says in words how things stand.

/** @param {string} text base64 for addresses */
function bytesOf(text) {
  const padded = text + '='.repeat((4 - (text.length % 4)) % 4);
  const raw = atob(padded.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

/** Return a name by which one knows this browser again. */
function nameOfThis() {
  const agent = navigator.userAgent;
  const brand = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find((name) => agent.includes(name));
  const system = ['Android', 'iPhone', 'Windows', 'Mac', 'Linux'].find((name) => agent.includes(name));
  return [brand === 'Edg' ? 'Edge' : brand, system].filter(Boolean).join(' · ');
}

class Allow extends HTMLElement {
  #button = /** @type {HTMLButtonElement | null} */ (null);

  connectedCallback() {
    this.#button = this.querySelector('button');
    this.#button?.addEventListener('click', () => this.#ask());
    this.#begin();
  }

  async #begin() {
    if (!this.dataset.key) return this.#say('off');
    if (!('serviceWorker' in navigator) || !('PushManager' in window)) return this.#say('unable');
    if (Notification.permission === 'denied') return this.#say('denied');
    const known = await navigator.serviceWorker.getRegistration('/push/');
    const own = await known?.pushManager.getSubscription();
    // Told again on every visit: the server may have forgotten it, or somebody else sits here.
    if (own && Notification.permission === 'granted') return this.#tell(own);
    return this.#say('');
  }

  async #ask() {
    try {
      if ((await Notification.requestPermission()) !== 'granted') return this.#say('denied');
      const worker = await navigator.serviceWorker.register(this.dataset.worker ?? '', {
        scope: '/push/',
      });
      await this.#active(worker);
      const key = bytesOf(this.dataset.key ?? '');
      const own = await worker.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: key,
      });
      return await this.#tell(own);
    } catch {
      return this.#say('failed');
    }
  }

  /** @param {ServiceWorkerRegistration} worker */
  async #active(worker) {
    const coming = worker.installing ?? worker.waiting;
    if (worker.active || !coming) return;
    await new Promise((resolve) => {
      coming.addEventListener('statechange', () => coming.state === 'activated' && resolve(null));
    });
  }

  /** @param {PushSubscription} own */
  async #tell(own) {
    const { endpoint, keys } = own.toJSON();
    const token = document.querySelector('meta[name="csrf-token"]')?.getAttribute('content') ?? '';
    const answer = await fetch(this.dataset.to ?? '', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token },
      body: JSON.stringify({ endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth }, label: nameOfThis() }),
    }).catch(() => null);
    this.#say(answer?.ok ? 'on' : 'failed');
  }

  /** @param {string} what */
  #say(what) {
    for (const said of this.querySelectorAll('output')) said.hidden = said.dataset.for !== what;
    if (this.#button) this.#button.hidden = !['', 'failed'].includes(what);
  }
}

customElements.define('jc-allow', Allow);
