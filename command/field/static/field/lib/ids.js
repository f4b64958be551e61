// Names of new things: UUIDs of version 7, which sort by the time they were made.

export { default as v7 } from '/static/vendor/uuid/v7.js';
