// Questions to the server, and a hook that asks again when it does not answer.
import { useEffect, useState } from 'preact/hooks';

const AGAIN = 3000;

export class ApiError extends Error {
  constructor(kind, message, position) {
    super(message);
    this.kind = kind;
    this.position = position === undefined ? null : position;
  }
}

export async function ask(path, params, signal) {
  let response;
  try {
    response = await fetch(`/api/${path}?${params}`, { signal, headers: { accept: 'application/json' } });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new ApiError('offline', 'The sillok process that serves this page has ended, or cannot be reached.');
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new ApiError((answer || {}).kind || 'request', (answer || {}).message || `Status ${response.status}`, (answer || {}).position);
}

/**
 * The answer to a question; the last one stays while the next is awaited.
 * @param path of the API, or null to ask nothing
 * @param tick changes to ask again
 */
export function useAnswer(path, params, tick) {
  const [state, setState] = useState({ data: null, error: null, loading: true, key: null });
  const key = path === null ? null : `${path}?${params}`;
  useEffect(() => {
    if (key === null) return undefined;
    const abort = new AbortController();
    let timer = 0;
    const run = async () => {
      setState((old) => ({ ...old, loading: true }));
      try {
        const data = await ask(path, params, abort.signal);
        setState({ data, error: null, loading: false, key });
      } catch (error) {
        if (error.name === 'AbortError') return;
        setState((old) => ({ data: old.key === key ? old.data : null, error, loading: false, key }));
        if (error.kind === 'unreachable' || error.kind === 'offline') timer = setTimeout(run, AGAIN);
      }
    };
    run();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [key, tick]);
  return state;
}
