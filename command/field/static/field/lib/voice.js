// `<jc-voice>`: a voice note of up to a minute. Hold to speak, or tap to begin and tap to end;
// then listen, or discard. `take()` hands it over as a file for the outbox, `clear()` forgets it.

import { say, tap } from '../ui.js';
import { sha256Of } from './sha256.js';

const LONGEST_S = 60;
const HOLD_MS = 400; // shorter is a tap
const BITS = 24_000; // a second: speech stays clear, a minute is 180 KB
// What browsers record; iOS knows only the last.
const KINDS = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

class Voice extends HTMLElement {
  #record = made('button', 'f-btn f-voice__record');
  #said = document.createElement('span');
  #listen = made('button', 'f-btn');
  #discard = made('button', 'f-btn');
  #problem = made('p', 'f-problem');
  #sound = new Audio();
  #recorder = null;
  #note = null; // {blob, seconds}
  #began = 0;
  #pressed = 0;
  #timer = 0;

  connectedCallback() {
    if (this.firstChild) return;
    this.#problem.setAttribute('role', 'alert');
    this.#record.append(microphone(), this.#said);
    this.append(this.#record, this.#listen, this.#discard, this.#problem);
    this.#record.addEventListener('pointerdown', () => this.#press());
    this.#record.addEventListener('pointerup', () => this.#release());
    this.#record.addEventListener('pointercancel', () => this.#release());
    this.#record.addEventListener('contextmenu', (event) => event.preventDefault());
    this.#record.addEventListener('click', (event) => event.detail === 0 && this.#toggle()); // by key
    this.#listen.addEventListener('click', () => this.#play());
    this.#discard.addEventListener('click', () => this.clear());
    this.#sound.addEventListener('ended', () => this.#draw());
    // A page in the background hears nothing: what was said so far is kept.
    document.addEventListener('visibilitychange', () => document.hidden && this.#end());
    this.#draw();
  }

  /** The note as a file for the outbox, or null. Ends a recording that still runs. */
  async take() {
    await this.#end();
    if (!this.#note) return null;
    const { blob } = this.#note;
    return { role: 'voice', blob, sha256: await sha256Of(blob) };
  }

  /** Forget the note. */
  clear() {
    this.#sound.pause();
    if (this.#sound.src) URL.revokeObjectURL(this.#sound.src);
    this.#sound.removeAttribute('src');
    this.#note = null;
    this.#say('');
    this.#draw();
  }

  get seconds() {
    return this.#note?.seconds ?? 0;
  }

  #press() {
    const running = Boolean(this.#recorder);
    this.#pressed = running ? 0 : Date.now();
    if (running) this.#end();
    else this.#begin();
  }

  #release() {
    // Held: the end of the press is the end of the note. Tapped: the next tap is.
    if (this.#pressed && Date.now() - this.#pressed >= HOLD_MS) this.#end();
    this.#pressed = 0;
  }

  #toggle() {
    if (this.#recorder) this.#end();
    else this.#begin();
  }

  async #begin() {
    this.#say('');
    if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) return this.#say('voice_unable');
    this.clear();
    const wanted = { stream: null, recorder: null, over: null };
    this.#recorder = wanted;
    this.#draw();
    try {
      wanted.stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
    } catch (error) {
      this.#recorder = null;
      this.#draw();
      return this.#say(error.name === 'NotFoundError' ? 'voice_none' : error.name === 'NotReadableError' ? 'voice_busy' : 'voice_refused');
    }
    // Let go while the phone still asked: nothing was said.
    if (this.#recorder !== wanted) return silence(wanted.stream);
    tap();
    this.#run(wanted);
  }

  #run(wanted) {
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    const recorder = new MediaRecorder(wanted.stream, { mimeType, audioBitsPerSecond: BITS });
    const parts = [];
    wanted.recorder = recorder;
    recorder.ondataavailable = ({ data }) => data.size && parts.push(data);
    wanted.over = new Promise((resolve) => {
      recorder.onstop = () => {
        silence(wanted.stream);
        const type = (recorder.mimeType || mimeType || 'audio/webm').split(';')[0];
        if (parts.length) this.#keep(new Blob(parts, { type }));
        resolve();
      };
    });
    this.#began = Date.now();
    recorder.start(1000);
    this.#timer = setInterval(() => this.#tick(), 250);
    this.#draw();
  }

  async #end() {
    const running = this.#recorder;
    if (!running) return;
    this.#recorder = null;
    clearInterval(this.#timer);
    if (running.recorder?.state === 'recording') running.recorder.stop();
    await running.over;
    tap();
    this.#draw();
  }

  #keep(blob) {
    this.#note = { blob, seconds: Math.max(1, Math.round((Date.now() - this.#began) / 1000)) };
    this.#sound.src = URL.createObjectURL(blob);
    this.dispatchEvent(new Event('input', { bubbles: true }));
  }

  #tick() {
    if ((Date.now() - this.#began) / 1000 >= LONGEST_S) this.#end();
    else this.#draw();
  }

  async #play() {
    if (this.#sound.paused) await this.#sound.play().catch(() => this.#say('voice_unheard'));
    else this.#sound.pause();
    this.#draw();
  }

  #say(key) {
    this.#problem.textContent = key && say(key);
    this.#problem.hidden = !key;
  }

  #draw() {
    const { recorder } = this.#recorder ?? {};
    const time = clock(recorder ? (Date.now() - this.#began) / 1000 : this.seconds);
    this.dataset.state = recorder ? 'recording' : this.#recorder ? 'asking' : this.#note ? 'kept' : 'empty';
    this.#said.textContent = recorder ? say('voice_stop', { time }) : this.#recorder ? say('voice_asking') : say('voice_hold');
    this.#record.hidden = Boolean(this.#note);
    this.#listen.hidden = this.#discard.hidden = !this.#note;
    this.#listen.textContent = `${this.#sound.paused ? '▶' : '❚❚'} ${say('voice_listen', { time })}`;
    this.#discard.textContent = say('voice_discard');
  }
}

function made(name, className) {
  const element = Object.assign(document.createElement(name), { className });
  if (name === 'button') element.type = 'button';
  if (name === 'p') element.hidden = true;
  return element;
}

function microphone() {
  const [picture, path] = ['svg', 'path'].map((name) => document.createElementNS('http://www.w3.org/2000/svg', name));
  picture.setAttribute('viewBox', '0 0 24 24');
  picture.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', 'M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3zM5 11a7 7 0 0 0 14 0M12 18v3');
  picture.append(path);
  return picture;
}

function silence(stream) {
  for (const track of stream.getTracks()) track.stop();
}

customElements.define('jc-voice', Voice);
