import { h } from 'preact';
import { a, button, CopyButton, div, h3, pre, section, span, table, tbody, td, tr } from './elements.js';
import { dateTime, duration, millis, visible } from './format.js';
import { filterText, go, hashOf, withFilter } from './state.js';

// Searched by words, so a whole value is no filter.
const TEXTS = new Set(['body', 'exception.message', 'exception.stacktrace', 'db.query.text']);
const SECONDS = /duration$|lock_time$/;
const VENDOR = /\/vendor\/|\/usr\/share\/php\/|\[internal function\]|\{main\}/;

const leaves = (prefix, value) => {
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, inner]) => leaves(`${prefix}.${key}`, inner));
  }
  return [[prefix, Array.isArray(value) ? JSON.stringify(value) : value]];
};

/** Name as it is shown, name as the index calls it, value. */
const fieldsOf = (source) => {
  const users = (name) => /^laravel\.(context|extra)\./.test(name);
  return [
    ...['timestamp', 'observed_timestamp', 'severity_text', 'trace_id', 'span_id'].filter((name) => source[name]).map((name) => [name, name, source[name]]),
    ...Object.entries(source.resource || {}).map(([name, value]) => [name, name, value]),
    ...Object.entries(source.attributes || {})
      .filter(([name]) => name !== 'exception.stacktrace')
      .flatMap(([name, value]) => leaves(name, value))
      .map(([name, value]) => [name, users(name) ? `attributes.${name}` : name, value]),
  ];
};

const canFilter = (name, value) => !TEXTS.has(name) && !/timestamp$/.test(name) && String(value).length > 0 && String(value).length <= 1000;

function Field({ name, field, value, state }) {
  const shown = SECONDS.test(name) && typeof value === 'number' ? `${value} (${duration(value)})` : /timestamp$/.test(name) ? `${value}` : visible(String(value));
  const add = (excluded) => go(withFilter({ ...state, view: 'logs' }, filterText(field, value, excluded)));
  const link = name === 'trace_id' ? a({ href: hashOf({ ...state, view: 'trace', id: value }) }, shown) : null;
  return tr(null,
    td({ class: 'field-name' }, name),
    td({ class: 'field-value mono' }, link || (canFilter(name, value)
      ? button({ type: 'button', class: 'value', title: 'Show only events with this value', onClick: () => add(false) }, shown) : span({ class: 'plain' }, shown))),
    td({ class: 'field-actions' }, canFilter(name, value) ? [
      button({ type: 'button', title: 'Only these', 'aria-label': `Only ${name} ${shown}`, onClick: () => add(false) }, '+'),
      button({ type: 'button', title: 'Leave these out', 'aria-label': `Leave out ${name} ${shown}`, onClick: () => add(true) }, '−'),
    ] : null));
}

/** Frames of the application stand out from those of libraries. */
export function StackTrace({ text }) {
  return pre({ class: 'stack', tabIndex: 0 }, visible(text).split('\n')
    .map((frame, i) => span({ key: i, class: /^#\d+/.test(frame) ? (VENDOR.test(frame) ? 'vendor' : 'own') : 'head' }, `${frame}\n`)));
}

const around = (source) => {
  const time = Math.floor(millis(source.timestamp));
  return {
    view: 'logs',
    q: '',
    filters: [filterText('log.file.path', source.attributes['log.file.path'])],
    from: new Date(time - 1000).toISOString(),
    to: new Date(time + 1001).toISOString(),
  };
};

export function EventDetails({ hit, state, inTrace }) {
  const source = hit.source;
  const at = source.attributes || {};
  return div({ class: 'details' },
    div({ class: 'actions' },
      source.trace_id && !inTrace ? a({ class: 'primary small', href: hashOf({ ...state, view: 'trace', id: source.trace_id }) }, 'Open trace') : null,
      at['log.file.path'] ? a({ class: 'link', href: hashOf(around(source)), title: 'What else stands in this file, a second before and after' }, 'Lines around it') : null,
      h(CopyButton, { value: JSON.stringify(source, null, 2) }, 'Copy JSON'),
      h(CopyButton, { value: String(source.body) }, 'Copy message'),
      span({ class: 'quiet' }, `${dateTime(source.timestamp)} UTC`)),
    section(null, h3(null, 'Message'), pre({ class: 'message', tabIndex: 0 }, visible(source.body || ''))),
    at['exception.stacktrace'] ? section(null,
      h3(null, 'Stack trace', at['exception.type'] ? span({ class: 'mono quiet' }, visible(at['exception.type'])) : null),
      h(StackTrace, { text: at['exception.stacktrace'] })) : null,
    section(null, h3(null, 'Fields'),
      table({ class: 'fields' }, tbody(null, fieldsOf(source).map(([name, field, value]) => h(Field, { key: field, name, field, value, state }))))));
}
