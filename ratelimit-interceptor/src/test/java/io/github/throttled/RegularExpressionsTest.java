package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * No regular expression of the library needs more than a few steps for each character, or more
 * stack for a longer text, whatever that is. Steps are counted, so it does not matter how fast the
 * machine is.
 */
class RegularExpressionsTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final int LENGTH = 1_000;
    private static final int LONG = 100_000;

    /** For each of the ways to match, and for what is tried first. */
    private static final int STEPS_PER_CHARACTER = 20;

    /** With these somebody looks for something anywhere in a text. */
    private static final Set<String> SEARCHED =
            Set.of(
                    "LimitSyntax.PER",
                    "RouteSyntax.FOREIGN",
                    "BanSyntax.AFTER",
                    "PathSegments.STRAY_PERCENT");

    private static final List<String> PIECES =
            List.of(
                    " ", "\t", "0", "1", "9", "a", "z", "$", "A", "k", "m", "p", "pt", "_", "-",
                    ".", ":", ";", ",", "=", "/", "|", "+", "*", "?", "!", "@", "\"", "\\", "%",
                    "%4", "%41", "{", "}", "{a", "4xx", "after", " after ", " per ", "\n", "\u0000",
                    "é");

    @Test
    void all_of_them_are_found() {
        assertThat(patterns()).hasSizeGreaterThan(20).containsKeys(SEARCHED.toArray(String[]::new));
    }

    @Test
    void every_one_reads_any_text_in_a_few_steps_for_each_character() {
        Map<String, String> slow = new TreeMap<>();
        patterns()
                .forEach(
                        (name, pattern) ->
                                texts().filter(text -> steps(name, pattern, text) > most(text))
                                        .findFirst()
                                        .ifPresent(text -> slow.put(name, text.substring(0, 40))));
        assertThat(slow).isEmpty();
    }

    @Test
    void none_runs_out_of_stack_with_a_long_text() {
        Map<String, String> deep = new TreeMap<>();
        patterns()
                .forEach(
                        (name, pattern) -> {
                            for (String piece : PIECES) {
                                try {
                                    pattern.matcher(repeated(piece, LONG)).matches();
                                } catch (StackOverflowError e) {
                                    deep.put(name, piece);
                                }
                            }
                        });
        assertThat(deep).isEmpty();
    }

    /** Counts what is read of a text. */
    private static final class Counted implements CharSequence {

        private final String text;
        private long steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            steps++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Of the way to match that needs most. */
    private static long steps(String name, Pattern pattern, String text) {
        Counted whole = new Counted(text);
        pattern.matcher(whole).matches();
        Counted beginning = new Counted(text);
        pattern.matcher(beginning).lookingAt();
        Counted anywhere = new Counted(text);
        Matcher matcher = pattern.matcher(anywhere);
        while (SEARCHED.contains(name) && anywhere.steps <= most(text) && matcher.find()) {
            // On to the next one.
        }
        return Math.max(Math.max(whole.steps, beginning.steps), anywhere.steps);
    }

    private static long most(String text) {
        return (long) STEPS_PER_CHARACTER * text.length();
    }

    /** One piece again and again, or two in turn, with something else at either end. */
    private static Stream<String> texts() {
        return PIECES.stream().flatMap(one -> PIECES.stream().flatMap(other -> texts(one, other)));
    }

    private static Stream<String> texts(String one, String other) {
        String many = repeated(one, LENGTH);
        return Stream.of(
                many + other,
                other + many,
                repeated(one + other, LENGTH),
                many + repeated(other, LENGTH));
    }

    private static String repeated(String piece, int length) {
        return piece.repeat(length / piece.length());
    }

    private static Map<String, Pattern> patterns() {
        Map<String, Pattern> patterns = new TreeMap<>();
        for (Class<?> type : classes()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers())) {
                    patterns.put(type.getSimpleName() + '.' + field.getName(), value(field));
                }
            }
        }
        return patterns;
    }

    private static Pattern value(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Class<?>> classes() {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            List<Class<?>> classes = new ArrayList<>();
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = CLASSES.relativize(file).toString().replace('/', '.');
                if (!name.startsWith("META-INF") && !name.equals("module-info.class")) {
                    classes.add(
                            Class.forName(
                                    name.substring(0, name.length() - ".class".length()),
                                    false,
                                    RegularExpressionsTest.class.getClassLoader()));
                }
            }
            return classes;
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
