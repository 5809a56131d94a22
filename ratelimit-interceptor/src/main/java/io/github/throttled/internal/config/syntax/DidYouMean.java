package io.github.throttled.internal.config.syntax;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds the word that was probably meant. The distance of two words is the number of letters to
 * insert, delete, replace or swap with a neighbour (the optimal string alignment distance). A third
 * of the letters may be wrong.
 */
public final class DidYouMean {

    private DidYouMean() {}

    /** The nearest candidate that is near enough; of several, the alphabetically first. */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> isNear(word, candidate))
                .min(
                        Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * Whether the word probably means the candidate. Dotted names are compared part by part, so
     * that a long name does not hide a part that is quite different.
     */
    private static boolean isNear(String word, String candidate) {
        String[] parts = word.split("\\.", -1);
        String[] candidateParts = candidate.split("\\.", -1);
        if (parts.length != candidateParts.length) {
            return withinThird(word, candidate, 2);
        }
        for (int i = 0; i < parts.length; i++) {
            if (!withinThird(parts[i], candidateParts[i], Integer.MAX_VALUE)) {
                return false;
            }
        }
        return true;
    }

    private static boolean withinThird(String word, String candidate, int most) {
        int allowed = Math.min(most, Math.max(1, (word.length() + 1) / 3));
        return isWithin(word, candidate, allowed);
    }

    /** Whether the distance of two words is at most this. */
    public static boolean isWithin(String word, String other, int distance) {
        // Compare lengths first, because the distance of long words is expensive.
        return Math.abs(word.length() - other.length()) <= distance
                && distance(word, other) <= distance;
    }

    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapestStep(a, b, d, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapestStep(String a, String b, int[][] d, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int exchange = d[i - 1][j - 1] + (same ? 0 : 1);
        int cheapest = Math.min(exchange, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(cheapest, d[i - 2][j - 2] + 1) : cheapest;
    }
}
