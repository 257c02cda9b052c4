import { useEffect, useState } from 'react';

/** A value once it has not changed for a moment, so that the service is not asked at each key. */
export function useSettled<T>(value: T, delayMs = 500): T {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), delayMs);
    return () => clearTimeout(timer);
  }, [text, delayMs]);
  return JSON.parse(settled) as T;
}
