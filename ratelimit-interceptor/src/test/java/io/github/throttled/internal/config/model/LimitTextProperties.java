package io.github.throttled.internal.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.algorithm.CalendarPeriod;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

import java.time.Duration;

/** What is shown of a limit or a key can be written into the configuration again. */
class LimitTextProperties {

    @Property(tries = 500)
    void any_limit_reads_back_as_it_is(
            @ForAll @LongRange(min = 1, max = 1_000_000) long quota,
            @ForAll @LongRange(min = 1, max = 31_622_400_000L) long windowMillis) {
        Limit limit = new Limit(quota, Duration.ofMillis(windowMillis));

        assertThat(LimitSyntax.parse(limit.text())).containsExactly(limit);
    }

    @Property(tries = 20)
    void a_period_of_the_calendar_reads_back_as_one(@ForAll CalendarPeriod period) {
        Limit limit = new Limit(7, period);

        assertThat(LimitSyntax.parse(limit.text())).containsExactly(limit);
    }

    @Example
    void it_is_written_as_people_would() {
        assertThat(text("10/minute")).isEqualTo("10/minute");
        assertThat(text("10 per 15 minutes")).isEqualTo("10 per 15 minutes");
        assertThat(text("100/PT1H")).isEqualTo("100/hour");
        assertThat(text("5/24h")).isEqualTo("5 per 24 hours");
        assertThat(text("5/day")).isEqualTo("5/day");
        assertThat(text("1/250ms")).isEqualTo("1 per 250ms");
        assertThat(text("2")).isEqualTo("2");
    }

    @Example
    void a_key_is_written_as_it_was() {
        String all = "user+header:x-tenant|cookie:a|claim:b|path:c|query:d|session|param|bean|ip";

        assertThat(KeyExpression.parse(all).text()).isEqualTo(all);
        assertThat(KeyExpression.parse("global").text()).isEqualTo("global");
    }

    private static String text(String limit) {
        return LimitSyntax.parse(limit).get(0).text();
    }
}
