// What every page has: true ages, keys, dialogs, and panels that can be fetched anew.
// (Imports end with a semicolon: by that Django's staticfiles know them and hash their names.)

import './time.js';
import './keys.js';
import './dialogs.js';
import './panels.js';
import './calls.js';
import './papers.js';
