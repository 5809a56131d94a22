package io.github.throttled.benchmark;

import java.util.List;
import java.util.Map;

/**
 * A section of the report about one row.
 *
 * @param text Markdown, which begins with an empty line and a heading
 * @param images SVG by file name, relative to the report
 * @param targets of the row, with what was measured of each
 */
record Section(String text, Map<String, String> images, List<TargetLine> targets) {

    static Section of(String text) {
        return new Section(text, Map.of(), List.of());
    }
}
