package io.github.throttled.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

/** Of three nodes: one that stays the same, one that grows, and one that needs nothing. */
class SoakFigureTest {

    private static final int MINUTES = 60;

    private Document svg;

    @BeforeEach
    void draw() throws Exception {
        List<SoakSample> samples =
                IntStream.rangeClosed(1, MINUTES)
                        .mapToObj(
                                minute ->
                                        new SoakSample(
                                                minute,
                                                null,
                                                List.of(
                                                        new Footprint(90_000_000, 85, 310),
                                                        new Footprint(
                                                                minute * 1_500_000L,
                                                                minute,
                                                                5 * minute),
                                                        new Footprint(0, 0, 0))))
                        .toList();
        svg =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(
                                new ByteArrayInputStream(
                                        new SoakFigure(samples).svg().getBytes(UTF_8)));
    }

    @Test
    void it_says_what_is_drawn_in_which_unit() {
        assertThat(elements("text"))
                .extracting(Element::getTextContent)
                .contains("node-1", "node-2", "node-3", "minutes", "0", "15", "60")
                .contains("threads", "open file handles", "heap in use after a collection, MB")
                .contains("100", "400");
    }

    @Test
    void each_node_has_a_line_in_each_panel_with_a_point_for_each_sample() {
        assertThat(elements("polyline"))
                .hasSize(9)
                .allSatisfy(line -> assertThat(heights(line)).hasSize(MINUTES));
    }

    @Test
    void flat_lines_are_level_and_others_rise() {
        List<Element> lines = elements("polyline");

        assertThat(heights(lines.get(0)).stream().distinct()).hasSize(1);
        assertThat(heights(lines.get(2)).stream().distinct()).hasSize(1);
        assertThat(heights(lines.get(1)).get(MINUTES - 1)).isLessThan(heights(lines.get(1)).get(0));
        assertThat(heights(lines.get(1)).get(MINUTES - 1)).isEqualTo(heights(lines.get(0)).get(0));
    }

    /** What a telephone shows with 390 pixels. */
    @Test
    void it_can_be_read_on_a_telephone() {
        Element root = svg.getDocumentElement();
        double width = Double.parseDouble(root.getAttribute("viewBox").split(" ")[2]);
        double font = Double.parseDouble(root.getAttribute("font-size"));

        assertThat(font * 390 / width).isGreaterThan(12);
    }

    private static List<Double> heights(Element polyline) {
        return Stream.of(polyline.getAttribute("points").split(" "))
                .map(point -> Double.valueOf(point.split(",")[1]))
                .toList();
    }

    private List<Element> elements(String name) {
        NodeList found = svg.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
