package io.github.throttled.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What axe has against a page: WCAG 2.2, levels A and AA, and what it calls best practice. */
final class Accessibility {

    private static final String AXE = read("/axe.min.js");

    private static final String RUN =
            """
            const done = arguments[arguments.length - 1];
            const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            const say = violation => violation.id + ': ' + violation.help + violation.nodes
                .map(node => '\\n  ' + node.html + '\\n  ' + node.failureSummary).join('');
            axe.run(document, {runOnly: rules}).then(
                found => done([String(found.passes.length), ...found.violations.map(say)]),
                error => done(['0', String(error)]));
            """;

    private Accessibility() {}

    /** The violations in what the browser shows; empty if there are none. */
    static List<String> violations(Browser browser) {
        List<?> answer = (List<?>) browser.answer(AXE + "\n;" + RUN);
        if (answer.get(0).equals("0")) {
            throw new AssertionError("axe checked nothing: " + answer);
        }
        return answer.stream().skip(1).map(Object::toString).toList();
    }

    private static String read(String resource) {
        try (InputStream in = Accessibility.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
