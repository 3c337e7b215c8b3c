import { useRef, useState } from 'preact/hooks';
import { div, g, line, rect, span, svg, text, useWidth } from './elements.js';
import { clock, clockMillis, count, day, plural } from './format.js';
import { go } from './state.js';

const LEVELS = ['none', 'debug', 'info', 'warning', 'error'];
const NAMES = { none: 'no severity', debug: 'debug', info: 'info', warning: 'warning', error: 'error' };
const HEIGHT = 110;
const TOP = 8;
const BASE = HEIGHT - 18;

const label = (date, barMillis) => (barMillis >= 86400000 ? day(date) : barMillis < 1000 ? clockMillis(date) : clock(date));

function Legend({ bars, total }) {
  const sums = LEVELS.map((level) => [level, bars.reduce((sum, bar) => sum + bar.counts[level], 0)]).filter(([, n]) => n > 0);
  return div({ class: 'legend' },
    span({ class: 'total' }, plural(total, 'event')),
    sums.reverse().map(([level, n]) => span({ key: level }, span({ class: `swatch level-${level}` }), `${NAMES[level]} ${count(n)}`)));
}

function Tip({ bar, x, width, barMillis }) {
  const start = new Date(bar.start);
  return div({ class: 'tip', style: x > width / 2 ? { right: `${width - x + 12}px` } : { left: `${x + 12}px` } },
    div({ class: 'quiet tabular' }, `${day(start)} ${label(start, Math.min(barMillis, 60000))}`),
    LEVELS.slice().reverse().filter((level) => bar.counts[level] > 0)
      .map((level) => div({ key: level }, span({ class: `swatch level-${level}` }), NAMES[level], span({ class: 'number' }, count(bar.counts[level])))),
    bar.total === 0 ? 'no events' : null);
}

/** Drag over bars to see their time only; a click does so for one. */
export function Histogram({ overview, state }) {
  const [ref, width] = useWidth(800);
  const [over, setOver] = useState(null);
  const [drag, setDrag] = useState(null);
  const drawing = useRef(null);
  const bars = overview ? overview.bars : [];
  const step = bars.length ? width / bars.length : width;
  const most = Math.max(1, ...bars.map((bar) => bar.total));
  const scale = (n) => (BASE - TOP) * n / most;
  const indexAt = (event) => {
    const box = drawing.current.getBoundingClientRect();
    return Math.max(0, Math.min(bars.length - 1, Math.floor((event.clientX - box.left) / step)));
  };
  const zoom = (first, last) => {
    const from = Date.parse(bars[Math.min(first, last)].start);
    const to = Date.parse(bars[Math.max(first, last)].start) + overview.barMillis;
    go({ ...state, from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  };
  const down = (event) => {
    if (event.button !== 0 || !bars.length) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag([indexAt(event), indexAt(event)]);
  };
  const move = (event) => {
    if (!bars.length) return;
    setOver(indexAt(event));
    if (drag) setDrag([drag[0], indexAt(event)]);
  };
  const up = () => {
    if (drag) zoom(drag[0], drag[1]);
    setDrag(null);
  };
  const stack = (bar, i) => {
    let y = BASE;
    return g({ key: bar.start }, LEVELS.map((level) => {
      const height = bar.counts[level] > 0 ? Math.max(1, scale(bar.counts[level])) : 0;
      y -= height;
      return height > 0 ? rect({ key: level, class: `level-${level}`, x: i * step + 0.5, y, width: Math.max(1, step - 1.5), height }) : null;
    }));
  };
  const every = Math.max(1, Math.ceil(bars.length / Math.max(1, Math.floor(width / 130))));
  return div({ class: 'histogram', ref },
    overview ? Legend({ bars, total: overview.total }) : div({ class: 'legend' }, '\u00a0'),
    svg({
      ref: drawing, width, height: HEIGHT, role: 'img', 'aria-label': 'Events over time, by severity. Drag to choose a time.',
      onPointerDown: down, onPointerMove: move, onPointerUp: up, onPointerLeave: () => setOver(null), onPointerCancel: () => setDrag(null),
    },
    line({ class: 'grid', x1: 0, x2: width, y1: TOP, y2: TOP }),
    line({ class: 'grid', x1: 0, x2: width, y1: (TOP + BASE) / 2, y2: (TOP + BASE) / 2 }),
    over !== null && over < bars.length ? rect({ class: 'hover', x: over * step, y: 0, width: step, height: BASE }) : null,
    bars.map(stack),
    drag ? rect({ class: 'drag', x: Math.min(...drag) * step, y: 0, width: (Math.abs(drag[1] - drag[0]) + 1) * step, height: BASE }) : null,
    line({ class: 'axis', x1: 0, x2: width, y1: BASE, y2: BASE }),
    bars.length ? text({ class: 'tick', x: width - 2, y: TOP + 10, 'text-anchor': 'end' }, count(most)) : null,
    bars.map((bar, i) => (i % every === 0 && i * step < width - 60
      ? text({ key: bar.start, class: 'tick', x: i * step + 1, y: HEIGHT - 4 }, label(new Date(bar.start), overview.barMillis)) : null))),
    over !== null && over < bars.length && !drag ? Tip({ bar: bars[over], x: (over + 0.5) * step, width, barMillis: overview.barMillis }) : null);
}
