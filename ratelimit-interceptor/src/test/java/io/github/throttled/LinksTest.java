package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every relative link of every document leads to a file, and to a heading of it. */
class LinksTest {

    private static final Path ROOT = Path.of("..");

    private static final Pattern LINK =
            Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");

    /** Of other sites, and of pages that the host of the repository makes. */
    private static final Pattern ELSEWHERE =
            Pattern.compile("[a-z]+:.*|(?:\\.\\./)*security/.*/new");

    static List<String> documents() {
        return Stream.concat(
                        Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
                                .filter(name -> Files.exists(ROOT.resolve(name))),
                        Readme.files(Readme.MANUAL, ".md").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void every_link_leads_somewhere(String document) {
        assertThat(links(document)).allSatisfy(link -> assertLeadsSomewhere(document, link));
    }

    private static List<String> links(String document) {
        String prose = FENCED.matcher(Readme.text(document)).replaceAll("");
        return LINK.matcher(CODE.matcher(prose).replaceAll("code"))
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .toList();
    }

    private static void assertLeadsSomewhere(String document, String link) {
        String[] parts = link.split("#", 2);
        Path file =
                parts[0].isEmpty()
                        ? ROOT.resolve(document)
                        : ROOT.resolve(document).resolveSibling(parts[0]).normalize();
        assertThat(file).as("%s links to %s", document, link).exists();
        if (parts.length == 2) {
            assertThat(anchors(ROOT.relativize(file.normalize()).toString()))
                    .as("headings that %s links to", document)
                    .contains(parts[1]);
        }
    }

    /** What GitHub makes of headings: a second one of the same text gets a number. */
    private static Set<String> anchors(String document) {
        Map<String, Integer> seen = new HashMap<>();
        return HEADING.matcher(FENCED.matcher(Readme.text(document)).replaceAll(""))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .map(
                        anchor -> {
                            int before = seen.merge(anchor, 1, Integer::sum) - 1;
                            return before == 0 ? anchor : anchor + "-" + before;
                        })
                .collect(Collectors.toSet());
    }

    private static String anchor(String heading) {
        return heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
