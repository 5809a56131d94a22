package io.github.throttled;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a parser costs must grow with the length of a text, and not with its square. What it
 * allocates is counted, which no other load on the machine changes.
 */
public final class LinearCost {

    private static final int LENGTH = 16 * 1024;

    /** Four times the length is four times the cost; with the square it would be sixteen times. */
    private static final int FACTOR = 4;

    private static final int MOST_GROWTH = 8;

    /** Less than this is nothing: the first use of a class, and what fits into a page. */
    private static final long IGNORED = 64 * 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private LinearCost() {}

    /**
     * Gives a parser each piece again and again, alone and in turn with each other one.
     *
     * @param parser may throw an {@link IllegalArgumentException} only, for what is wrong
     */
    public static void assertThatOf(Consumer<String> parser, List<String> pieces) {
        for (String one : pieces) {
            for (String other : pieces) {
                assertThatOf(parser, one + other);
            }
        }
    }

    private static void assertThatOf(Consumer<String> parser, String piece) {
        String text = piece.repeat(LENGTH / piece.length());
        String longer = piece.repeat(FACTOR * LENGTH / piece.length());
        parse(parser, text);
        long bytes = bytes(parser, text);

        assertThat(bytes(parser, longer))
                .as("bytes for \"%s\" again and again", piece)
                .isLessThan(MOST_GROWTH * Math.max(bytes, IGNORED));
    }

    private static long bytes(Consumer<String> parser, String text) {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        parse(parser, text);
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private static void parse(Consumer<String> parser, String text) {
        try {
            parser.accept(text);
        } catch (IllegalArgumentException e) {
            // It says what is wrong.
        }
    }
}
