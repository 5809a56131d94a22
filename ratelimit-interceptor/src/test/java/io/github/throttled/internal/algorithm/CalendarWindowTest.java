package io.github.throttled.internal.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.List;

/** Quotas that end with the calendar. */
class CalendarWindowTest {

    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final long DAY = 86_400_000;
    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

    @ParameterizedTest
    @CsvSource({
        "DAY, UTC, 2026-02-28T12:00Z, 2026-03-01T00:00Z",
        "DAY, Europe/Berlin, 2026-03-29T01:00+01:00, 2026-03-30T00:00+02:00",
        "DAY, Europe/Berlin, 2026-10-25T00:00+02:00, 2026-10-26T00:00+01:00",
        "DAY, America/New_York, 2026-03-08T12:00-04:00, 2026-03-09T00:00-04:00",
        "DAY, Asia/Kathmandu, 2026-01-01T23:59:59.999+05:45, 2026-01-02T00:00+05:45",
        "DAY, Australia/Lord_Howe, 2026-04-05T00:00+11:00, 2026-04-06T00:00+10:30",
        "DAY, Pacific/Apia, 2011-12-29T12:00-10:00, 2011-12-31T00:00+14:00",
        "DAY, America/St_Johns, 2006-10-29T00:00-02:30, 2006-10-30T00:00-03:30",
        "DAY, America/Sao_Paulo, 2018-11-03T12:00-03:00, 2018-11-04T01:00-02:00",
        "WEEK, UTC, 2026-11-24T12:00Z, 2026-11-30T00:00Z",
        "WEEK, UTC, 2026-11-30T00:00Z, 2026-12-07T00:00Z",
        "WEEK, Europe/Berlin, 2026-12-31T23:00+01:00, 2027-01-04T00:00+01:00",
        "MONTH, UTC, 2026-02-01T00:00Z, 2026-03-01T00:00Z",
        "MONTH, UTC, 2028-02-29T23:59Z, 2028-03-01T00:00Z",
        "MONTH, Europe/Berlin, 2026-03-15T12:00+01:00, 2026-04-01T00:00+02:00",
        "MONTH, America/New_York, 2026-12-31T23:59-05:00, 2027-01-01T00:00-05:00",
        "YEAR, UTC, 2028-01-01T00:00Z, 2029-01-01T00:00Z",
        "YEAR, Pacific/Apia, 2011-06-01T00:00-11:00, 2012-01-01T00:00+14:00",
    })
    void a_quota_comes_back_when_the_period_ends(
            CalendarPeriod period, ZoneId zone, ZonedDateTime taken, ZonedDateTime end) {
        Entry entry = entry(3, period, zone);
        long now = taken.toInstant().toEpochMilli();
        long next = end.toInstant().toEpochMilli();
        entry.take(now, 3);

        assertThat(entry.take(now, 1).waitMillis()).isEqualTo(next - now);
        assertThat(entry.take(next - 1, 1).waitMillis()).isEqualTo(1);
        assertThat(entry.take(next, 3).admitted()).isTrue();
    }

    @Property
    void calls_count_together_exactly_if_the_calendar_says_so(
            @ForAll CalendarPeriod period,
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long first,
            @ForAll @LongRange(min = 0, max = 40L * 86_400_000) long later) {
        Entry entry = entry(1, period, zone);
        entry.take(first, 1);

        assertThat(entry.peek(first + later, 1).admitted())
                .isEqualTo(!name(period, zone, first).equals(name(period, zone, first + later)));
    }

    @Property
    void a_wait_is_exact(
            @ForAll CalendarPeriod period,
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long now) {
        Entry entry = entry(1, period, zone);
        entry.take(now, 1);
        long wait = entry.peek(now, 1).waitMillis();

        assertThat(wait).isPositive();
        assertThat(entry.peek(now + wait - 1, 1).waitMillis()).isEqualTo(1);
        assertThat(entry.peek(now + wait, 1).waitMillis()).isZero();
    }

    @Property
    void what_is_forgotten_does_not_matter(
            @ForAll CalendarPeriod period,
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long now) {
        Algorithm algorithm = Algorithm.calendarWindow(1, period, zone);
        Entry entry = entry(1, period, zone);
        entry.take(now, 1);

        assertThat(entry.peek(now + algorithm.memoryMillis(), 1).admitted()).isTrue();
    }

    @Test
    void a_limit_is_named_by_the_usual_length_of_its_period() {
        Algorithm algorithm = Algorithm.calendarWindow(3, CalendarPeriod.DAY, UTC);

        assertThat(algorithm.quota()).isEqualTo(3);
        assertThat(algorithm.windowMillis()).isEqualTo(DAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Algorithm.calendarWindow(0, CalendarPeriod.DAY, UTC));
    }

    @Test
    void a_late_charge_counts_in_its_own_period_only() {
        Counter counter = days(3).open(null, NOON);

        counter.charge(2, NOON - DAY);
        assertThat(counter.remaining()).isEqualTo(3);

        counter.charge(2, NOON - DAY / 2);
        assertThat(counter.remaining()).isEqualTo(1);
    }

    @Test
    void permits_come_back_to_their_own_period_only() {
        Counter counter = days(3).open(null, NOON);
        counter.take(3);

        counter.giveBack(1, NOON - DAY);
        assertThat(counter.remaining()).isZero();

        counter.giveBack(1, NOON - DAY / 2);
        assertThat(counter.remaining()).isEqualTo(1);

        counter.giveBack(9, NOON);
        assertThat(counter.remaining()).isEqualTo(3);
    }

    @Test
    void an_instant_before_the_last_one_has_its_own_end() {
        Limits limits = days(1);
        Counter today = limits.open(null, NOON);
        today.take(1);
        assertThat(today.peek(1).waitMillis()).isEqualTo(DAY / 2);

        Counter yesterday = limits.open(null, NOON - DAY - DAY / 4);
        yesterday.take(1);

        assertThat(yesterday.peek(1).waitMillis()).isEqualTo(DAY * 3 / 4);
    }

    @Test
    void permits_are_leased_until_the_period_ends() {
        assertThat(days(1).open(null, NOON).leaseTerms()).isEqualTo(LeaseTerms.until(DAY / 2));
    }

    @Test
    void a_share_is_of_the_same_period() {
        Limits share = days(5).share(2);
        Counter counter = share.open(null, NOON);

        assertThat(counter.take(3).admitted()).isTrue();
        assertThat(counter.take(1).waitMillis()).isEqualTo(DAY / 2);
    }

    private static Limits days(long quota) {
        return limits(quota, CalendarPeriod.DAY, UTC);
    }

    /** What a person calls the period that an instant is in. */
    private static String name(CalendarPeriod period, ZoneId zone, long time) {
        LocalDate date = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
        return switch (period) {
            case DAY -> date.toString();
            case WEEK ->
                    date.get(IsoFields.WEEK_BASED_YEAR)
                            + "-W"
                            + date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case MONTH -> date.getYear() + "-" + date.getMonth();
            case YEAR -> String.valueOf(date.getYear());
        };
    }

    private static Entry entry(long quota, CalendarPeriod period, ZoneId zone) {
        return new Entry(limits(quota, period, zone));
    }

    private static Limits limits(long quota, CalendarPeriod period, ZoneId zone) {
        return new Limits(List.of(Algorithm.calendarWindow(quota, period, zone)));
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "UTC",
                        "Europe/Berlin",
                        "America/New_York",
                        "America/Sao_Paulo",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "Pacific/Kwajalein",
                        "Asia/Kathmandu")
                .map(ZoneId::of);
    }
}
