package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

class StoreTimeoutFigureTest {

    private static final int BACKGROUND_AND_LEGEND = 1 + 2;

    private final StoreTimeoutFigure figure =
            new StoreTimeoutFigure(
                    List.of(
                            new StoreTimeoutFigure.Row(250, 0, 20, 1, 61, 0, 7, 431, 812, 0),
                            new StoreTimeoutFigure.Row(250, 4, 20, 3, 77, 2, 19, 2431, 1812, 0),
                            new StoreTimeoutFigure.Row(1000, 0, 20, 0, 50, 0, 0, 433, 1455, 0),
                            new StoreTimeoutFigure.Row(1000, 4, 20, 0, 50, 0, 2, 2433, 2777, 0)));

    @Test
    void the_table_has_a_row_for_each_measurement_with_those_on_a_quiet_machine_first() {
        List<String> lines = figure.table().lines().toList();

        assertThat(lines).hasSize(6);
        assertThat(lines.get(2))
                .isEqualTo("| 250 ms | 0 | 20 | 1 | 61 | 0 | 7 | 431 ms | 812 ms |");
        assertThat(lines.subList(3, 6))
                .extracting(line -> line.split("\\|")[1].strip())
                .containsExactly("1000 ms", "250 ms", "1000 ms");
    }

    @Test
    void the_drawing_is_valid_and_tells_what_was_measured() throws Exception {
        Document svg =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(figure.svg().getBytes(UTF_8)));

        assertThat(texts(svg)).contains("7", "19", "812", "2777", "250 ms", "4 busy loops");
        assertThat(svg.getElementsByTagName("rect").getLength())
                .isEqualTo(2 * 4 + BACKGROUND_AND_LEGEND);
    }

    @Test
    void a_longer_bar_says_more() throws Exception {
        Document svg =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(figure.svg().getBytes(UTF_8)));
        NodeList rects = svg.getElementsByTagName("rect");
        List<Double> heights = new ArrayList<>();
        for (int i = BACKGROUND_AND_LEGEND; i < rects.getLength(); i++) {
            heights.add(
                    Double.valueOf(
                            rects.item(i).getAttributes().getNamedItem("height").getTextContent()));
        }

        assertThat(heights.get(1)).isGreaterThan(heights.get(0));
        assertThat(heights.get(2)).isZero();
        assertThat(heights).allSatisfy(height -> assertThat(height).isBetween(0.0, 210.0));
    }

    private static List<String> texts(Document svg) {
        NodeList texts = svg.getElementsByTagName("text");
        return Stream.iterate(0, i -> i + 1)
                .limit(texts.getLength())
                .map(i -> texts.item(i).getTextContent())
                .toList();
    }
}
