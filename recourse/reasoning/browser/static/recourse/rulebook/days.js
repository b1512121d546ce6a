// Days as whole numbers since 1 January 1970, counted as English law counts them: what `periods` does in Python.
// Nothing here is a Date, whose months run over into the next. A day beyond the calendar is undefined.

const FIRST = -719162; // 1 January of the year 1
const LAST = 2932896; // 31 December of the year 9999

/** The number of a day. */
export function day(year, month, date) {
  const years = month > 2 ? year : year - 1;
  const era = Math.floor(years / 400);
  const inEra = years - era * 400;
  const inYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const count = inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear;
  return era * 146097 + count - 719468;
}

/** The year, month and date of a day. */
export function parts(number) {
  const shifted = number + 719468;
  const era = Math.floor(shifted / 146097);
  const inEra = shifted - era * 146097;
  const years = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36524) - Math.floor(inEra / 146096)) / 365,
  );
  const inYear = inEra - (365 * years + Math.floor(years / 4) - Math.floor(years / 100));
  const month = Math.floor((5 * inYear + 2) / 153);
  const date = inYear - Math.floor((153 * month + 2) / 5) + 1;
  const year = years + era * 400 + (month > 9 ? 1 : 0);
  return [year, month < 10 ? month + 3 : month - 9, date];
}

/** A day from its text, as 2026-11-22; undefined when there is no such day. */
export function read(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return undefined;
  const number = day(Number(found[1]), Number(found[2]), Number(found[3]));
  return Number(found[1]) > 0 && written(number) === text ? number : undefined;
}

/** A day as text, as 2026-11-22. */
export function written(number) {
  const [year, month, date] = parts(number);
  const two = (count) => String(count).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(date)}`;
}

function inCalendar(number) {
  return number >= FIRST && number <= LAST ? number : undefined;
}

/** The day so many days later. */
export function laterByDays(number, count) {
  return inCalendar(number + count);
}

/** The corresponding date so many months on: the same number in that month, or else its last day. */
export function laterByMonths(number, count) {
  const [year, month, date] = parts(number);
  const months = year * 12 + month - 1 + count;
  const there = Math.floor(months / 12);
  if (there < 1 || there > 9999) return undefined;
  const next = months - there * 12 + 1;
  const length = next === 12 ? 31 : day(there, next + 1, 1) - day(there, next, 1);
  return day(there, next, Math.min(date, length));
}

/** The corresponding date so many years on; 29 February gives 28 February in a common year. */
export function laterByYears(number, count) {
  return laterByMonths(number, count * 12);
}

/** The day so many working days later, counting neither weekends nor holidays. */
export function laterByWorkingDays(number, count, holidays) {
  const step = count >= 0 ? 1 : -1;
  let left = Math.abs(count);
  while (left > 0) {
    number += step;
    if (inCalendar(number) === undefined) return undefined;
    const weekday = (((number + 3) % 7) + 7) % 7; // 1 January 1970 was a Thursday; Monday is 0
    if (weekday < 5 && !holidays.has(number)) left -= 1;
  }
  return number;
}

/** Whole months passed from one day to another, by corresponding dates; negative when the other is earlier. */
export function monthsBetween(first, last) {
  if (last < first) return 0 - monthsBetween(last, first);
  const [year, month] = parts(first);
  const [lastYear, lastMonth] = parts(last);
  const count = (lastYear - year) * 12 + lastMonth - month;
  return laterByMonths(first, count) <= last ? count : count - 1;
}

/** Whole years passed from one day to another: an age, when the first is a birthday. */
export function yearsBetween(first, last) {
  return Math.trunc(monthsBetween(first, last) / 12) + 0;
}
