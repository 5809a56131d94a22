package io.github.throttled.internal.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.internal.config.model.KeyExpression;
import io.github.throttled.internal.config.model.KeySource;
import io.github.throttled.internal.net.IpAddress;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.Arrays;
import java.util.List;

class PartitionKeyProperties {

    private static final KeySource A = new KeySource.User();
    private static final KeySource B = new KeySource.Header("b");
    private static final List<KeySource> SOURCES =
            List.of(
                    A,
                    B,
                    new KeySource.Ip(),
                    new KeySource.Global(),
                    new KeySource.Cookie("c"),
                    new KeySource.PathParameter("d"),
                    new KeySource.Session(),
                    new KeySource.Parameter());

    @Property
    void every_caller_has_a_key_of_bounded_length_that_is_printable(
            @ForAll("expressions") KeyExpression expression, @ForAll("callers") CallerStub caller) {
        String key = PartitionKey.of(expression, CallerStub.SETTINGS).of(caller);
        assertThat(key).isNotEmpty().hasSizeLessThanOrEqualTo(PartitionKey.MAX_LENGTH);
        assertThat(PartitionKey.bounded(key)).isEqualTo(key);
    }

    @Property
    void different_names_have_different_keys(
            @ForAll("names") String one, @ForAll("names") String other) {
        PartitionKey key =
                PartitionKey.of(new KeyExpression(List.of(List.of(A))), CallerStub.SETTINGS);
        assertThat(key.of(CallerStub.named(one)).equals(key.of(CallerStub.named(other))))
                .isEqualTo(one.equals(other));
    }

    @Property
    void bounded_keys_differ_when_the_raw_keys_do(
            @ForAll("names") String one, @ForAll("names") String other) {
        assertThat(PartitionKey.bounded(one)).hasSizeLessThanOrEqualTo(PartitionKey.MAX_LENGTH);
        assertThat(PartitionKey.bounded(one).equals(PartitionKey.bounded(other)))
                .isEqualTo(one.equals(other));
    }

    @Property
    void no_other_pair_of_names_makes_the_same_combination(
            @ForAll("parts") List<String> one, @ForAll("parts") List<String> other) {
        assertThat(combined(one).equals(combined(other))).isEqualTo(one.equals(other));
    }

    @Property
    void addresses_of_one_ipv6_network_share_a_key(
            @ForAll long network, @ForAll long host, @ForAll long otherHost) {
        long unicast = network | 1L << 61; // 2000::/3
        PartitionKey key =
                PartitionKey.of(
                        new KeyExpression(List.of(List.of(new KeySource.Ip()))),
                        CallerStub.SETTINGS);
        assertThat(key.of(CallerStub.at(new IpAddress(unicast, host).toString())))
                .isEqualTo(key.of(CallerStub.at(new IpAddress(unicast, otherHost).toString())))
                .isNotEqualTo(key.of(CallerStub.at(new IpAddress(unicast ^ 1, host).toString())));
    }

    /** Combinations as {@link CompositeKey} makes them, of parts that say what the test wants. */
    private static String combined(List<String> texts) {
        List<KeyPart> parts = texts.stream().map(text -> (KeyPart) caller -> text).toList();
        return new CompositeKey(parts).whole(CallerStub.nobody());
    }

    @Provide
    Arbitrary<KeyExpression> expressions() {
        return Arbitraries.of(SOURCES)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(KeyExpression::new);
    }

    @Provide
    Arbitrary<CallerStub> callers() {
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(300).injectNull(0.2);
        return Combinators.combine(anything, anything, anything)
                .as(
                        (address, user, b) ->
                                CallerStub.at(address)
                                        .withUser(user)
                                        .with("header:b", b)
                                        .with("cookie:c", user)
                                        .with("path:d", b)
                                        .with("session", address)
                                        .withArguments(Arrays.asList(user, b)));
    }

    /** Names around the length that is hashed, of characters that borders are made of. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMinLength(1).ofMaxLength(3),
                Arbitraries.strings().withChars("[]#:1a").ofMinLength(1).ofMaxLength(4),
                Arbitraries.strings().withChars('x').ofMinLength(120).ofMaxLength(140));
    }

    @Provide
    Arbitrary<List<String>> parts() {
        return Arbitraries.strings()
                .withChars("[]12a")
                .ofMinLength(1)
                .ofMaxLength(6)
                .list()
                .ofMinSize(2)
                .ofMaxSize(3);
    }
}
