// What runs beside the screens: the position goes out, the surroundings of orders are kept.

import { begin as beginArea } from './lib/area.js';
import { begin as beginPosition } from './lib/position.js';
import { begin as beginAction } from './lib/wakelock.js';

/** Begin; once a page. */
export function begin() {
  beginArea();
  beginPosition();
  beginAction();
}
