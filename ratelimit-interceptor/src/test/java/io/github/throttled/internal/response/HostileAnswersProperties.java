package io.github.throttled.internal.response;

import static io.github.throttled.internal.response.Decisions.exhausted;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.throttled.Decision;
import io.github.throttled.HostileTexts;
import io.github.throttled.internal.config.settings.HeaderStyle;
import io.github.throttled.internal.config.settings.Secret;
import io.github.throttled.internal.jaxrs.ExposedFields;
import io.github.throttled.internal.key.PartitionTag;
import io.github.throttled.internal.servlet.RestServlets;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whatever the texts are that an answer is made of, they do not leave their place in it. */
class HostileAnswersProperties {

    private static final PartitionTag TAG =
            PartitionTag.with(Optional.of(new Secret("correct horse battery staple")));

    private static final Pattern MARKUP = Pattern.compile("<[^>]*>");

    @Property(tries = 200)
    void fields_are_one_line_of_printable_ascii(
            @ForAll("hostile") String policy, @ForAll("hostile") String key) {
        MultivaluedMap<String, Object> fields =
                RejectionResponse.fields(
                        List.of(decision(policy, TAG.of(policy, key))),
                        EnumSet.allOf(HeaderStyle.class));

        assertThat(fields).hasSize(1 + RateLimitFields.NAMES.size());
        fields.forEach(
                (name, values) ->
                        assertThat(values).singleElement().asString().as(name).matches("[ -~]+"));
        assertThat(withoutEscapes(fields.getFirst("RateLimit").toString()))
                .matches("\"[^\"]*\";r=0;t=12;pk=:[A-Za-z0-9+/]{12}:");
    }

    @Property(tries = 200)
    void json_has_the_same_members_as_ever(
            @ForAll("hostile") String policy, @ForAll("hostile") String text) {
        RejectionDetails hostile = new RejectionDetails(texts(text), List.of(decision(policy, "")));
        RejectionDetails harmless = new RejectionDetails(texts("x"), List.of(decision("x", "")));

        for (BodyFormat format : List.of(BodyFormat.PROBLEM, BodyFormat.ERROR)) {
            assertThat(format.write(hostile)).matches("[ -~]+");
            assertThat(withoutTexts(format.write(hostile)))
                    .isEqualTo(withoutTexts(format.write(harmless)));
        }
    }

    @Property(tries = 200)
    void a_page_has_the_same_markup_as_ever_and_shows_the_text_as_it_is(
            @ForAll("hostile") String policy, @ForAll("hostile") String text) {
        String page = HtmlPage.of(new RejectionDetails(texts(text), List.of(decision(policy, ""))));
        String harmless = HtmlPage.of(new RejectionDetails(texts("x"), List.of(decision("x", ""))));

        assertThat(markup(page)).isEqualTo(markup(harmless));
        assertThat(shown(page, "h1")).isEqualTo(text);
        assertThat(shown(page, "p")).isEqualTo(text.replace("{0}", "12" + text.replace("{0}", "")));
        assertThat(shown(page, "title")).isEqualTo(text);
    }

    @Property(tries = 200)
    void no_names_are_exposed_but_ours_and_the_applications(@ForAll("hostile") String exposed) {
        MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
        headers.putSingle(IetfFieldWriter.STATE, "\"p\";r=0;t=12");

        ExposedFields.expose(headers, true, List.of(exposed));

        assertThat(headers.get(ExposedFields.EXPOSE)).hasSize(1);
        assertThat(headers.getFirst(ExposedFields.EXPOSE).toString().split(", "))
                .contains(IetfFieldWriter.STATE)
                .allMatch(name -> name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+"));
    }

    @Property(tries = 300)
    void a_path_is_encoded_whatever_is_in_it(@ForAll("hostile") String path) {
        assertThat(RestServlets.encoded('/' + path))
                .startsWith("/")
                .doesNotContainPattern("[\\x00-\\x20;?#]");
        assertThat(slashes(RestServlets.encoded('/' + path))).isEqualTo(slashes('/' + path));
    }

    private static Decision decision(String policy, String partition) {
        return new Decision(
                false,
                policy,
                5,
                0,
                Duration.ofSeconds(12),
                Duration.ofSeconds(12),
                Duration.ZERO,
                List.of(exhausted(5, "PT1M", "PT12S")),
                Decision.Reason.QUOTA,
                partition);
    }

    /** Each text is this one; the number of seconds stands before it. */
    private static Texts texts(String text) {
        String[] keys = {
            "quota-exceeded.title", "quota-exceeded.wait", "quota-exceeded.never", "seconds"
        };
        return new Texts(
                Locale.ENGLISH,
                List.of(
                        new ListResourceBundle() {
                            @Override
                            protected Object[][] getContents() {
                                return Arrays.stream(keys)
                                        .map(
                                                key ->
                                                        new Object[] {
                                                            key,
                                                            key.equals("seconds")
                                                                    ? "{0}"
                                                                            + text.replace(
                                                                                    "{0}", "")
                                                                    : text
                                                        })
                                        .toArray(Object[][]::new);
                            }
                        }));
    }

    private static List<String> markup(String page) {
        return MARKUP.matcher(page).results().map(found -> found.group()).toList();
    }

    private static String shown(String page, String element) {
        int start = page.indexOf('<' + element + '>') + element.length() + 2;
        return page.substring(start, page.indexOf("</" + element + '>', start))
                .replace("&quot;", "\"")
                .replace("&gt;", ">")
                .replace("&lt;", "<")
                .replace("&amp;", "&");
    }

    private static String withoutTexts(String json) {
        return withoutEscapes(json).replaceAll("\"[^\"]*\"", "text");
    }

    private static String withoutEscapes(String text) {
        return text.replaceAll("\\\\.", "");
    }

    private static long slashes(String path) {
        return path.chars().filter(c -> c == '/').count();
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }
}
