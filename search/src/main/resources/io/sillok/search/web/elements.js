// Elements by name, and the small parts that all views share. Text of logs only ever becomes a text node.
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

const byName = new Proxy({}, { get: (_, tag) => (props, ...children) => h(tag, props, ...children) });

export const {
  a, button, circle, code, datalist, dd, details, div, dl, dt, form, g, h1, h2, h3, header, input, kbd, label, li, line, main, nav,
  ol, option, p, path, pre, rect, section, select, small, span, strong, summary, svg, table, tbody, td, text, th, thead, title, tr, ul,
} = byName;

export const classes = (...names) => names.filter(Boolean).join(' ');

/** A short name on a coloured ground; the tone is one of the style sheet's. */
export const badge = (tone, content, hint) => span({ class: `badge tone-${tone}`, title: hint }, content);

export const sourceTone = (format) => {
  const family = String(format || 'unknown').split('.')[0];
  return ['nginx', 'php_fpm', 'php', 'laravel', 'mariadb'].includes(family) ? family : 'plain';
};

export const sourceBadge = (format) => badge(sourceTone(format), format || 'unknown');

export const statusBadge = (status) => badge(`status-${String(status)[0]}`, status);

export function Empty({ heading, children }) {
  return div({ class: 'empty' }, h2(null, heading), children);
}

const HEADINGS = {
  query: 'The query cannot be read',
  unreachable: 'OpenSearch does not answer',
  denied: 'OpenSearch does not let Sillok in',
  refused: 'OpenSearch refused the question',
  offline: 'Sillok does not answer',
};

/** What went wrong, in words; what comes back by itself says so. */
export function Problem({ error, query }) {
  const waits = error.kind === 'unreachable' || error.kind === 'offline';
  return div({ class: 'problem', role: 'alert' },
    h2(null, HEADINGS[error.kind] || 'That did not work'),
    p(null, error.message.charAt(0).toUpperCase() + error.message.slice(1)),
    error.position !== null && query
      ? pre({ class: 'mark' }, `${query}\n${' '.repeat(error.position)}▲`) : null,
    waits ? p({ class: 'quiet' }, span({ class: 'spinner' }), 'Trying again every few seconds…') : null);
}

export function CopyButton({ value, children }) {
  const [done, setDone] = useState(false);
  useEffect(() => {
    const timer = done ? setTimeout(() => setDone(false), 1500) : 0;
    return () => clearTimeout(timer);
  }, [done]);
  const copy = () => navigator.clipboard.writeText(value).then(() => setDone(true), () => setDone(false));
  return button({ class: 'link', type: 'button', onClick: copy }, done ? 'Copied' : children);
}

/** The width of an element, kept up to date. */
export function useWidth(fallback) {
  const ref = useRef(null);
  const [width, setWidth] = useState(fallback);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(200, Math.floor(entry.contentRect.width))));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
