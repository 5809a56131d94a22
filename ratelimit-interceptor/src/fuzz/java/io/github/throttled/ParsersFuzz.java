package io.github.throttled;

import com.code_intelligence.jazzer.junit.FuzzTest;

import org.junit.jupiter.api.Timeout;

import java.util.concurrent.TimeUnit;

/**
 * Gives the parsers whatever reaches a branch that no input has reached before. There is one test,
 * because Jazzer runs one at a time. It begins with the corpus that {@link ParserCorpusTest} reads.
 * {@code mvn -Pfuzz test -pl ratelimit-interceptor}
 */
class ParsersFuzz {

    @FuzzTest(maxDuration = "5m")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void every_text_is_read_or_rejected(byte[] input) {
        ParserInputs.read(input);
    }
}
