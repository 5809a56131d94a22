package io.github.throttled.internal.config.model;

import io.github.throttled.internal.algorithm.BanRule;
import io.github.throttled.internal.config.syntax.BadValueException;
import io.github.throttled.internal.config.syntax.DurationSyntax;
import io.github.throttled.internal.config.syntax.SafeText;
import io.github.throttled.internal.config.syntax.ValueSyntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a ban is written: {@code 10m after 3}. */
public final class BanSyntax {

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
    public static BanRule parse(String text) {
        Matcher after = AFTER.matcher(text);
        if (!after.find() || after.start() == 0) {
            throw new BadValueException(
                    SafeText.quoted(text)
                            + " is not a ban; write how long and after how many rejections in a row,"
                            + " such as 10m after 3");
        }
        long rejections = ValueSyntax.wholeNumber(1, MOST_REJECTIONS).parse(after.group(1));
        return new BanRule(
                rejections, DurationSyntax.parse(text.substring(0, after.start())).toMillis());
    }
}
