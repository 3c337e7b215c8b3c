import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { button, classes, code, div, form, input, kbd, label, small, span, table, tbody, td, tr } from './elements.js';
import { rangeText } from './format.js';
import { go } from './state.js';

const HINTS = [
  ['timeout', 'a word, in messages, exceptions and paths'],
  ['"base table or view"', 'words in this order'],
  ['status:5xx', 'a field; also status:404, status:>=400'],
  ['duration:>500ms', 'slow requests; query_time:>0.1 for slow queries'],
  ['source:nginx', 'all its logs; also source:laravel.line'],
  ['severity:>=warning', 'at least; severity:error is this one only'],
  ['path:/products/*', 'what begins so; route:, method:, service:, client:'],
  ['exception:QueryException', 'by class, with or without namespace'],
  ['-status:404 (checkout OR login)', 'not; either; brackets'],
];

const PRESETS = [['', '', 'All data'], ['15m', '', 'Last 15 minutes'], ['1h', '', 'Last hour'], ['24h', '', 'Last 24 hours'], ['7d', '', 'Last 7 days']];

function Hints({ take }) {
  return div({ class: 'popover hints' },
    table(null, tbody(null, HINTS.map(([example, meaning]) => tr({ key: example },
      td(null, button({ type: 'button', class: 'link mono', onMouseDown: (event) => { event.preventDefault(); take(example); } }, example)),
      td(null, meaning))))),
    small({ class: 'quiet' }, 'Any attribute can be named in full, such as ', code(null, 'http.request.id:…'), ' — ', kbd(null, 'Enter'), ' searches.'));
}

const presetName = (state) => (PRESETS.find(([from, to]) => from === state.from && to === state.to) || [])[2];

function TimeRange({ state, range }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event) => { if (!box.current.contains(event.target)) setOpen(false); };
    const escape = (event) => { if (event.key === 'Escape') setOpen(false); };
    addEventListener('mousedown', outside);
    addEventListener('keydown', escape);
    return () => {
      removeEventListener('mousedown', outside);
      removeEventListener('keydown', escape);
    };
  }, [open]);
  const choose = (from, to) => {
    setOpen(false);
    go({ ...state, from, to });
  };
  const submit = (event) => {
    event.preventDefault();
    choose(event.target.elements.from.value.trim(), event.target.elements.to.value.trim());
  };
  const name = presetName(state);
  const absolute = (text) => /^\d{4}-/.test(text);
  const shown = name && name !== 'All data' ? name
    : absolute(range.from) || absolute(range.to) ? rangeText(range.from, range.to) : state.from || state.to ? `${state.from || '…'} – ${state.to || 'now'}` : 'All data';
  return div({ class: 'time', ref: box },
    button({ type: 'button', class: 'control', 'aria-expanded': open, 'aria-haspopup': 'dialog', onClick: () => setOpen(!open) },
      span({ class: 'tabular' }, shown), span({ class: 'zone' }, 'UTC')),
    open ? div({ class: 'popover times', role: 'dialog', 'aria-label': 'Time range' },
      div({ class: 'presets' }, PRESETS.map(([from, to, text]) => button({
        type: 'button', key: text, class: classes('choice', name === text && 'chosen'), onClick: () => choose(from, to),
      }, text))),
      form({ onSubmit: submit },
        label(null, 'From', input({ name: 'from', value: state.from || range.from, placeholder: '2026-11-22 08:57, or 15m', autocomplete: 'off' })),
        label(null, 'To', input({ name: 'to', value: state.to || range.to, placeholder: 'now', autocomplete: 'off' })),
        button({ class: 'primary' }, 'Apply'))) : null);
}

function Chips({ state }) {
  if (state.filters.length === 0) return null;
  const remove = (filter) => go({ ...state, filters: state.filters.filter((f) => f !== filter) });
  return div({ class: 'chips', 'aria-label': 'Chosen values' },
    state.filters.map((filter) => {
      const excluded = filter.startsWith('-');
      const [field, value] = filter.slice(excluded ? 1 : 0).split(/:(.*)/s);
      return span({ key: filter, class: classes('chip', excluded && 'excluded') },
        span({ class: 'quiet' }, excluded ? `not ${field}` : field), span({ class: 'chip-value' }, value),
        button({ type: 'button', 'aria-label': `Remove ${filter}`, onClick: () => remove(filter) }, '×'));
    }),
    button({ type: 'button', class: 'link', onClick: () => go({ ...state, filters: [] }) }, 'Clear all'));
}

export function SearchBar({ state, range, live, setLive, refresh }) {
  const [text, setText] = useState(state.q);
  const [hints, setHints] = useState(false);
  const box = useRef(null);
  useEffect(() => setText(state.q), [state.q]);
  useEffect(() => {
    const slash = (event) => {
      const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        box.current.focus();
        box.current.select();
      }
    };
    addEventListener('keydown', slash);
    return () => removeEventListener('keydown', slash);
  }, []);
  const run = (q) => {
    setHints(false);
    if (q === state.q) refresh();
    else go({ ...state, q });
  };
  const submit = (event) => {
    event.preventDefault();
    run(text.trim());
  };
  const take = (example) => {
    setText(example);
    run(example);
  };
  const keys = (event) => {
    if (event.key === 'Escape') {
      setHints(false);
      event.target.blur();
    }
  };
  return div({ class: 'search' },
    form({ class: 'query', role: 'search', onSubmit: submit },
      div({ class: 'box' },
        input({
          ref: box, value: text, class: 'mono', placeholder: 'Search logs:  timeout  status:5xx  service:shop', 'aria-label': 'Query', autocomplete: 'off',
          spellcheck: false, maxLength: 2000, onInput: (event) => setText(event.target.value), onFocus: () => setHints(true), onBlur: () => setHints(false),
          onKeyDown: keys,
        }),
        text ? button({ type: 'button', class: 'clear', 'aria-label': 'Clear the query', onClick: () => { setText(''); run(''); } }, '×')
          : kbd({ title: 'Press / to search' }, '/'),
        hints && !text ? h(Hints, { take }) : null),
      h(TimeRange, { state, range }),
      button({ type: 'submit', class: 'primary' }, 'Search'),
      button({
        type: 'button', class: classes('control', live && 'live'), 'aria-pressed': live, title: 'Ask again every few seconds', onClick: () => setLive(!live),
      }, span({ class: 'dot' }), 'Live')),
    h(Chips, { state }));
}
