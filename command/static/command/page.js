// What every page has: true ages, keys, dialogs, and panels that can be fetched anew.

import './time.js'
import './keys.js'
import './dialogs.js'
import './panels.js'
