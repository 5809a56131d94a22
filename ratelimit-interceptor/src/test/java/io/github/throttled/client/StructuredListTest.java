package io.github.throttled.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.throttled.client.StructuredList.Member;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class StructuredListTest {

    private static final String DIGITS = "0123456789";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String LETTERS = LOWER + LOWER.toUpperCase(Locale.ROOT);
    private static final String PRINTABLE =
            IntStream.rangeClosed(' ', '~')
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());

    @Test
    void strings_have_their_integers() {
        assertThat(StructuredList.parse("\"a\";r=0;t=12 ,\t\"b\\\"\\\\\"; r=-3;  x-1.*_=015"))
                .containsExactly(
                        new Member("\"a\"", Map.of("r", 0L, "t", 12L)),
                        new Member("\"b\\\"\\\\\"", Map.of("r", -3L, "x-1.*_", 15L)));
    }

    @Test
    void of_two_parameters_with_one_name_the_last_counts() {
        assertThat(StructuredList.parse("\"a\";r=1;r=2;t=1;t=no"))
                .containsExactly(new Member("\"a\"", Map.of("r", 2L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "-1.125",
                "token",
                "*t/k:n",
                ":cHJldGVuZA==:",
                "::",
                "?0",
                "@1659578233",
                "\"text\"",
                "%\"f%c3%bc\"",
            })
    void other_items_are_read_past(String item) {
        assertThat(StructuredList.parse("\"a\";k=" + item + ";flag;r=1"))
                .containsExactly(new Member("\"a\"", Map.of("r", 1L)));
        assertThat(StructuredList.parse(item + ";p, \"a\""))
                .hasSize(item.startsWith("\"") ? 2 : 1)
                .endsWith(new Member("\"a\"", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"a\";r=1,",
                ",\"a\";r=1",
                "\"a\";r=1,,\"b\"",
                "\"a\" \"b\"",
                "\"a\";r=1 ;t=2",
                "\"a\";R=1",
                "\"a\";=1",
                "\"a\";r=",
                "\"a\";r =1",
                "\"a",
                "\"a\\",
                "\"a\\n\"",
                "\"\u00e4\"",
                "\"a\u0000\"",
                "\"a\";r=1234567890123456",
                "\"a\";r=1234567890123.1",
                "\"a\";r=1.",
                "\"a\";r=1.2345",
                "\"a\";r=--1",
                "\"a\";r=+1",
                "\"a\";r=\u0661",
                "\"a\";r=?2",
                "\"a\";r=:*:",
                "limit=10, remaining=1, reset=2"
            })
    void what_is_wrong_anywhere_is_no_list(String field) {
        assertThat(StructuredList.parse("\"x\";r=1, " + field)).isEmpty();
    }

    @Test
    void inner_lists_are_read_past() {
        assertThat(StructuredList.parse("(\"a\" \"b\";r=1);r=2, \"c\";r=3, ()"))
                .containsExactly(new Member("\"c\"", Map.of("r", 3L)));
    }

    /** The underscore stands for each character of ASCII, in turn. */
    @ParameterizedTest
    @MethodSource
    void each_place_has_its_characters(String item, String characters) {
        assertThat(
                        IntStream.range(0, 128)
                                .mapToObj(Character::toString)
                                .filter(c -> accepts(item.replace("_", c)))
                                .collect(Collectors.joining()))
                .isEqualTo(sorted(characters));
    }

    static Stream<Arguments> each_place_has_its_characters() {
        String token = LETTERS + DIGITS + "!#$%&'*+-.^_`|~:/";
        return Stream.of(
                arguments("\"a_b\"", PRINTABLE.replaceAll("[\"\\\\]", "")),
                arguments("\"a\\_b\"", "\"\\"),
                arguments("_", LETTERS + '*' + DIGITS),
                arguments("a_b", token + ";,"),
                arguments("a;_b", LOWER + "* "),
                arguments("a;b_c", LOWER + DIGITS + "_-.*;=,"),
                arguments(":YW_j:", LETTERS + DIGITS + "+/"),
                arguments("?_", "01"),
                arguments("1_2", DIGITS + ".,"),
                arguments("@_2", DIGITS + '-'),
                arguments("@1_2", DIGITS + ','),
                arguments("%\"a_b\"", PRINTABLE.replaceAll("[\"%]", "")),
                arguments("%\"%_1\"", "01234567"),
                arguments("%\"%6_\"", DIGITS + "abcdef"));
    }

    /**
     * All starts of at most four bytes, with the first and last right byte, and their neighbours.
     */
    @Test
    void display_strings_have_the_utf_8_that_the_platform_decodes() {
        int[] tails = {0x41, 0x7f, 0x80, 0xbf, 0xc0};
        for (int first = 0; first < 256; first++) {
            assertUtf8(first);
            for (int second = 0; second < 256; second++) {
                assertUtf8(first, second);
                for (int third : first < 0xc0 ? new int[0] : tails) {
                    assertUtf8(first, second, third);
                    for (int fourth : tails) {
                        assertUtf8(first, second, third, fourth);
                    }
                }
            }
        }
    }

    @Test
    void a_long_display_string_needs_no_more_stack() {
        assertThat(accepts("%\"" + "%c3%a4".repeat(5_400) + '"')).isTrue();
        assertThat(accepts("%\"" + "%c3%a4".repeat(5_400) + "%c3\"")).isFalse();
    }

    /** Section 3 of RFC 9651 names them. */
    @ParameterizedTest
    @MethodSource
    void sizes_that_the_rfc_requires_are_read(String field) {
        assertThat(accepts(field)).isTrue();
    }

    static Stream<String> sizes_that_the_rfc_requires_are_read() {
        return Stream.of(
                "\"a\"" + ", \"a\"".repeat(1_023),
                '(' + "\"a\" ".repeat(256) + ')',
                "a" + ";a=1".repeat(256),
                "a;" + "k".repeat(64),
                '"' + "a".repeat(1_024) + '"',
                '"' + "\\\"".repeat(1_024) + '"',
                "t".repeat(512),
                ':' + Base64.getEncoder().encodeToString(new byte[16_384]) + ':');
    }

    private static boolean accepts(String field) {
        return StructuredList.parse(field + ", \"last\"").stream()
                .anyMatch(member -> member.name().equals("\"last\""));
    }

    private static void assertUtf8(int... bytes) {
        ByteBuffer octets = ByteBuffer.allocate(bytes.length);
        StringBuilder encoded = new StringBuilder();
        for (int octet : bytes) {
            octets.put((byte) octet);
            encoded.append(String.format("%%%02x", octet));
        }
        assertThat(accepts("%\"" + encoded + '"')).as("%s", encoded).isEqualTo(isUtf8(octets));
    }

    private static boolean isUtf8(ByteBuffer octets) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(octets.flip());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String sorted(String characters) {
        return characters
                .chars()
                .sorted()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void nothing_is_an_empty_list(String field) {
        assertThat(StructuredList.parse(field)).isEmpty();
    }

    @Test
    void a_longer_field_is_not_looked_at() {
        String start = "\"a\";r=1;t=\"";
        String longest = start + "x".repeat(StructuredList.LONGEST - start.length() - 1) + '"';

        assertThat(StructuredList.parse(longest)).hasSize(1);
        assertThat(StructuredList.parse(longest + ' ')).isEmpty();
    }
}
