package io.github.throttled.internal.algorithm;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Counts permits per day, week, month or year of a time zone, as billing periods do. State: the
 * count.
 *
 * <p>A window begins at the first instant of its first day, and ends when the next one begins. So a
 * window that has ended does not come back when clocks are set back over midnight. A day that a
 * zone skipped has no window. A day on which clocks change has its real length.
 *
 * <p>So the length depends on the instant. {@link #windowMillis()} is constant nevertheless,
 * because it is part of the limit's name and of its announcement. The time of the reset is never
 * computed from it.
 */
final class CalendarWindow implements Algorithm {

    private final long quota;
    private final CalendarPeriod period;
    private final ZoneId zone;

    /** Most calls ask about the same window as the call before. */
    private volatile Known known = new Known(0, 0);

    /** All instants from {@code from} to the end of its window have the same end. */
    private record Known(long from, long end) {

        boolean includes(long time) {
            return from <= time && time < end;
        }
    }

    CalendarWindow(long quota, CalendarPeriod period, ZoneId zone) {
        Bounds.check(quota, period.longest().toMillis());
        this.quota = quota;
        this.period = period;
        this.zone = zone;
    }

    @Override
    public long quota() {
        return quota;
    }

    @Override
    public long windowMillis() {
        return period.usual().toMillis();
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
    public LeaseTerms leaseTerms(long now) {
        return LeaseTerms.until(end(now) - now);
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
        if (state[at] != 0 && !inSameWindow(from, to)) {
            state[at] = 0;
        }
    }

    @Override
    public void move(long[] state, int at, long from, long to) {
        // The count moves into the period of the other instant as it is.
    }

    @Override
    public long waitMillis(long[] state, int at, long now, long permits) {
        if (permits > quota) {
            return NEVER;
        }
        return permits <= quota - state[at] ? 0 : end(now) - now;
    }

    @Override
    public void charge(long[] state, int at, long now, long permits) {
        state[at] += permits;
    }

    @Override
    public void chargeLate(long[] state, int at, long now, long takenAt, long permits) {
        if (inSameWindow(takenAt, now)) {
            long most = Bounds.maxQuota(period.longest().toMillis());
            state[at] = Bounds.sum(state[at], permits, most);
        }
    }

    @Override
    public void giveBack(long[] state, int at, long now, long takenAt, long permits) {
        if (inSameWindow(takenAt, now)) {
            state[at] = Math.max(0, state[at] - permits);
        }
    }

    @Override
    public long remaining(long[] state, int at, long now) {
        return Math.max(0, quota - state[at]);
    }

    @Override
    public long resetMillis(long[] state, int at, long now) {
        return state[at] == 0 ? 0 : end(now) - now;
    }

    private boolean inSameWindow(long earlier, long later) {
        return later < end(earlier);
    }

    /** The first instant of the window after the one of this instant. */
    private long end(long time) {
        Known last = known;
        if (!last.includes(time)) {
            last = new Known(time, computedEnd(time));
            known = last;
        }
        return last.end();
    }

    private long computedEnd(long time) {
        LocalDate begin = period.begin(LocalDate.ofInstant(Instant.ofEpochMilli(time), zone));
        long end;
        do {
            begin = period.next(begin);
            end = begin.atStartOfDay(zone).toInstant().toEpochMilli();
        } while (end <= time);
        return end;
    }
}
