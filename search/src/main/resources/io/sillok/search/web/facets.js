import { h } from 'preact';
import { useState } from 'preact/hooks';
import { button, classes, div, h3, li, section, span, ul } from './elements.js';
import { count } from './format.js';
import { filterText, go, toggled } from './state.js';

const NAMES = {
  severity_text: 'Severity',
  'log.format': 'Source',
  'service.name': 'Service',
  'http.response.status_code': 'Status',
};
const FEW = 8;

function Facet({ facet, state }) {
  const [all, setAll] = useState(false);
  const chosen = (value) => state.filters.includes(filterText(facet.field, value));
  // a value that was chosen stays in sight, even where nothing has it any more
  const missing = state.filters
    .filter((filter) => filter.startsWith(`${facet.field}:`))
    .map((filter) => filter.slice(facet.field.length + 1))
    .filter((value) => !facet.values.some((known) => known.value === value))
    .map((value) => ({ value, count: 0 }));
  const values = [...facet.values, ...missing];
  if (values.length === 0) return null;
  const most = Math.max(1, ...values.map((value) => value.count));
  const shown = all ? values : values.filter((value, i) => i < FEW || chosen(value.value));
  const any = values.some((value) => chosen(value.value));
  return section({ class: 'facet' },
    h3(null, NAMES[facet.field] || facet.field),
    ul(null, shown.map(({ value, count: n }) => li({ key: value },
      button({
        type: 'button',
        class: classes('facet-value', chosen(value) && 'chosen', any && !chosen(value) && 'other'),
        'aria-pressed': chosen(value),
        onClick: () => go(toggled(state, filterText(facet.field, value))),
      },
      span({ class: 'bar', style: { width: `${100 * n / most}%` } }),
      span({ class: 'name' }, value),
      span({ class: 'number' }, count(n))),
      button({
        type: 'button', class: 'exclude', title: `Leave out ${value}`, 'aria-label': `Leave out ${value}`,
        onClick: () => go(toggled(state, filterText(facet.field, value, true))),
      }, '−')))),
    values.length > FEW ? button({ type: 'button', class: 'link', onClick: () => setAll(!all) }, all ? 'Fewer' : `${values.length - FEW} more`) : null);
}

export function Facets({ overview, pending, state }) {
  return div({ class: 'facets', role: 'group', 'aria-label': 'Filter by value' },
    overview ? overview.facets.map((facet) => h(Facet, { key: facet.field, facet, state })) : pending ? div({ class: 'skeleton tall' }) : null);
}
