package io.github.throttled.internal.config.model;

import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.DidYouMean;
import io.github.throttled.internal.config.syntax.SafeText;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The syntax of key expressions. Header names cannot contain {@code |} and {@code +} here. */
public final class KeySyntax {

    private static final Pattern OR = Pattern.compile("|", Pattern.LITERAL);
    private static final Pattern AND = Pattern.compile("+", Pattern.LITERAL);

    private static final Map<String, KeySource> WORDS =
            Map.of(
                    "ip", new KeySource.Ip(),
                    "user", new KeySource.User(),
                    "session", new KeySource.Session(),
                    "param", new KeySource.Parameter(),
                    "global", new KeySource.Global());

    /** Words that are followed by a colon and a name. */
    private static final Map<String, Function<String, KeySource>> NAMING_WORDS =
            Map.of(
                    "header", KeySource.Header::new,
                    "cookie", named(KeySource.Cookie::new),
                    "claim", named(KeySource.Claim::new),
                    "path", named(KeySource.PathParameter::new),
                    "query", named(KeySource.QueryParameter::new));

    private static final Pattern BEAN = Pattern.compile("\\p{javaJavaIdentifierStart}[\\w.-]*");

    private static final String ALL_WORDS =
            "ip, user, header:NAME, cookie:NAME, claim:NAME, path:NAME, query:NAME, session, param,"
                    + " global, and the names of KeyResolver beans";

    private KeySyntax() {}

    static KeyExpression parse(String text) {
        List<List<KeySource>> alternatives =
                Arrays.stream(OR.split(text, -1)).map(KeySyntax::combination).toList();
        checkDiffer(alternatives);
        checkAllCanBeReached(alternatives);
        return new KeyExpression(alternatives);
    }

    private static List<KeySource> combination(String text) {
        List<KeySource> sources =
                Arrays.stream(AND.split(text, -1))
                        .map(String::strip)
                        .map(KeySyntax::source)
                        .toList();
        checkDiffer(sources);
        if (sources.size() > 1 && sources.contains(new KeySource.Global())) {
            throw new BadValueException("global adds nothing to a combination; remove it");
        }
        return sources;
    }

    private static KeySource source(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon).strip();
        if (colon < 0 && WORDS.containsKey(word)) {
            return WORDS.get(word);
        }
        if (colon >= 0 && NAMING_WORDS.containsKey(word)) {
            return NAMING_WORDS.get(word).apply(text.substring(colon + 1).strip());
        }
        if (colon < 0 && !NAMING_WORDS.containsKey(word) && BEAN.matcher(word).matches()) {
            return new KeySource.Resolver(word);
        }
        throw unknown(text, word, Set.of());
    }

    private static Function<String, KeySource> named(Function<String, KeySource> source) {
        return name -> {
            if (name.isEmpty()) {
                throw new BadValueException("a name is missing; write for example cookie:tenant");
            }
            return source.apply(name);
        };
    }

    /**
     * The problem of a word that is neither a source nor the name of a bean.
     *
     * @param beans the known names
     */
    public static BadValueException unknown(String word, Set<String> beans) {
        return unknown(word, word, beans);
    }

    private static BadValueException unknown(String text, String word, Set<String> beans) {
        if (text.isEmpty()) {
            return new BadValueException("a key source is missing; there are " + ALL_WORDS);
        }
        List<String> known = new ArrayList<>(WORDS.keySet());
        known.addAll(beans);
        NAMING_WORDS.keySet().forEach(naming -> known.add(naming + ":NAME"));
        String written = text.equals(word) ? word : word + ":NAME";
        return new BadValueException(
                SafeText.quoted(text) + " is not a key source; there are " + ALL_WORDS,
                DidYouMean.nearest(written, known).orElse(""));
    }

    private static void checkDiffer(List<?> parts) {
        if (new HashSet<>(parts).size() < parts.size()) {
            throw new BadValueException("the same key source is there twice; remove one");
        }
    }

    private static void checkAllCanBeReached(List<List<KeySource>> alternatives) {
        int global = alternatives.indexOf(List.<KeySource>of(new KeySource.Global()));
        if (global >= 0 && global < alternatives.size() - 1) {
            throw new BadValueException(
                    "global is always there, so what follows is never asked; put global last");
        }
    }
}
