// What the page shows stands in its address: view, query, chosen values, time. So it can be kept, sent and gone back to.
import { useEffect, useState } from 'preact/hooks';

export const VIEWS = ['logs', 'routes', 'exceptions', 'issues', 'queries'];

const read = () => {
  const [place, search] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const [view, id] = place.split('/', 2);
  const params = new URLSearchParams(search || '');
  return {
    view: view === 'trace' && id ? 'trace' : VIEWS.includes(view) ? view : 'logs',
    id: id ? decodeURIComponent(id) : null,
    q: params.get('q') || '',
    filters: params.getAll('f'),
    from: params.get('from') || '',
    to: params.get('to') || '',
  };
};

/** The parameters that the API takes. */
export const parameters = (state) => {
  const params = new URLSearchParams();
  if (state.q) params.set('q', state.q);
  state.filters.forEach((filter) => params.append('f', filter));
  if (state.from) params.set('from', state.from);
  if (state.to) params.set('to', state.to);
  return params;
};

export const hashOf = (state) => {
  const place = state.view === 'trace' ? `trace/${encodeURIComponent(state.id)}` : state.view;
  const search = parameters(state).toString();
  return `#/${place}${search ? `?${search}` : ''}`;
};

export const go = (state) => {
  location.hash = hashOf(state);
};

export function useAddress() {
  const [state, setState] = useState(read);
  useEffect(() => {
    const update = () => setState(read());
    addEventListener('hashchange', update);
    return () => removeEventListener('hashchange', update);
  }, []);
  return state;
}

export const filterText = (field, value, excluded) => `${excluded ? '-' : ''}${field}:${value}`;

export const withFilter = (state, filter) => {
  const opposite = filter.startsWith('-') ? filter.slice(1) : `-${filter}`;
  return { ...state, filters: [...state.filters.filter((f) => f !== filter && f !== opposite), filter] };
};

export const toggled = (state, filter) => (
  state.filters.includes(filter) ? { ...state, filters: state.filters.filter((f) => f !== filter) } : withFilter(state, filter));
