// One image as a page of its own.

import { begin } from './viewer.js';

begin(document.querySelector('[data-one][data-fetched]'))
