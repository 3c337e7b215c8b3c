import { h } from 'preact';
import { useState } from 'preact/hooks';
import { useAnswer } from './api.js';
import {
  a, button, classes, code, CopyButton, div, Empty, h1, h2, li, ol, p, Problem, section, small, sourceBadge, sourceTone, span, statusBadge, table, tbody, td, tr,
} from './elements.js';
import { EventDetails } from './event-details.js';
import { dateTime, duration, level, millis, percent, plural, summaryOf, visible } from './format.js';
import { moveFocus, Severity } from './records.js';
import { hashOf } from './state.js';
import { Axis, placeOf, Waterfall } from './waterfall.js';

const attribute = (trace, name) => {
  const sources = [...trace.spans.filter((span) => span.kind === 'server'), ...trace.spans].map((span) => span.source)
    .concat(trace.events.map((event) => event.hit.source));
  const found = sources.find((source) => (source.attributes || {})[name] !== undefined);
  return found ? found.attributes[name] : undefined;
};

/** What the request was, from whoever knows: its server span, its access log. */
const requestOf = (trace) => {
  const access = trace.events.map((event) => event.hit.source.attributes || {})
    .find((at) => String(at['log.format']).endsWith('nginx.access') && at['http.server.request.duration'] !== undefined) || {};
  const root = trace.spans[0];
  return {
    method: access['http.request.method'] || attribute(trace, 'http.request.method'),
    path: access['url.path'] || attribute(trace, 'url.path'),
    route: attribute(trace, 'http.route'),
    status: access['http.response.status_code'] || attribute(trace, 'http.response.status_code'),
    seconds: access['http.server.request.duration'] ?? (root ? (millis(root.end) - millis(root.start)) / 1000 : undefined),
    name: root ? root.name : 'Trace',
    services: [...new Set([...trace.spans.map((span) => span.service), ...trace.events.map((event) => (event.hit.source.resource || {})['service.name'])].filter(Boolean))],
  };
};

function Header({ trace, state }) {
  const request = requestOf(trace);
  const id = trace.ids[0] || trace.id;
  const errors = trace.events.filter((event) => level(event.hit.source) === 'error').length;
  const figure = (value, name, tone) => div({ class: 'figure' }, span({ class: classes('figure-value tabular', tone) }, value), span({ class: 'quiet' }, name));
  return div({ class: 'trace-head' },
    a({ class: 'back', href: hashOf({ ...state, view: 'logs', id: null }) }, '← Logs'),
    h1(null,
      request.method ? span({ class: 'method' }, request.method) : null,
      span({ class: 'mono' }, visible(request.path || request.name)),
      request.status ? statusBadge(request.status) : null),
    div({ class: 'trace-id' }, code(null, id), h(CopyButton, { value: id }, 'Copy'),
      request.route && request.route !== request.path ? span({ class: 'quiet' }, 'route ', code(null, visible(request.route))) : null,
      request.services.map((service) => span({ class: 'badge tone-plain', key: service }, visible(service)))),
    trace.ids.length > 1 ? p({ class: 'warn' }, `Several traces share the last 16 digits: ${trace.ids.join(', ')}. Ask with all 32 to see one.`) : null,
    div({ class: 'figures' },
      figure(duration(request.seconds), 'duration'),
      figure(trace.spansInAll, trace.spansInAll === 1 ? 'span' : 'spans'),
      figure(trace.eventsInAll, 'log lines'),
      figure(errors, errors === 1 ? 'error line' : 'error lines', errors ? 'bad' : ''),
      figure(dateTime(trace.start), 'start, UTC')));
}

const PARTS = [['nginx', 'nginx'], ['php', 'PHP'], ['db', 'database']];

/** Where the time of a request went, its costliest statements and its first error, from its record. */
function Request({ request }) {
  const at = request.source.attributes || {};
  const total = at['http.server.request.duration'] || 0;
  const parts = PARTS.map(([part, name]) => [name, at[`request.time.${part}`]]).filter(([, seconds]) => seconds !== undefined);
  const statements = (request.source.queries || []).slice(0, 5);
  const error = [at['exception.type'], at['error.message']].filter(Boolean).join(': ');
  return section({ class: 'card' },
    div({ class: 'card-head' },
      h2(null, 'Request'),
      span({ class: 'mono' }, visible(`${at['http.request.method'] || ''} ${at['url.path'] || at['http.route'] || ''}`)),
      at['link.confidence'] < 1 ? small({ class: 'quiet', title: 'Lines without an id were tied to it by URL, time and duration' }, `tied with ${percent(at['link.confidence'], 1)} confidence`) : null),
    table({ class: 'fields' }, tbody(null,
      parts.map(([name, seconds]) => tr({ key: name }, td({ class: 'field-name' }, name), td({ class: 'field-value tabular' }, `${duration(seconds)}${total > 0 ? ` · ${percent(seconds, total)}` : ''}`))),
      statements.map((each) => tr({ key: each.hash }, td({ class: 'field-name tabular' }, `${each.count} × ${duration(each.seconds / each.count)}`),
        td({ class: 'field-value mono' }, each.n_plus_one ? span({ class: 'bad' }, 'N+1 ') : null, visible(each.text)))),
      error ? tr(null, td({ class: 'field-name' }, 'first error'), td({ class: 'field-value mono' }, visible(error))) : null,
      at['code.stacktrace'] ? tr(null, td({ class: 'field-name' }, 'slow at'), td({ class: 'field-value mono' }, visible(at['code.stacktrace'].split('\n')[0]))) : null)));
}

function Line({ event, trace, scale, state, over }) {
  const [open, setOpen] = useState(false);
  const { source } = event.hit;
  const at = source.attributes || {};
  const since = (millis(event.time) - scale.start) / 1000;
  const lines = String(source.body || '').split('\n').length - 1;
  const place = placeOf(event.time, scale);
  const took = at['http.server.request.duration'] ?? at['db.query.duration'];
  // logs that tell how long something took are written at its end
  const began = took === undefined ? place : Math.max(0, place - 100000 * took / scale.length);
  return li({ class: classes('record', `edge-${level(source)}`, open && 'open'), onMouseEnter: () => over(place), onMouseLeave: () => over(null) },
    button({ type: 'button', class: 'row line', 'aria-expanded': open, onClick: () => setOpen(!open), onFocus: () => over(place), onBlur: () => over(null) },
      span({ class: 'when tabular', title: event.exact ? dateTime(event.time) : 'This log gives the second only; placed where the request was in it' },
        event.exact ? '' : span({ class: 'quiet' }, '~'), `${since < 0 ? '−' : '+'}${duration(Math.abs(since))}`),
      span({ class: 'lane', 'aria-hidden': 'true' },
        began < place ? span({ class: classes('lane-bar', `tone-${sourceTone(at['log.format'])}`), style: { left: `${began}%`, width: `${place - began}%` } }) : null,
        span({ class: classes('lane-dot', `tone-${sourceTone(at['log.format'])}`), style: { left: `${place}%` } })),
      span({ class: 'cell-source' }, sourceBadge(at['log.format'])),
      span({ class: 'cell-severity' }, h(Severity, { source })),
      span({ class: 'cell-message mono' }, summaryOf(source), lines > 0 ? span({ class: 'more' }, `+${lines}`) : null),
      span({ class: 'cell-duration tabular' }, took === undefined ? '' : duration(took))),
    open ? h(EventDetails, { hit: event.hit, state: { ...state, view: 'logs', id: null }, inTrace: true }) : null);
}

function Lines({ trace, scale, state, over }) {
  const [off, setOff] = useState([]);
  const formats = [...new Set(trace.events.map((event) => (event.hit.source.attributes || {})['log.format'] || 'unknown'))];
  const formatOf = (event) => (event.hit.source.attributes || {})['log.format'] || 'unknown';
  const shown = trace.events.filter((event) => !off.includes(formatOf(event)));
  const toggle = (format) => setOff(off.includes(format) ? off.filter((name) => name !== format) : [...off, format]);
  return section({ class: 'card' },
    div({ class: 'card-head' },
      h2(null, 'Log lines'),
      div({ class: 'toggles' }, formats.map((format) => button({
        type: 'button', key: format, class: classes('toggle', off.includes(format) && 'off'), 'aria-pressed': !off.includes(format), onClick: () => toggle(format),
      }, sourceBadge(format), span({ class: 'number' }, trace.events.filter((event) => formatOf(event) === format).length))))),
    trace.events.length === 0 ? p({ class: 'quiet note' }, 'No log names this trace. Its spans came from a tracer.')
      : [div({ class: 'line-axis' }, span(null), h(Axis, { scale })),
        ol({ class: 'list lines', onKeyDown: moveFocus }, shown.map((event) => h(Line, { key: event.hit.id, event, trace, scale, state, over })))],
    trace.eventsInAll > trace.events.length ? p({ class: 'quiet note' }, `The first ${trace.events.length} of ${plural(trace.eventsInAll, 'line')}.`) : null);
}

export function TraceView({ state, tick }) {
  const answer = useAnswer('trace', new URLSearchParams({ id: state.id }).toString(), tick);
  const [cursor, setCursor] = useState(null);
  if (answer.error && !answer.data) return h(Problem, { error: answer.error });
  if (!answer.data) return div({ class: 'skeleton tall' });
  const trace = answer.data;
  if (!trace.spans.length && !trace.events.length) {
    return h(Empty, { heading: 'Nothing is known of this trace' },
      p(null, code(null, visible(state.id))),
      p(null, 'No log line and no span has this id. It may be older than what is kept, not have arrived yet, or be mistyped.'),
      p(null, a({ href: '#/logs' }, 'All logs')));
  }
  const start = millis(trace.start);
  const scale = { start, length: Math.max(0.001, millis(trace.end) - start) };
  return div({ class: 'trace' },
    h(Header, { trace, state }),
    trace.requests.map((request, i) => h(Request, { key: i, request })),
    trace.spans.length ? section({ class: 'card', onKeyDown: moveFocus },
      div({ class: 'card-head' }, h2(null, 'Spans'), trace.madeOfLogs ? small({ class: 'quiet' }, 'made of what the log lines say: no tracer told of this request') : null, trace.spansInAll > trace.spans.length ? small({ class: 'quiet' }, `the first ${trace.spans.length}`) : null),
      h(Waterfall, { trace, scale, cursor }))
      : p({ class: 'quiet note' }, 'No tracer exported spans for this request, and no line tells how long it took; its log lines are below.'),
    h(Lines, { trace, scale, state, over: setCursor }));
}
