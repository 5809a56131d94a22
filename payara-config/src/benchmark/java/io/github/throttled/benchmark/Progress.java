package io.github.throttled.benchmark;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Tells who waits for the end what there is already. */
final class Progress {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private Progress() {}

    static String of(Result result, int fork) {
        return "%s  fork %d  %-14s %-28s %9d keys  %s  %s"
                .formatted(
                        TIME.format(LocalTime.now()),
                        fork,
                        result.row(),
                        result.contender(),
                        result.keys(),
                        Figures.withError(result.figure()),
                        result.outcome());
    }
}
