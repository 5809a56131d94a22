package io.github.throttled.policy;

import io.github.throttled.algorithm.Penalty;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a ban is written: {@code 10m after 3}. */
final class BanSyntax {

    /** Looked for from the left, so that blanks are read once. */
    private static final Pattern AFTER =
            Pattern.compile("\\safter\\s++([0-9]++)\\z", Pattern.CASE_INSENSITIVE);

    private static final long MOST_REJECTIONS = 1_000_000;

    private BanSyntax() {}

    /**
     * Reads how long, and after how many rejections in a row.
     *
     * @throws BadValueException for anything else
     */
    static Penalty parse(String text) {
        Matcher after = AFTER.matcher(text);
        if (!after.find() || after.start() == 0) {
            throw new BadValueException(
                    Excerpt.quoted(text)
                            + " is not a ban; write how long and after how many rejections in a row,"
                            + " such as 10m after 3");
        }
        long rejections = Syntax.wholeNumber(1, MOST_REJECTIONS).parse(after.group(1));
        return new Penalty(
                rejections, DurationSyntax.parse(text.substring(0, after.start())).toMillis());
    }
}
