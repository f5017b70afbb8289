/**
 * Loaded before Stryker, whose runner asks for files of mocha without the ending that they have since version 12.0.2: Node
 * is told to try that ending as well.
 */
const { _extensions } = require('node:module');

_extensions['.cjs'] ??= _extensions['.js'];
