import { h, render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, useAnswer } from './api.js';
import { a, classes, div, header, main, nav, section, span, Problem } from './elements.js';
import { Facets } from './facets.js';
import { Histogram } from './histogram.js';
import { Records } from './records.js';
import { Issues } from './issues.js';
import { Exceptions, Queries, Routes } from './reports.js';
import { SearchBar } from './search-bar.js';
import { go, hashOf, parameters, useAddress } from './state.js';
import { TraceView } from './trace.js';

const TABS = [['logs', 'Logs'], ['routes', 'Routes'], ['exceptions', 'Exceptions'], ['issues', 'Issues'], ['queries', 'Queries']];
const LIVE = 4000;

function Brand() {
  return a({ class: 'brand', href: '#/logs', title: 'All logs' },
    h('svg', { viewBox: '0 0 32 32', width: 22, height: 22, 'aria-hidden': 'true' },
      h('rect', { width: 32, height: 32, rx: 7, class: 'brand-ground' }),
      h('rect', { x: 7, y: 8, width: 18, height: 3, rx: 1.5, fill: '#fff' }),
      h('rect', { x: 7, y: 14.5, width: 11, height: 3, rx: 1.5, fill: '#fff', opacity: 0.75 }),
      h('rect', { x: 12, y: 21, width: 13, height: 3, rx: 1.5, fill: '#fff', opacity: 0.9 })),
    span(null, 'Sillok'));
}

/** The times that are shown: the address's, or all that the data has. */
function useRange(state, tick) {
  const data = useAnswer(state.from || state.to ? null : 'range', '', tick);
  const open = !state.from && !state.to;
  return {
    from: open ? (data.data || {}).from || '' : state.from,
    to: open ? (data.data || {}).to || '' : state.to,
    known: !open || data.data !== null,
    error: open ? data.error : null,
  };
}

function Logs({ state, range, tick }) {
  const params = parameters({ ...state, from: range.from, to: range.to }).toString();
  const overview = useAnswer('overview', params, tick);
  const failed = overview.error;
  if (failed && !overview.data) return h(Problem, { error: failed, query: state.q });
  return div({ class: 'columns' },
    h(Facets, { overview: overview.data, pending: overview.loading, state }),
    section({ class: classes('results', overview.loading && 'loading') },
      h(Histogram, { overview: overview.data, state }),
      h(Records, { params, tick, state })));
}

function Explorer({ state, tick, setTick, live, setLive }) {
  const range = useRange(state, tick);
  const shown = { ...state, from: range.from, to: range.to };
  const view = !range.known
    ? range.error ? h(Problem, { error: range.error }) : div({ class: 'empty' }, span({ class: 'spinner' }))
    : state.view === 'routes' ? h(Routes, { state: shown, address: state, tick })
      : state.view === 'exceptions' ? h(Exceptions, { state: shown, address: state, tick })
        : state.view === 'issues' ? h(Issues, { state: shown, address: state, tick })
        : state.view === 'queries' ? h(Queries, { state: shown, address: state, tick })
          : h(Logs, { state, range, tick });
  return [
    h(SearchBar, { state, range, live, setLive, refresh: () => setTick((n) => n + 1) }),
    main(null, view),
  ];
}

function App() {
  const state = useAddress();
  const [tick, setTick] = useState(0);
  const [live, setLive] = useState(false);
  useEffect(() => {
    const timer = live ? setInterval(() => setTick((n) => n + 1), LIVE) : 0;
    return () => clearInterval(timer);
  }, [live]);
  useEffect(() => {
    document.title = state.view === 'trace' ? `Trace ${state.id.slice(0, 8)} · Sillok` : state.q ? `${state.q} · Sillok` : 'Sillok';
  }, [state.view, state.id, state.q]);
  const tab = ([view, name]) => a({
    key: view,
    href: hashOf({ ...state, view }),
    class: classes('tab', state.view === view && 'current'),
    'aria-current': state.view === view ? 'page' : undefined,
  }, name);
  return div({ class: 'page' },
    header(null, h(Brand), nav({ 'aria-label': 'Views' }, TABS.map(tab)), h(TraceJump)),
    state.view === 'trace'
      ? main(null, h(TraceView, { key: state.id, state, tick }))
      : h(Explorer, { state, tick, setTick, live, setLive }));
}

/** Goes to a trace by an id in any form. */
function TraceJump() {
  const [problem, setProblem] = useState('');
  const submit = async (event) => {
    event.preventDefault();
    const id = event.target.elements.id.value.trim();
    if (!id) return;
    try {
      const trace = await ask('trace', new URLSearchParams({ id }));
      setProblem('');
      event.target.reset();
      go({ view: 'trace', id: trace.ids[0] || trace.id, q: '', filters: [], from: '', to: '' });
    } catch (error) {
      setProblem(error.message);
    }
  };
  return h('form', { class: 'jump', onSubmit: submit },
    h('input', {
      name: 'id', placeholder: 'Go to trace or request id…', 'aria-label': 'Trace id: hex, Datadog decimal or traceparent; or a request id', autocomplete: 'off', spellcheck: false,
      'aria-invalid': problem ? 'true' : undefined, title: problem, onInput: () => setProblem(''),
    }));
}

render(h(App), document.getElementById('app'));
