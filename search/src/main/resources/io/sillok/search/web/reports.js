import { h } from 'preact';
import { useState } from 'preact/hooks';
import { useAnswer } from './api.js';
import { a, button, classes, code, div, Empty, p, Problem, section, small, sourceBadge, span, strong, table, tbody, td, th, thead, tr } from './elements.js';
import { StackTrace } from './event-details.js';
import { count, dateTime, duration, percent, plural, visible } from './format.js';
import { filterText, hashOf, parameters, withFilter } from './state.js';

export function useReport(path, state, tick) {
  return useAnswer(path, parameters(state).toString(), tick);
}

export const framed = (answer, state, content) => (
  answer.error && !answer.data ? h(Problem, { error: answer.error, query: state.q })
    : !answer.data ? div({ class: 'skeleton tall' })
      : section({ class: classes('report', answer.loading && 'loading') }, answer.error ? h(Problem, { error: answer.error }) : null, content(answer.data)));

export const logs = (state, filter) => hashOf(withFilter({ ...state, view: 'logs' }, filter));

const ROUTE_COLUMNS = [
  ['template', 'Route', (route) => route.template],
  ['requests', 'Requests', (route) => route.requests],
  ['rate', 'Errors', (route) => route.errors / route.requests],
  ['p50', 'p50', (route) => route.p50],
  ['p95', 'p95', (route) => route.p95],
  ['p99', 'p99', (route) => route.p99],
];

export const share = (value, most, tone) => span({ class: `meter ${tone}` }, span({ class: 'meter-fill', style: { width: `${most > 0 ? Math.max(value > 0 ? 1 : 0, 100 * value / most) : 0}%` } }));

function RouteTable({ report, address }) {
  const [order, setOrder] = useState(['requests', true]);
  const key = ROUTE_COLUMNS.find(([name]) => name === order[0])[2];
  const sorted = [...report.routes].sort((x, y) => {
    const [l, r] = [key(x), key(y)];
    const by = typeof l === 'string' ? l.localeCompare(r) : (l ?? -1) - (r ?? -1);
    return order[1] ? -by : by;
  });
  const most = Math.max(...sorted.map((route) => route.requests));
  const slowest = Math.max(...sorted.map((route) => route.p95 ?? 0));
  const requests = sorted.reduce((sum, route) => sum + route.requests, 0);
  const errors = sorted.reduce((sum, route) => sum + route.errors, 0);
  const head = ([name, text]) => th({ key: name, class: name === 'template' ? '' : 'right', 'aria-sort': order[0] === name ? (order[1] ? 'descending' : 'ascending') : 'none' },
    button({ type: 'button', class: 'sort', onClick: () => setOrder([name, order[0] === name ? !order[1] : name !== 'template']) }, text,
      span({ class: 'arrow' }, order[0] === name ? (order[1] ? '↓' : '↑') : '')));
  return [
    div({ class: 'figures' },
      div(null, strong(null, count(requests)), span(null, 'requests')),
      div(null, strong({ class: errors ? 'bad' : '' }, percent(errors, requests)), span(null, plural(errors, 'server error'))),
      div(null, strong(null, count(sorted.length)), span(null, 'routes and paths'))),
    table({ class: 'grid routes' },
      thead(null, tr(null, ROUTE_COLUMNS.map(head))),
      tbody(null, sorted.map((route) => tr({ key: `${route.known} ${route.template}` },
        td({ class: 'mono name-cell' },
          a({ href: route.known ? logs(address, filterText('http.route', route.template)) : logs(address, filterText('url.path', route.template)) }, visible(route.template)),
          route.known ? null : small({ class: 'quiet', title: 'The framework names no route for it' }, ' path')),
        td({ class: 'right tabular' }, count(route.requests), share(route.requests, most, 'neutral')),
        td({ class: 'right tabular' },
          span({ class: route.errors ? 'bad' : 'quiet' }, percent(route.errors, route.requests)),
          route.refused ? small({ class: 'quiet', title: 'with a status of 400 to 499' }, ` · ${count(route.refused)} × 4xx`) : null,
          share(route.errors, route.requests, 'error')),
        td({ class: 'right tabular' }, duration(route.p50)),
        td({ class: 'right tabular' }, duration(route.p95), share(route.p95 ?? 0, slowest, 'time')),
        td({ class: 'right tabular' }, duration(route.p99)))))),
    p({ class: 'quiet note' }, 'Counted from ', report.counted.map((path) => code({ key: path }, path)),
      report.copies.length ? [' Not counted again: ', report.copies.map((path) => code({ key: path }, path)), ', which tell of the same requests.'] : '.'),
  ];
}

export function Routes({ state, address, tick }) {
  const answer = useReport('routes', state, tick);
  return framed(answer, state, (report) => (report.routes.length
    ? h(RouteTable, { report, address })
    : h(Empty, { heading: 'No timed requests here' },
      p(null, 'Latency per route comes from Nginx access logs that tell how long a request took: add ', code(null, 'rt=$request_time'),
        ' (or a JSON format with it) to the ', code(null, 'log_format'), '.'))));
}

function Exception({ summary, most, address }) {
  const [open, setOpen] = useState(false);
  const at = summary.latest.source.attributes || {};
  const trace = summary.latest.source.trace_id;
  const space = summary.type.lastIndexOf('\\') + 1;
  return div({ class: classes('exception', open && 'open') },
    button({ type: 'button', class: 'exception-head', 'aria-expanded': open, onClick: () => setOpen(!open) },
      div({ class: 'exception-name' },
        span({ class: 'mono' }, span({ class: 'quiet' }, visible(summary.type.slice(0, space))), strong(null, visible(summary.type.slice(space)))),
        span({ class: 'exception-message' }, visible(String(at['exception.message'] || summary.latest.source.body).split('\n')[0]).slice(0, 300))),
      div({ class: 'exception-sources' }, summary.sources.map((source) => h('span', { key: source }, sourceBadge(source)))),
      div({ class: 'exception-number tabular' }, count(summary.count), share(summary.count, most, 'error')),
      div({ class: 'exception-number tabular quiet' }, summary.traces ? plural(summary.traces, 'trace') : '–'),
      div({ class: 'exception-time tabular quiet' }, dateTime(summary.last))),
    open ? div({ class: 'details' },
      div({ class: 'actions' },
        a({ class: 'primary small', href: logs(address, filterText('exception.type', summary.type)) }, `Show ${plural(summary.count, 'event')}`),
        trace ? a({ class: 'link', href: hashOf({ ...address, view: 'trace', id: trace }) }, 'Open the latest trace') : null,
        at['code.file.path'] ? code(null, visible(`${at['code.file.path']}:${at['code.line.number'] ?? ''}`)) : null,
        span({ class: 'quiet' }, `first ${dateTime(summary.first)}`)),
      h('pre', { class: 'message' }, visible(at['exception.message'] || summary.latest.source.body)),
      at['exception.stacktrace'] ? h(StackTrace, { text: at['exception.stacktrace'] }) : p({ class: 'quiet' }, 'No log has its stack trace.')) : null);
}

export function Exceptions({ state, address, tick }) {
  const answer = useReport('exceptions', state, tick);
  return framed(answer, state, (summaries) => (summaries.length
    ? [
      p({ class: 'quiet note' }, 'Events per exception; several logs may tell of the same one, so the number of traces says how many requests it hit.'),
      div({ class: 'exceptions' }, summaries.map((summary) => h(Exception, {
        key: summary.type, summary, most: summaries[0].count, address,
      }))),
    ]
    : h(Empty, { heading: 'No exceptions here' }, p(null, 'None of the chosen events tells of one. That is good news.'))));
}

export function Queries({ state, address, tick }) {
  const answer = useReport('statements', state, tick);
  return framed(answer, state, (summaries) => {
    if (!summaries.length) {
      return h(Empty, { heading: 'No timed database queries here' },
        p(null, 'They come from MariaDB’s slow query log, and from Laravel’s ', code(null, 'DB::listen'), ' when it logs the time.'));
    }
    const most = Math.max(...summaries.map((summary) => summary.longest));
    const all = Math.max(...summaries.map((summary) => summary.total));
    return table({ class: 'grid statements' },
      thead(null, tr(null, th(null, 'Query, values masked'), th(null, 'Log'), th({ class: 'right' }, 'Times'), th({ class: 'right' }, 'p95'),
        th({ class: 'right' }, 'Longest'), th({ class: 'right' }, 'In all'))),
      tbody(null, summaries.map((summary) => {
        const source = summary.slowest.source;
        const at = source.attributes || {};
        return tr({ key: summary.hash },
          td({ class: 'mono statement' }, a({ href: logs(address, filterText('db.query.hash', summary.hash)), title: visible(at['db.query.text'] || source.body) }, visible(at['db.query.text'] || source.body)),
            at['db.query.rows_examined'] !== undefined ? small({ class: 'quiet' }, ` ${count(at['db.query.rows_examined'])} rows examined`) : null,
            source.trace_id ? a({ class: 'link small', href: hashOf({ ...address, view: 'trace', id: source.trace_id }) }, 'slowest trace') : null),
          td(null, sourceBadge(at['log.format'])),
          td({ class: 'right tabular' }, count(summary.count)),
          td({ class: 'right tabular' }, duration(summary.p95)),
          td({ class: 'right tabular' }, duration(summary.longest), share(summary.longest, most, 'time')),
          td({ class: 'right tabular' }, duration(summary.total), share(summary.total, all, 'neutral')));
      })));
  });
}
