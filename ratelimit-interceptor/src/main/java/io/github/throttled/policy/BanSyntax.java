package io.github.throttled.policy;

import io.github.throttled.algorithm.Penalty;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a ban is written: {@code 10m after 3}. */
final class BanSyntax {

    private static final Pattern BAN =
            Pattern.compile("(.+?)\\s+after\\s+([0-9]+)", Pattern.CASE_INSENSITIVE);

    private static final long MOST_REJECTIONS = 1_000_000;

    private BanSyntax() {}

    /**
     * Reads how long, and after how many rejections in a row.
     *
     * @throws BadValueException for anything else
     */
    static Penalty parse(String text) {
        Matcher ban = BAN.matcher(text);
        if (!ban.matches()) {
            throw new BadValueException(
                    Excerpt.quoted(text)
                            + " is not a ban; write how long and after how many rejections in a row,"
                            + " such as 10m after 3");
        }
        long rejections = Syntax.wholeNumber(1, MOST_REJECTIONS).parse(ban.group(2));
        return new Penalty(rejections, DurationSyntax.parse(ban.group(1)).toMillis());
    }
}
