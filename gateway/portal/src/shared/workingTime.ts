import facts from '../../../../contracts/workdays.txt?raw';

// Working time as contracts/WorkingCalendar.cs counts it: 24 hours on each working day, none on the others, China time.
const off = new Set<string>();
const work = new Set<string>();
for (const line of facts.split('\n')) {
  const [kind, year, ...days] = line.trim().split(/\s+/);
  if ((kind !== 'off' && kind !== 'work') || !year) continue;
  for (const day of days) (kind === 'off' ? off : work).add(`${year}-${day.slice(0, 2)}-${day.slice(2)}`);
}

const DAY = 86_400_000;
const CHINA = 8 * 3_600_000;

const isWorkingDay = (day: number) => {
  const date = new Date(day * DAY);
  const name = date.toISOString().slice(0, 10);
  return work.has(name) || (!off.has(name) && date.getUTCDay() % 6 !== 0);
};

/** Working minutes from one instant to a later one; negative when the later one has passed. */
export function workingMinutes(from: Date, until: Date): number {
  if (until < from) return -workingMinutes(until, from);
  const [begin, end] = [from.getTime() + CHINA, until.getTime() + CHINA];
  let sum = 0;
  for (let day = Math.floor(begin / DAY); day * DAY < end; day++)
    if (isWorkingDay(day)) sum += Math.min(end, (day + 1) * DAY) - Math.max(begin, day * DAY);
  return Math.floor(sum / 60_000);
}
