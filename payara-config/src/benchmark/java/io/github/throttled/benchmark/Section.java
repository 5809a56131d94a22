package io.github.throttled.benchmark;

import java.util.Map;

/**
 * A section of the report about one row.
 *
 * @param text Markdown, which begins with an empty line and a heading
 * @param images SVG by file name, relative to the report
 */
record Section(String text, Map<String, String> images) {

    static Section of(String text) {
        return new Section(text, Map.of());
    }
}
