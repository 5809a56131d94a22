package io.github.throttled.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

class ListFromRightTest {

    private static final String BEYOND = "unknown";

    @Test
    void elements_come_last_first_without_white_space_and_empty_ones() {
        assertThat(elements(List.of("a, b,,", "", " ,c\t"), true)).containsExactly("c", "b", "a");
    }

    @Test
    void a_comma_in_quotes_separates_nothing_if_there_are_quotes() {
        assertThat(elements(List.of("a=\"1,\\\"2\", b"), true))
                .containsExactly("b", "a=\"1,\\\"2\"");
        assertThat(elements(List.of("a=\"1,2\""), false)).containsExactly("2\"", "a=\"1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", ",", " ", "\"", "\\", "\\\"", "\"\\", "\"a,b\"", " ,"})
    void who_stands_behind_too_many_characters_is_unknown(String garbage) {
        String much = garbage.repeat(ListFromRight.MOST / garbage.length());

        assertThat(elements(List.of("first," + much), true))
                .doesNotContain("first")
                .endsWith(BEYOND);
        assertThat(elements(List.of("first", much), true)).doesNotContain("first").endsWith(BEYOND);
    }

    @Test
    void who_stands_before_that_is_known() {
        String space = " ".repeat(ListFromRight.MOST - 10);

        assertThat(elements(List.of("first," + space), true)).containsExactly("first");
    }

    @Test
    void a_line_costs_as_well_though_it_is_empty() {
        List<String> lines = new ArrayList<>(List.of("first"));
        for (int i = 0; i < ListFromRight.MOST; i++) {
            lines.add("");
        }

        assertThat(elements(lines, true)).containsExactly(BEYOND);
    }

    private static List<String> elements(List<String> lines, boolean hasQuotes) {
        ListFromRight list = new ListFromRight(lines, hasQuotes);
        List<String> elements = new ArrayList<>();
        String element = list.next();
        while (element != null) {
            elements.add(element);
            element = element.equals(BEYOND) ? null : list.next();
        }
        return elements;
    }
}
