// What a press needs, on its way together as soon as the first look is there. Whatever else is
// fetched comes after it (start.js): it may take from here.

import * as head from './head.js';
import * as box from './lib/outbox.js';
import * as overlay from './lib/overlay.js';
import * as place from './place.js';
import * as said from './said.js';
import * as steps from './steps.js';
import './sos.js';

export { box, head, overlay, place, said, steps };
