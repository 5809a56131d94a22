package io.github.throttled.internal.config.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Stream;

/** Which policies may admit more of a caller once it has logged in. */
class DependsOnUserTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "key=user|ip > true",
                "key=ip+user > true",
                "key=claim:tenant|ip > true",
                "key=tenant > true",
                "key=ip > false",
                "key=global > false",
                "key=session > false",
                "key=header:X-Api-Key > false",
                "key=path:id > false",
                "key=ip tier.gold.limit=9/minute > true",
                "key=ip exempt=role:admin > true",
                "key=ip exempt=user:alice > true",
                "key=ip exempt=ip:10.0.0.0/8 > false",
                "key=ip deny=user:mallory > false",
            })
    void a_login_helps_by_the_key_the_tiers_and_the_exemptions(String settings, boolean helps) {
        Configured configured =
                Configured.by(
                        Stream.concat(Stream.of("limit=5/minute"), Stream.of(settings.split(" ")))
                                .map(setting -> "throttled.policy.p." + setting)
                                .toArray(String[]::new));

        assertThat(configured.complaints()).isEmpty();
        assertThat(configured.policy("p").dependsOnUser()).isEqualTo(helps);
    }
}
