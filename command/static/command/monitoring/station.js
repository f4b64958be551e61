// The page of one station. Readings are telemetry and tell nobody: it asks again by itself.

import './acts.js';
import './spans.js';
import { refresh } from '../panels.js';

const EVERY = 15_000 // milliseconds

setInterval(() => {
  if (!document.hidden && window.jc?.live.status.state === 'live') refresh('station-now')
}, EVERY)
