import { h } from 'preact';
import { useState } from 'preact/hooks';
import { button, classes, div, li, ol, span, table, tbody, td, tr } from './elements.js';
import { duration, millis, visible } from './format.js';

const TICKS = 4;

/** Where a time stands between start and end, as a percentage. */
export const placeOf = (instant, scale) => Math.max(0, Math.min(100, 100 * (millis(instant) - scale.start) / scale.length));

export function Axis({ scale }) {
  return div({ class: 'wf-axis tabular', 'aria-hidden': 'true' },
    Array.from({ length: TICKS + 1 }, (_, i) => span({
      key: i, class: classes('wf-tick', i === TICKS && 'last'), style: { left: `${100 * i / TICKS}%` },
    }, duration(scale.length * i / TICKS / 1000))));
}

function Span({ item, scale, cursor }) {
  const [open, setOpen] = useState(false);
  const left = placeOf(item.start, scale);
  const width = Math.max(0.3, placeOf(item.end, scale) - left);
  const seconds = (millis(item.end) - millis(item.start)) / 1000;
  const at = item.source.attributes || {};
  const inside = left + width > 82;
  return li({ class: classes('wf-span', open && 'open') },
    button({ type: 'button', class: 'wf-row row', 'aria-expanded': open, onClick: () => setOpen(!open) },
      span({ class: 'wf-name', style: { paddingLeft: `${Math.min(item.depth, 12) * 14 + 8}px` } },
        item.depth > 0 ? span({ class: 'wf-elbow' }, '└') : null,
        span({ class: 'wf-label' }, visible(item.name)),
        span({ class: 'quiet wf-service' }, visible(item.service))),
      span({ class: 'wf-track' },
        span({ class: classes('wf-bar', `kind-${item.kind}`, item.status === 'error' && 'failed'), style: { left: `${left}%`, width: `${width}%` } }),
        span({ class: 'wf-duration tabular', style: inside ? { right: `${100 - left}%` } : { left: `${left + width}%` } }, duration(seconds)),
        cursor !== null ? span({ class: 'wf-cursor', style: { left: `${cursor}%` } }) : null)),
    open ? div({ class: 'details' },
      table({ class: 'fields' }, tbody(null,
        [['span_id', item.spanId], ['parent_span_id', item.parentSpanId], ['kind', item.kind], ['status', item.status], ['start', item.start], ['end', item.end],
          ...Object.entries(item.source.resource || {}), ...Object.entries(at)]
          .filter(([, value]) => value !== null && value !== undefined && value !== '')
          .map(([name, value]) => tr({ key: name }, td({ class: 'field-name' }, name),
            td({ class: 'field-value mono' }, span({ class: 'plain' }, visible(typeof value === 'object' ? JSON.stringify(value) : value)))))))) : null);
}

/** Spans on one axis of time; a lane below them shows where the log lines are. */
export function Waterfall({ trace, scale, cursor }) {
  return div({ class: 'waterfall' },
    div({ class: 'wf-head' }, span({ class: 'wf-name quiet' }, 'Span'), h(Axis, { scale })),
    ol({ class: 'list' }, trace.spans.map((item) => h(Span, { key: item.spanId, item, scale, cursor }))));
}
