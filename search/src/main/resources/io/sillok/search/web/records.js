import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, useAnswer } from './api.js';
import { button, classes, code, div, Empty, li, ol, p, Problem, sourceBadge, span, statusBadge } from './elements.js';
import { EventDetails } from './event-details.js';
import { clockMillis, count, day, duration, level, summaryOf } from './format.js';
import { go } from './state.js';

const STEP = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

export function Severity({ source }) {
  const at = source.attributes || {};
  if (source.severity_text) return span({ class: `severity level-text-${level(source)}` }, source.severity_text);
  return at['http.response.status_code'] ? statusBadge(at['http.response.status_code']) : span({ class: 'severity quiet' }, '–');
}

/** One event: a line, and all of it when it is opened. */
export function Row({ hit, when, state, inTrace, ...more }) {
  const [open, setOpen] = useState(false);
  const at = hit.source.attributes || {};
  const lines = String(hit.source.body || '').split('\n').length - 1;
  const took = at['http.server.request.duration'] ?? at['db.query.duration'];
  return li({ class: classes('record', `edge-${level(hit.source)}`, open && 'open'), ...more },
    button({ type: 'button', class: 'row', 'aria-expanded': open, onClick: () => setOpen(!open) },
      span({ class: 'when tabular' }, when),
      span({ class: 'cell-severity' }, h(Severity, { source: hit.source })),
      span({ class: 'cell-source' }, sourceBadge(at['log.format'])),
      span({ class: 'cell-service' }, (hit.source.resource || {})['service.name'] || '–'),
      span({ class: 'cell-message mono' }, summaryOf(hit.source),
        lines > 0 ? span({ class: 'more' }, `+${lines}`) : null),
      span({ class: 'cell-duration tabular' }, took === undefined ? '' : duration(took))),
    open ? h(EventDetails, { hit, state, inTrace }) : null);
}

const when = (source) => {
  const date = new Date(source.timestamp);
  return [span({ class: 'date' }, day(date).replace(/ \d{4}$/, '')), clockMillis(date)];
};

export function moveFocus(event) {
  const step = STEP[event.key];
  if (!step || !event.target.classList.contains('row')) return;
  const rows = [...event.currentTarget.querySelectorAll('.row')];
  const next = rows[rows.indexOf(event.target) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

function Nothing({ state }) {
  const narrowed = state.q || state.filters.length || state.from || state.to;
  return h(Empty, { heading: narrowed ? 'Nothing matches' : 'No logs yet' },
    narrowed
      ? p(null, 'No event has all of that. ',
        state.from || state.to ? button({ type: 'button', class: 'link', onClick: () => go({ ...state, from: '', to: '' }) }, 'Look at all times') : null, ' ',
        state.filters.length ? button({ type: 'button', class: 'link', onClick: () => go({ ...state, filters: [] }) }, 'Drop the chosen values') : null, ' ',
        state.q ? button({ type: 'button', class: 'link', onClick: () => go({ ...state, q: '' }) }, 'Drop the query') : null)
      : p(null, 'Events appear here seconds after they were written. ', code(null, 'sillok demo'), ' brings some; ',
        code(null, 'sillok run'), ' takes this server’s own.'));
}

export function Records({ params, tick, state }) {
  const first = useAnswer('search', params, tick);
  const [more, setMore] = useState({ hits: [], next: null, loading: false, error: null });
  const current = useRef(params);
  useEffect(() => {
    current.current = params;
    setMore({ hits: [], next: null, loading: false, error: null });
  }, [first.data]);
  if (first.error && !first.data) return h(Problem, { error: first.error, query: state.q });
  if (!first.data) return div({ class: 'skeleton' });
  if (first.data.total === 0) return h(Nothing, { state });
  const hits = [...first.data.hits, ...more.hits];
  const next = more.hits.length ? more.next : first.data.next;
  const load = async () => {
    const asked = params;
    setMore((old) => ({ ...old, loading: true }));
    try {
      const answer = await ask('search', `${params}&${new URLSearchParams({ after: next })}`);
      if (current.current === asked) setMore((old) => ({ hits: [...old.hits, ...answer.hits], next: answer.next, loading: false, error: null }));
    } catch (error) {
      setMore((old) => ({ ...old, loading: false, error }));
    }
  };
  return div({ class: classes('records', first.loading && 'loading') },
    first.error ? h(Problem, { error: first.error }) : null,
    ol({ class: 'list', 'aria-label': 'Events, newest first', onKeyDown: moveFocus },
      hits.map((hit) => h(Row, { key: hit.id, hit, state, when: when(hit.source) }))),
    more.error ? h(Problem, { error: more.error }) : null,
    next && hits.length < first.data.total
      ? button({ type: 'button', class: 'control wide', disabled: more.loading, onClick: load },
        more.loading ? 'Loading…' : `Show older events (${count(first.data.total - hits.length)} more)`)
      : p({ class: 'quiet end' }, 'No older events'));
}
