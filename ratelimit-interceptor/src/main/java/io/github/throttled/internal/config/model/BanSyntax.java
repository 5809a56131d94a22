package io.github.throttled.internal.config.model;

import io.github.throttled.internal.algorithm.BanRule;
import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.DurationSyntax;
import io.github.throttled.internal.config.syntax.SafeText;
import io.github.throttled.internal.config.syntax.ValueSyntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The syntax of a ban: {@code 10m after 3}. */
public final class BanSyntax {

    /** Searched from the left, so that a run of blanks is read only once. */
    private static final Pattern AFTER =
            Pattern.compile("\\safter\\s++([0-9]++)\\z", Pattern.CASE_INSENSITIVE);

    private static final long MAX_REJECTIONS = 1_000_000;

    private BanSyntax() {}

    /**
     * Reads the length of the ban, and the number of rejections in a row that leads to it.
     *
     * @throws BadValueException for anything else
     */
    public static BanRule parse(String text) {
        Matcher after = AFTER.matcher(text);
        if (!after.find() || after.start() == 0) {
            throw new BadValueException(
                    SafeText.quoted(text)
                            + " is not a ban; write how long and after how many rejections in a row,"
                            + " such as 10m after 3");
        }
        long rejections = ValueSyntax.wholeNumber(1, MAX_REJECTIONS).parse(after.group(1));
        return new BanRule(
                rejections, DurationSyntax.parse(text.substring(0, after.start())).toMillis());
    }
}
