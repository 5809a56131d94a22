package io.github.throttled.algorithm;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * A fixed window that begins and ends with the calendar of a time zone, as billing periods do: it
 * is as long as the day, week, month or year is there, clock changes included. State: the count.
 */
record CalendarWindow(long quota, CalendarPeriod period, ZoneId zone) implements Algorithm {

    CalendarWindow {
        Bounds.check(quota, period.longest().toMillis());
    }

    @Override
    public long windowMillis() {
        return period.usual().toMillis();
    }

    @Override
    public long windowMillis(long now) {
        LocalDate begin = begin(now);
        return instant(period.next(begin)) - instant(begin);
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public long memoryMillis() {
        return period.longest().toMillis();
    }

    @Override
    public int layout() {
        return Layout.of("calendar/" + zone.getId(), period.usual().toMillis());
    }

    @Override
    public Algorithm share(int nodes) {
        return new CalendarWindow(Algorithm.part(quota, nodes), period, zone);
    }

    @Override
    public boolean valid(long[] state, int at) {
        return state[at] <= Bounds.maxQuota(period.longest().toMillis());
    }

    @Override
    public void advance(long[] state, int at, long from, long to) {
        if (!begin(from).equals(begin(to))) {
            state[at] = 0;
        }
    }

    @Override
    public void setBack(long[] state, int at, long from, long to) {
        // The count moves into the period of the earlier instant as it is.
    }

    @Override
    public long waitMillis(long[] state, int at, long now, long permits) {
        if (permits > quota) {
            return NEVER;
        }
        return permits <= quota - state[at] ? 0 : untilNextPeriod(now);
    }

    @Override
    public void charge(long[] state, int at, long now, long permits) {
        state[at] += permits;
    }

    @Override
    public void giveBack(long[] state, int at, long now, long takenAt, long permits) {
        if (begin(takenAt).equals(begin(now))) {
            state[at] = Math.max(0, state[at] - permits);
        }
    }

    @Override
    public long remaining(long[] state, int at, long now) {
        return Math.max(0, quota - state[at]);
    }

    @Override
    public long resetMillis(long[] state, int at, long now) {
        return state[at] == 0 ? 0 : untilNextPeriod(now);
    }

    private long untilNextPeriod(long now) {
        return instant(period.next(begin(now))) - now;
    }

    private LocalDate begin(long now) {
        return period.begin(Instant.ofEpochMilli(now).atZone(zone).toLocalDate());
    }

    /**
     * When a date begins: at midnight, or after the gap that swallows midnight or the whole day.
     */
    private long instant(LocalDate date) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
