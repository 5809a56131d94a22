package io.github.throttled.internal.config.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.regex.Pattern;

class TypeNameProperties {

    /** What a name is, as one would write it down; slow for long ones. */
    private static final Pattern DEFINITION =
            Pattern.compile(
                    "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*[.$])*"
                            + "\\p{Lu}\\p{javaJavaIdentifierPart}*");

    @Property(tries = 5_000)
    void a_name_is_what_the_definition_says(@ForAll("names") String name) {
        assertThat(TypeName.isOne(name)).isEqualTo(DEFINITION.matcher(name).matches());
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "A", "$", ".", "1", "_", "é", "É", " ", "com.acme.", "Outer$")
                .list()
                .ofMaxSize(7)
                .map(parts -> String.join("", parts));
    }
}
